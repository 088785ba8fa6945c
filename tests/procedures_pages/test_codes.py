"""``/t/<code>``: the short address that people print. It must lead on for as long as paper lasts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from procedures_pages.codes import MOST_HOPS, page_of_code, read_code
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

HOUSEHOLD = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"


def leads_to(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code in (301, 302), (address, response.status_code)
    return response["Location"]


# --- Reading a code: pure ---


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.001612", "1.001612"),
        ("1001612", "1.001612"),
        (" 1.001612 ", "1.001612"),
        ("1.001612.000.00.00.H62", "1.001612"),
        ("1.001612.000.00.00.h62", "1.001612"),
        ("2.000815.000.00.00.H62", "2.000815"),
        ("1.001612/", "1.001612"),
        ("1.001612.", "1.001612"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed, code):
    assert read_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", ".", "1", "1.2", "a.001612", "1.00161", "1..001612", "1.001612.000.00.00", "１.００１６１２", "1.001612\x00", "9" * 40]
)
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_none_and_a_code_reads_back_as_itself(text):
    code = read_code(text)
    assert code is None or read_code(code) == code


# --- Where it leads ---


@pytest.mark.django_db
class TestShortAddress:
    def test_a_present_code_leads_to_its_page(self, client):
        assert leads_to(client, "/t/1.001612") == HOUSEHOLD

    def test_a_code_without_its_point_leads_to_the_same_page(self, client):
        assert leads_to(client, "/t/1001612") == HOUSEHOLD

    def test_a_code_with_the_provinces_tail_leads_to_the_same_page(self, client):
        assert leads_to(client, "/t/1.001612.000.00.00.H62") == HOUSEHOLD

    def test_a_slash_at_the_end_does_no_harm(self, client):
        assert leads_to(client, "/t/1.001612/") == HOUSEHOLD

    def test_the_query_string_is_kept(self, client):
        assert leads_to(client, "/t/1.001612?dung-ten=mot-minh&nguoi-nop=tu-nop") == HOUSEHOLD + "?dung-ten=mot-minh&nguoi-nop=tu-nop"

    def test_a_very_long_query_string_is_cut_not_refused(self, client):
        assert len(leads_to(client, "/t/1.001612?q=" + "a" * 10_000)) < 2000

    def test_a_former_code_leads_to_its_page(self, client):
        page = ProcedureFactory(former=("9.888881",))
        assert leads_to(client, "/t/9.888881") == f"/thu-tuc/{page.slug}/"

    def test_every_code_of_the_sample_leads_to_a_page_that_is_there(self, client):
        codes = set(ProcedurePage.objects.filter(locale__language_code="vi").values_list("codes__value", "codes__scheme"))
        lost = [value for value, scheme in codes if scheme == "national" and client.get(f"/t/{value}", follow=True).status_code != 200]
        assert not lost

    def test_the_present_owner_of_a_code_comes_before_a_former_one(self, client):
        ProcedureFactory(former=("9.888882",))
        present = ProcedureFactory(code="9.888882")
        assert leads_to(client, "/t/9.888882") == f"/thu-tuc/{present.slug}/"

    def test_an_unknown_code_is_404(self, client):
        assert client.get("/t/9.999999").status_code == 404

    @pytest.mark.parametrize("nonsense", ["abc", "1", "..", "1.001612.extra", "0" * 40])
    def test_nonsense_is_404(self, client, nonsense):
        assert client.get(f"/t/{nonsense}").status_code == 404

    def test_after_a_rename_the_code_leads_to_the_new_address(self, client):
        page = ProcedureFactory(code="9.888883")
        page.slug = "ten-moi-cua-trang"
        page.save_revision().publish()
        assert leads_to(client, "/t/9.888883") == "/thu-tuc/ten-moi-cua-trang/"

    def test_after_a_rename_the_old_address_leads_to_the_new_one(self, client, django_capture_on_commit_callbacks):
        page = ProcedureFactory(slug="ten-cu-cua-trang")
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "ten-moi-cua-trang"
            page.save_revision().publish()
        assert leads_to(client, "/thu-tuc/ten-cu-cua-trang/") == "/thu-tuc/ten-moi-cua-trang/"

    @pytest.mark.parametrize("tail", ["ho-so/", "in/", "ho-so.pdf"])
    def test_after_a_rename_a_kept_address_of_the_checklist_leads_to_the_new_one(self, client, django_capture_on_commit_callbacks, tail):
        page = ProcedureFactory(with_questions=True, slug="ten-cu-cua-trang")
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "ten-moi-cua-trang"
            page.save_revision().publish()
        assert leads_to(client, f"/thu-tuc/ten-cu-cua-trang/{tail}?ai-nop=toi") == f"/thu-tuc/ten-moi-cua-trang/{tail}?ai-nop=toi"

    def test_after_a_new_present_code_the_old_one_still_leads_there(self, client):
        page = ProcedureFactory(code="9.888884")
        code = page.codes.get()
        code.is_present = False
        page.codes = [code, type(code)(value="9.888885", is_present=True)]
        page.save_revision().publish()
        assert leads_to(client, "/t/9.888884") == leads_to(client, "/t/9.888885") == f"/thu-tuc/{page.slug}/"

    def test_under_english_the_code_leads_to_the_english_page(self, client):
        assert leads_to(client, "/en/t/1.001612") == "/en" + HOUSEHOLD


# --- Replaced pages lead on ---


@pytest.mark.django_db
class TestSuccession:
    def test_a_replaced_page_leads_to_its_successor(self, client):
        page = ProcedureFactory(replaced=True, code="9.888891")
        assert leads_to(client, "/t/9.888891") == f"/thu-tuc/{page.successor.slug}/"

    def test_a_chain_is_followed_to_its_end(self):
        last = ProcedureFactory()
        middle = ProcedureFactory(replaced=True, successor=last)
        ProcedureFactory(replaced=True, successor=middle, code="9.888892")
        assert page_of_code("9.888892") == last

    def test_a_loop_of_replaced_pages_ends(self):
        one = ProcedureFactory(replaced=True, successor=None, code="9.888893")
        two = ProcedureFactory(replaced=True, successor=one)
        one.successor = two
        one.save()
        assert page_of_code("9.888893") in (one, two)

    def test_a_loop_asks_the_database_only_a_few_times(self, django_assert_max_num_queries):
        one = ProcedureFactory(replaced=True, successor=None, code="9.888893")
        one.successor = one
        one.save()
        with django_assert_max_num_queries(2 + MOST_HOPS * 2):
            page_of_code("9.888893")

    def test_a_replaced_page_without_a_public_successor_is_shown_itself(self):
        page = ProcedureFactory(replaced=True, successor=ProcedureFactory(draft=True), code="9.888894")
        assert page_of_code("9.888894") == page

    def test_a_page_in_force_is_found_before_an_abolished_one_with_the_same_code(self):
        ProcedureFactory(status="abolished", status_note="Đã bãi bỏ.", former=("9.888895",))
        in_force = ProcedureFactory(former=("9.888895",))
        assert page_of_code("9.888895") == in_force

    def test_an_abolished_page_that_nothing_replaced_is_shown_itself(self):
        page = ProcedureFactory(status="abolished", status_note="Đã bãi bỏ.", code="9.888896")
        assert page_of_code("9.888896") == page

    def test_the_english_version_of_a_page_is_not_taken_for_the_page(self):
        page = ProcedureFactory(code="9.888897")
        page.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
        assert page_of_code("9.888897") == page
