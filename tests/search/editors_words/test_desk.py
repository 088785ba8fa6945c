"""The editors' words on the desk: who keeps them, forms opened already filled in, forms sent with anything."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail import hooks

from office.two_people.rule import SecondPersonNeeded
from procedures_pages.models import ProcedurePage
from search.models import Confusion, Elsewhere, PromotedAnswer, Synonym
from search.query.reading import read_query

from ...office.desk.english import looks_english

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _desk():
    """Lists of words get their addresses when the desk is there, as it is from a server's first request on."""
    hooks.search_for_hooks()


MENU = "tu-ngu-tim-kiem"
MODELS = (Synonym, Confusion, PromotedAnswer, Elsewhere)


def address(model, verb, *arguments):
    return reverse(model.snippet_viewset.get_url_name(verb), args=arguments)


def value(response, name):
    return BeautifulSoup(response.content, "html.parser").select_one(f"[name={name}]").get_text().strip("\n\r")


def added(client, model, **fields):
    """Written and sent to the reviewer: a mere draft may lack what it likes."""
    return client.post(address(model, "add"), {"kind": "synonym", "action-submit": "1", **fields})


@pytest.mark.parametrize("username", ["bien-tap", "duyet"])
def test_editors_and_reviewers_keep_the_words(enter, username):
    client = enter(username)
    for model in MODELS:
        assert client.get(address(model, "list")).status_code == 200
        assert client.get(address(model, "add")).status_code == 200
    assert added(client, Synonym, said="mèo máy", official="khuyển máy").status_code == 302
    row = Synonym.objects.get(said="mèo máy")
    assert not read_query("mèo máy").segments[0].official  # until another has published it
    with pytest.raises(SecondPersonNeeded):
        row.latest_revision.publish(user=get_user_model().objects.get(username=username), skip_permission_checks=True)
    row.latest_revision.publish(user=get_user_model().objects.create_superuser("quan-ly"))
    assert read_query("mèo máy").segments[0].official
    assert client.get(address(Synonym, "edit", row.pk)).status_code == 200
    assert client.post(address(Synonym, "delete", row.pk)).status_code == 302
    assert bool(read_query("mèo máy").segments[0].official) is (username == "bien-tap")  # who writes takes nothing away


def test_the_counter_keeps_no_words(enter):
    client = enter("quay")
    for model in MODELS:
        for verb in ("list", "add"):
            assert client.get(address(model, verb)).status_code == 302
    added(client, Synonym, said="mèo máy", official="khuyển máy")
    assert not Synonym.objects.filter(said="mèo máy").exists()
    assert MENU not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_has_a_line_for_them(enter):
    assert MENU in enter("bien-tap").get(reverse("wagtailadmin_home")).content.decode()


def test_all_words_are_on_their_lists(enter):
    client = enter("bien-tap")
    for model in (Confusion, PromotedAnswer, Elsewhere):
        text = client.get(address(model, "list")).content.decode()
        assert all(f">{row}<" in " ".join(text.split()).replace("> ", ">").replace(" <", "<") for row in model.objects.all())


def test_the_list_is_searched(enter):
    text = enter("bien-tap").get(address(Elsewhere, "list_results"), {"q": "hộ chiếu"}).content.decode()
    assert "Làm hộ chiếu" in text
    assert "Ly hôn" not in text


@pytest.mark.parametrize(("model", "name"), [(Synonym, "said"), (PromotedAnswer, "queries"), (Elsewhere, "queries")])
def test_a_form_opens_with_the_query_in_it(enter, model, name):
    response = enter("bien-tap").get(address(model, "add"), {name: ["mở  tiệm\u200b", "mo quan"], "xyz": "1", "title": "Không"})
    assert value(response, name) == "mở tiệm\nmo quan"
    assert "Không</" not in response.content.decode()


@pytest.mark.parametrize(
    "given", ["x" * 50_000, "\0", "a\n" * 10_000, "<script>alert(1)</script>", "😀", "\ud800".encode("utf-8", "surrogatepass")]
)
def test_a_form_opens_with_anything_in_the_address(enter, given):
    response = enter("bien-tap").get(address(Synonym, "add"), {"said": given})
    assert response.status_code == 200
    assert len(value(response, "said")) <= 4000
    assert "<script>alert(1)" not in response.content.decode()


@pytest.mark.parametrize("said", ["\n".join(f"từ {n}" for n in range(10_000)), "😀", "", "   ", "1.001612", "x" * 3000])
def test_what_cannot_be_kept_is_told(enter, said):
    response = added(enter("bien-tap"), Synonym, said=said, official="khuyển máy")
    assert response.status_code == 200
    assert response.context["form"].errors["said"]


def test_markup_is_kept_as_words_and_shown_as_such(enter):
    client = enter("bien-tap")
    assert added(client, Synonym, said="<b>mèo máy</b>", official="khuyển máy").status_code == 302
    assert "<b>mèo máy</b>" not in client.get(address(Synonym, "list")).content.decode()


def test_a_promoted_answer_needs_its_page(enter):
    client = enter("bien-tap")
    assert added(client, PromotedAnswer, queries="mèo máy").context["form"].errors["page"]
    page = ProcedurePage.objects.filter(locale__language_code="vi").first()
    assert added(client, PromotedAnswer, queries="mèo máy", page=page.pk).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_label_and_help(enter, model):
    form = enter("bien-tap").get(address(model, "add")).context["form"]
    assert set(form.fields) >= set(model.PHRASES) | set(model.LINES)
    for name, field in form.fields.items():
        assert field.label, name
        assert field.help_text, name
        assert not looks_english(str(field.label)), name
        assert not looks_english(str(field.help_text)), name


def test_signs_that_show_nothing_are_not_kept(enter):
    assert added(enter("bien-tap"), Synonym, said="•\tmèo\0 máy\u200b\n- máy mèo", official="khuyển máy").status_code == 302
    assert Synonym.objects.latest("pk").said == "mèo máy\nmáy mèo"
