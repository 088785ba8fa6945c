"""A page needs a title and nothing else: its address is made from it, without a script too, and is free among its siblings."""

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from guides.factories import GuideFactory
from guides.models import GuideIndexPage, GuidePage, LifeEventPage
from home.models import HomePage, StandardPage
from office.desk.titles import FORMATTERS, automatic_slug, free_slug
from office.models import Office, ThematicArea
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import CatalogueIndexPage, ProcedurePage
from vietnamese.slugs import slugify

pytestmark = pytest.mark.django_db
PROCEDURE_STREAMS = (
    *("questions", "documents", "steps", "channels", "times", "deadlines", "costs", "submission_asks", "outputs", "conditions", "advice"),
    *("places", "entries", "people"),
)
KINDS = [
    (CatalogueIndexPage, ProcedurePage, PROCEDURE_STREAMS),
    (GuideIndexPage, GuidePage, ("intro", "questions", "steps", "closing")),
    (GuideIndexPage, LifeEventPage, ("intro", "questions", "steps", "closing")),
    (HomePage, StandardPage, ("sections",)),
]
TITLES = [
    ("Đổi đường ở Đà Nẵng", "doi-duong-o-da-nang"),
    (unicodedata.normalize("NFD", "Đổi đường ở Đà Nẵng"), "doi-duong-o-da-nang"),
    ("ĐỔI ĐƯỜNG Ở ĐÀ NẴNG", "doi-duong-o-da-nang"),
    ("“Sổ đỏ”: cấp lại/đổi – 2026", "so-do-cap-lai-doi-2026"),
    ("Mẫu số 01_ĐKKD", "mau-so-01-dkkd"),
    ("Ước\u00a0mơ của\u200b Ỷ Lan", "uoc-mo-cua-y-lan"),
    ("日本語", "trang"),
]


def as_the_browser_does(text):
    """What Wagtail's field does with our formatters, in Python: the same patterns, then lower case."""
    for pattern, plain in FORMATTERS:
        text = re.sub(pattern, plain, text)
    return text.lower()


@pytest.mark.parametrize(("title", "slug"), TITLES[:-1])
def test_the_browser_is_told_what_the_server_does(title, slug):
    assert as_the_browser_does(title) == slugify(title) == slug


def test_every_vietnamese_letter_is_folded_in_the_browser_as_on_the_server():
    vowels = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones] + ["đ"]
    for letter in [*letters, *(letter.upper() for letter in letters)]:
        assert as_the_browser_does(letter) == slugify(letter), letter


@pytest.fixture
def add(enter):
    """Sends the form of a new page with a title alone, as a browser without scripts would. Returns (page or None, response)."""

    def added(shelf, model, streams, title, slug="", username="bien-tap", **more):
        client = enter(username)
        parent = shelf.objects.get(locale__language_code="vi")
        address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
        html = client.get(address).content.decode()
        data = {k: v for k, v in querydict_from_html(html, form_id="page-edit-form").dict().items() if not k.startswith("action-")}
        data |= {f"{name}-count": "0" for name in streams} | {"title": title, "slug": slug} | more
        before = set(Page.objects.values_list("pk", flat=True))
        response = client.post(address, data)
        return model.objects.exclude(pk__in=before).first(), response

    return added


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[1].__name__)
@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_a_title_alone_is_saved_as_a_draft(add, kind, title, slug):
    page, response = add(*kind, title)
    assert response.status_code == 302
    assert (page.slug, page.live) == (slug, False)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[1].__name__)
def test_the_same_title_again_gets_a_number(add, kind):
    slugs = [add(*kind, "Đổi đường")[0].slug for _time in range(3)]
    # The browser has filled in what another page has: nobody chose that.
    slugs.append(add(*kind, "Đổi đường", slug="doi-duong")[0].slug)
    assert slugs == ["doi-duong", "doi-duong-2", "doi-duong-3", "doi-duong-4"]


