"""On English pages every Vietnamese part says that it is Vietnamese, so that a screen reader changes its voice."""

import json
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from guides.models import BaseGuidePage
from home.models import StandardPage
from office.banners.models import Banner
from office.models import Office
from procedures_pages.models import ProcedurePage
from procedures_pages.paper_places.keeping import paper_index
from search.index import indexing
from search.models import Confusion, Elsewhere, PromotedAnswer
from tests.procedures_pages.register.factories import record, store

pytestmark = pytest.mark.django_db
# Letters that no English word has; names of places in English text are written without marks or are marked.
MARKS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĩũạ-ỹẠ-Ỹ]")
SPOKEN = ("aria-label", "title", "alt", "placeholder")
UNREAD = {"script", "style", "svg"}
WHOLE = {"title", "textarea", "option"}


def language_of(node):
    return next((tag["lang"] for tag in [node, *node.parents] if isinstance(tag, Tag) and tag.has_attr("lang")), "")


def unmarked(html):
    """Vietnamese texts and spoken attributes that stand in another language.

    A title, a text field and an attribute cannot hold a part of another language: they are in the language of most of their words.
    """
    soup = BeautifulSoup(html, "html.parser")
    found = []
    for tag in soup.find_all(True):
        if tag.name in UNREAD or any(parent.name in UNREAD for parent in tag.parents) or language_of(tag) == "vi":
            continue
        texts = [str(child) for child in tag.children if isinstance(child, NavigableString) and not isinstance(child, PreformattedString)]
        whole = [tag[name] for name in SPOKEN if tag.has_attr(name)]
        if tag.name in {"input", "button"} and tag.get("type") in {"submit", "button"}:
            whole.append(tag.get("value", ""))
        if tag.name in WHOLE:
            whole, texts = whole + texts, []
        found += [f"<{tag.name}> {text.strip()[:80]}" for text in texts if MARKS.search(text)]
        found += [f"<{tag.name}> {text.strip()[:80]}" for text in whole if is_mostly_vietnamese(text)]
    return found


def is_mostly_vietnamese(text):
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) < 2 * sum(bool(MARKS.search(word)) for word in words)


@pytest.fixture
def site():
    """The sample with everything that may stand on a page: an outage, notices, a record without a guide, one that is gone."""
    Banner.objects.create(text="Trang ngừng phục vụ từ 22 giờ.", severity=Banner.Severity.INCIDENT)
    store(record(code="9.000001", name="Thủ tục chưa có hướng dẫn xyzzyb"), day=date(2026, 7, 1))
    page = ProcedurePage.objects.filter(locale__language_code="vi", live=True).first()
    PromotedAnswer.objects.create(queries="xyzzyb", page=page, reason="Việc này hay bị nhầm.")
    Elsewhere.objects.create(queries="xyzzyb", title="Đổi giấy phép lái xe", who="Công an tỉnh", explanation="Làm ở nơi khác.")
    Confusion.objects.create(
        first="xyzzyb", second="zyxxyb", difference="Hai việc khác nhau.", first_text="Việc này", second_text="Việc kia", first_page=page
    )
    indexing.update()


def addresses():
    fixed = (
        "/",
        "/thu-tuc/",
        "/huong-dan/",
        "/noi-nop/",
        "/tra-cuu-ho-so/",
        "/thuat-ngu/",
        "/so-do-trang/",
        "/thay-doi/",
        "/quyen-rieng-tu/",
        "/giay-to/",
        "/giay-to/to-khai-de-nghi-ho-tro-chi-phi-mai-tang/",
        "/danh-muc-2022/",
        "/gop-y/?trang=x",
        "/khong-co/",
        "/quay/",
    )
    yield from fixed
    yield from ("/thu-tuc/?linh-vuc=ho-tich&cap=ward", "/thu-tuc/?trang=2", "/thu-tuc/?linh-vuc=khong-co", "/quay/?linh-vuc=ho-tich")
    for query in ("khai sinh", "birth", "xyzzyb", "zyxxyb", "qqqqqq", "so do", "phường Hội Hợp", "ubnd", "1.001193", "lệ phí kết hôn"):
        yield from (f"/tim-kiem/?q={query}", f"/quay/?q={query}")
    yield from ("/tra-cuu/9.000001/", "/t/9.000001", "/quay/?q=khai+sinh&tim=khai")
    for page in ProcedurePage.objects.published().filter(locale__language_code="vi"):
        yield from (f"/thu-tuc/{page.slug}/{tail}" for tail in ("", "ho-so/", "in/", "ho-so/in/", "ho-so/in/?co=lon", "ho-so/in/?co=a5"))
        yield from (f"/quay/{page.slug}/", f"/thu-tuc/{page.slug}/gui/")
    yield from (f"/giay-to/{place.slug}/" for place in paper_index().places)
    for page in BaseGuidePage.objects.published().filter(locale__language_code="vi"):
        yield from (f"/huong-dan/{page.slug}/{tail}" for tail in ("", "in/", "ho-so/", "ho-so/in/"))
    for page in StandardPage.objects.published().filter(locale__language_code="vi"):
        yield f"/{page.slug}/"


def test_every_english_page(client, site):
    wrong, seen = {}, 0
    for address in addresses():
        response = client.get(f"/en{address}", follow=True)
        if response["Content-Type"].startswith("text/html"):
            seen += 1
            for text in unmarked(response.content.decode()):
                wrong.setdefault(text, address)
    assert seen > 300
    assert not wrong, f"{len(wrong)}\n" + "\n".join(f"{address}: {text}" for text, address in list(wrong.items())[:300])


def test_suggestions_say_their_language(client, site):
    for query in ("khai", "xyzzyb", "sinh con", "birth"):
        for hit in json.loads(client.get("/en/tim-kiem/goi-y/", {"q": query}).content)["suggestions"]:
            assert hit.get("lang") == "vi" or not is_mostly_vietnamese(hit["title"]), hit


def test_an_office_without_an_english_name_is_suggested_as_vietnamese(client):
    Office.objects.update(name_en="")
    indexing.update()
    hits = json.loads(client.get("/en/tim-kiem/goi-y/", {"q": "vinh phuc"}).content)["suggestions"]
    assert any(hit["kind"] == "office" for hit in hits)
    assert all(hit["lang"] == "vi" for hit in hits if hit["kind"] == "office")


def test_the_test_sees_what_is_not_marked():
    assert unmarked('<html lang="en"><p>Đà Nẵng</p><p lang="vi">Đà Nẵng</p><input placeholder="Tìm"></html>') == [
        "<p> Đà Nẵng",
        "<input> Tìm",
    ]
