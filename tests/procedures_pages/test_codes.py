"""``/t/<code>``: the short address that people print. It must lead on for as long as paper lasts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.codes import MAX_HOPS, page_of_code, read_code
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from tests.procedures_pages.translation.translating import translate

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
        with django_assert_max_num_queries(2 + MAX_HOPS * 2):
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
        translate(page)
        assert page_of_code("9.888897") == page


# --- Split procedures offer the choice; what only the register knows is its record ---


@pytest.fixture
def split(db):
    """An abolished page, and the two pages that now do its work and carry its code."""
    gone = ProcedureFactory(status="abolished", status_note="Đã bãi bỏ.", code="9.888871")
    parts = [ProcedureFactory(code=f"9.88887{n}", former=("9.888871",)) for n in (2, 3)]
    for part, note in zip(parts, ("Khi nộp cho mình", "Khi nộp thay"), strict=True):
        part.codes.filter(is_present=False).update(note=note)
    return gone, parts


@pytest.mark.django_db
class TestSplit:
    def test_the_old_code_offers_every_part_with_its_note(self, client, split):
        html = client.get("/t/9.888871?ai-nop=toi").content.decode()
        for part in split[1]:
            assert f'href="/thu-tuc/{part.slug}/?ai-nop=toi"' in html
        assert "Khi nộp thay" in html

    def test_the_choice_is_not_for_search_engines(self, client, split):
        assert client.get("/t/9.888871")["X-Robots-Tag"] == "noindex"

    def test_the_page_that_is_gone_leads_to_every_part(self, client, split):
        html = client.get(f"/thu-tuc/{split[0].slug}/").content.decode()
        assert "Nay thuộc các thủ tục" in html
        assert all(f'href="/thu-tuc/{part.slug}/"' in html for part in split[1])

    def test_a_part_tells_of_the_other_part(self, client, split):
        html = client.get(f"/thu-tuc/{split[1][0].slug}/").content.decode()
        assert "Trước đây cùng một mã với" in html
        assert split[1][1].title in html

    def test_a_part_that_is_a_draft_is_not_offered(self, client, split):
        split[1][0].unpublish()
        assert leads_to(client, "/t/9.888871") == f"/thu-tuc/{split[1][1].slug}/"

    def test_where_one_part_kept_the_code_it_is_opened_and_names_the_other(self, client):
        kept, new = ProcedureFactory(code="9.888861"), ProcedureFactory(former=("9.888861",))
        assert leads_to(client, "/t/9.888861") == f"/thu-tuc/{kept.slug}/"
        assert new.title in client.get(f"/thu-tuc/{kept.slug}/").content.decode()

    def test_two_that_were_merged_again_are_one(self, client):
        one = ProcedureFactory(former=("9.888862",))
        ProcedureFactory(replaced=True, successor=one, former=("9.888862",))
        assert leads_to(client, "/t/9.888862") == f"/thu-tuc/{one.slug}/"


def test_a_printed_address_survives_two_years(client, db, django_capture_on_commit_callbacks):
    """Renamed, given a new code, an answer renamed, merged into another, that one abolished in its turn: the paper still leads on."""
    page = ProcedureFactory(with_questions=True, code="9.888851", slug="ten-nam-2024")
    printed = ["/t/9.888851?ai-nop=toi", "/thu-tuc/ten-nam-2024/ho-so/?ai-nop=toi", "/thu-tuc/ten-nam-2024/ho-so.pdf?ai-nop=toi"]

    def follow():
        return [client.get(address, follow=True) for address in printed]

    def publish(changed):
        with django_capture_on_commit_callbacks(execute=True):
            changed.save_revision().publish()

    page.slug = "ten-nam-2025"
    page.questions[0].value["answers"][0]["slug"] = "chinh-toi"
    page.clean()
    for document in page.documents:
        document.value["applies"] = [a.replace("ai-nop=toi", "ai-nop=chinh-toi") for a in document.value["applies"]]
    code = page.codes.get()
    code.is_present = False
    page.codes = [code, type(code)(value="9.888852", is_present=True)]
    publish(page)
    answers = follow()
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert [a.context["case"].query for a in answers[:2]] == ["ai-nop=chinh-toi"] * 2

    other = ProcedureFactory(code="9.888853")
    page.status, page.status_note, page.successor = "replaced", "Đã gộp.", other
    publish(page)
    answers = follow()
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert answers[0].redirect_chain[-1][0] == f"/thu-tuc/{other.slug}/?ai-nop=toi"
    assert f'href="/thu-tuc/{other.slug}/"' in answers[1].content.decode()

    other.status, other.status_note = "abolished", "Bãi bỏ từ ngày 01 tháng 01 năm 2027."
    publish(other)
    answers = follow()
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert "Bãi bỏ từ ngày 01 tháng 01 năm 2027." in answers[0].content.decode()


@pytest.mark.parametrize("path", ["/t/1.001193", "/t/1.001193?truong-hop=sinh-thuong", "/en/t/1.001193"])
def test_a_short_address_leads_on_for_now(client, path):
    """302: the code may lead elsewhere when it is split or replaced, and what is printed must follow; browsers keep a 301 for good."""
    assert client.get(path).status_code == 302