def test_an_address_chosen_by_hand_is_not_changed_silently(add):
    add(*KINDS[0], "Đổi đường")
    page, response = add(*KINDS[0], "Đổi tên đường", slug="doi-duong")
    assert page is None
    assert "slug" in response.context["form"].errors


@pytest.mark.parametrize(("typed", "slug"), [("Đổi đường", "doi-duong"), ("doi_duong", "doi_duong"), ("đổi/đường?", "doi-duong")])
def test_an_address_typed_with_marks_is_folded(add, typed, slug):
    assert add(*KINDS[0], "Tên khác", slug=typed)[0].slug == slug


def test_a_live_page_keeps_its_address_whatever_its_title(enter):
    page, taken = ProcedureFactory(title="Đổi đường"), ProcedureFactory(title="Đổi biển số")
    client = enter("duyet")
    from .forms import page_data

    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {**dict(page_data(client.get(address), page).lists()), "audiences": page.audiences, "title": taken.title, "slug": taken.slug}
    response = client.post(address, data)
    assert "slug" in response.context["form"].errors


def test_a_page_made_by_code_gets_its_address():
    shelf = GuideIndexPage.objects.get(locale__language_code="vi")
    first = shelf.add_child(instance=GuidePage(title="Đi đường dài"))
    second = shelf.add_child(instance=LifeEventPage(title=unicodedata.normalize("NFD", "Đi đường dài"), live=False))
    assert (first.slug, second.slug) == ("di-duong-dai", "di-duong-dai-2")


def test_the_longest_title_still_leaves_room_for_a_number():
    shelf = GuideIndexPage.objects.get(locale__language_code="vi")
    title = "Đường " * 42
    slugs = [shelf.add_child(instance=GuidePage(title=title.strip())).slug for _time in range(3)]
    assert len(set(slugs)) == 3
    assert all(len(slug) <= 255 for slug in slugs)


def test_a_slug_that_begins_like_another_is_free():
    shelf = GuideIndexPage.objects.get(locale__language_code="vi")
    GuideFactory(title="Đi đường dài", slug="di-duong-dai")
    assert free_slug("di-duong", shelf) == "di-duong"


def test_a_title_of_no_letters_still_has_an_address():
    assert automatic_slug("…") == "trang"


# --- Copies ---


@pytest.fixture
def copy(enter):
    def copied(page, title, slug):
        data = {"new_title": title, "new_slug": slug, "new_parent_page": page.get_parent().pk, "copy_subpages": ""}
        return enter("duyet").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    return copied


def test_copying_proposes_a_free_address(enter):
    page = ProcedureFactory(title="Đổi đường", slug="doi-duong")
    html = enter("duyet").get(reverse("wagtailadmin_pages:copy", args=[page.pk])).content
    assert BeautifulSoup(html, "html.parser").find(attrs={"name": "new_slug"})["value"] == "doi-duong-2"


@pytest.mark.parametrize(("slug", "found"), [("", "doi-duong-moi"), ("Đổi đường lần hai", "doi-duong-lan-hai")])
def test_a_copy_gets_its_address_from_its_title(copy, slug, found):
    page = ProcedureFactory(title="Đổi đường", slug="doi-duong")
    assert copy(page, "Đổi đường (mới)", slug).status_code == 302
    assert ProcedurePage.objects.latest("pk").slug == found


# --- Reference data ---


@pytest.mark.parametrize("model", [ThematicArea, Office])
def test_the_address_of_a_new_row_is_made_while_its_name_is_typed_and_never_again(enter, model):
    client = enter("duyet")
    views = f"wagtailsnippets_office_{model._meta.model_name}"

    def acts(address):
        return BeautifulSoup(client.get(address).content, "html.parser").find(id="id_name").get("data-action", "")

    assert "w-sync#apply" in acts(reverse(f"{views}:add"))
    assert "w-sync#apply" not in acts(reverse(f"{views}:edit", args=[model.objects.first().pk]))
