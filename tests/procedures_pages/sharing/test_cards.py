"""The card that Zalo, Facebook and others show of a link: every page has one, with its own words and a picture."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from guides.models import GuidePage, LifeEventPage
from office.models import ThematicArea
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.facts.phrases import facts_line
from procedures_pages.models import ProcedurePage
from tests.procedures_pages.register.factories import JULY, record, store

pytestmark = pytest.mark.django_db
WANTED = {"og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:url", "og:image", "twitter:card"}
PICTURES = Path(finders.find("site/og/cam-nang.png")).parent


def card(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    found = [(m.get("property") or m.get("name"), m["content"]) for m in page.select('meta[property^="og:"], meta[name^="twitter:"]')]
    assert len(dict(found)) == len(found), f"{address}: twice the same"
    return dict(found)


def complete(client, address):
    said = card(client, address)
    assert [name for name in sorted(WANTED) if not said.get(name)] == [], address
    picture = said["og:image"].removeprefix(settings.SITE_URL + settings.STATIC_URL)
    assert finders.find(picture), address
    return said


def test_every_procedure_has_a_card_with_its_facts(client):
    for page in ProcedurePage.objects.published().filter(locale__language_code="vi"):
        said = complete(client, f"/thu-tuc/{page.slug}/")
        assert said["og:title"] == page.title
        assert said["og:description"] == (facts_line(tailor(facts_of(page), {})) or page.summary)
        assert said["og:locale"] == "vi_VN"
        assert said["og:image"].endswith(f"/{page.area.slug}.png")


def test_the_card_of_a_procedure_counts_papers_and_money(client):
    assert card(client, "/thu-tuc/dang-ky-ket-hon/")["og:description"] == "2 giấy tờ · Miễn phí"


@pytest.mark.parametrize("address", ["/", "/en/", "/thu-tuc/", "/huong-dan/", "/noi-nop/", "/ve-cam-nang/"])
def test_pages_without_an_area_have_the_card_of_the_site(client, address):
    assert complete(client, address)["og:image"].endswith("/cam-nang.png")


@pytest.mark.parametrize("kind", [GuidePage, LifeEventPage])
def test_guides_have_their_own_card(client, kind):
    guide = kind.objects.live().filter(locale__language_code="vi").first()
    said = complete(client, f"/huong-dan/{guide.slug}/")
    assert (said["og:title"], said["og:description"]) == (guide.title, guide.summary)


def test_a_record_has_a_card_that_says_what_it_is(client):
    store(record(code="9.000001"), day=JULY)
    assert "chưa biên tập" in complete(client, "/tra-cuu/9.000001/")["og:description"]


def test_the_english_page_says_its_language(client):
    page = ProcedurePage.objects.live().filter(locale__language_code="en").first()
    assert complete(client, f"/en/thu-tuc/{page.slug}/")["og:locale"] == "en_GB"


def test_every_area_has_its_picture():
    assert [slug for slug in ThematicArea.objects.values_list("slug", flat=True) if not (PICTURES / f"{slug}.png").exists()] == []


def test_pictures_are_of_the_usual_size_and_light():
    for path in PICTURES.glob("*.png"):
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)
        assert path.stat().st_size <= 40_000
