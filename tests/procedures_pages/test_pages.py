"""Reader's pages of every procedure: they answer, have their parts, and keep to their language; what is not public is in no answer."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

PARTS = ("tom-tat", "nop-truc-tuyen", "giay-to", "trinh-tu", "noi-nop", "thoi-han", "le-phi", "ket-qua", "can-cu", "cap-nhat", "gop-y")
PRINTED = ("tom-tat", "giay-to", "trinh-tu", "noi-nop", "thoi-han", "le-phi", "ket-qua", "can-cu", "cap-nhat")
BIRTH = "lam-khai-sinh-cho-con"
UNTRANSLATED = "xin-phep-chat-cay"


def pages():
    return list(ProcedurePage.objects.published().select_related("locale").order_by("slug"))


def address(page, tail=""):
    return ("/en" if page.locale.language_code == "en" else "") + f"/thu-tuc/{page.slug}/{tail}"


def lacking(client, tail, parts):
    """[(slug, part)] of every part that a published page does not mark."""
    found = []
    for page in pages():
        html = client.get(address(page, tail)).content.decode()
        found += [(page.slug, part) for part in parts if f'data-part="{part}"' not in html]
    return found


def test_every_page_has_every_part(client):
    assert lacking(client, "", PARTS) == []


def test_every_printed_page_has_every_part(client):
    assert lacking(client, "in/", PRINTED) == []


def test_the_parts_stand_in_the_order_of_the_anatomy(client):
    html = client.get(address(ProcedurePage.objects.get(slug=BIRTH, locale__language_code="vi"))).content.decode()
    order = [
        "tom-tat",
        "giay-to",
        "cau-hoi",
        "nop-truc-tuyen",
        "trinh-tu",
        "noi-nop",
        "ket-qua",
        "dieu-kien",
        "cap-nhat",
        "can-cu",
        "gop-y",
    ]
    places = [html.index(f'data-part="{part}"') for part in order]
    assert places == sorted(places)


def test_every_checklist_shows_every_document_once(client):
    for page in pages():
        html = client.get(address(page, "ho-so/")).content.decode()
        ids = re.findall(r'data-document="([^"]+)"', html)
        assert sorted(ids) == sorted(block.value["slug"] for block in page.documents), page.slug


def test_documents_that_wait_for_an_answer_are_marked(client):
    html = client.get(f"/thu-tuc/{BIRTH}/ho-so/").content.decode()
    assert re.search(r'data-document="giay-chung-sinh" data-open', html)
    assert not re.search(r'data-document="to-khai" data-open', html)


def test_an_answer_leaves_only_the_papers_of_that_case(client):
    html = client.get(f"/thu-tuc/{BIRTH}/ho-so/?truong-hop=sinh-thuong&giay-chung-sinh=co&nguoi-nop=cha-me").content.decode()
    assert set(re.findall(r'data-document="([^"]+)"', html)) == {"to-khai", "giay-to-tuy-than", "giay-to-cu-tru", "giay-chung-sinh"}
    assert "data-open" not in html


def test_a_tailored_page_offers_print_and_pdf_of_the_same_case(client):
    page, checklist = (client.get(f"/thu-tuc/{BIRTH}/{tail}?nguoi-nop=cha-me").content.decode() for tail in ("", "ho-so/"))
    assert f'href="/thu-tuc/{BIRTH}/ho-so/?nguoi-nop=cha-me"' in page
    for tail in ("in/", "ho-so/in/", "ho-so.pdf", "gui/"):
        assert f'href="/thu-tuc/{BIRTH}/{tail}?nguoi-nop=cha-me"' in checklist


def test_a_translated_page_names_its_versions(client, settings):
    html = client.get(f"/thu-tuc/{BIRTH}/").content.decode()
    assert f'<link rel="alternate" hreflang="vi" href="{settings.SITE_URL}/thu-tuc/{BIRTH}/">' in html
    assert f'<link rel="alternate" hreflang="en" href="{settings.SITE_URL}/en/thu-tuc/{BIRTH}/">' in html


def test_the_english_page_is_in_english(client):
    html = client.get(f"/en/thu-tuc/{BIRTH}/").content.decode()
    assert '<html lang="en">' in html
    assert "Register your child" in html
    assert "not available in English" not in html


def test_an_untranslated_page_says_so_in_english_and_shows_the_vietnamese(client, settings):
    html = client.get(f"/en/thu-tuc/{UNTRANSLATED}/").content.decode()
    assert '<html lang="en">' in html
    assert "not available in English" in html
    assert '<div lang="vi">' in html
    assert "Xin phép chặt" in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/thu-tuc/{UNTRANSLATED}/">' in html
    assert "hreflang" not in html.split("</head>")[0]


def test_links_of_an_untranslated_page_stay_in_english(client):
    html = client.get(f"/en/thu-tuc/{UNTRANSLATED}/").content.decode()
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', html.split("<main", 1)[1].split("</main>", 1)[0])
    assert links
    assert [link for link in links if not link.startswith("/en/")] == []


@pytest.mark.parametrize("slug", ["sao-y-giay-to-nuoc-ngoai"])
def test_a_replaced_page_stays_with_a_notice_and_the_way_onward(client, slug):
    response = client.get(f"/thu-tuc/{slug}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Đã thay thế" in html
    assert 'href="/thu-tuc/sao-y-ban-chinh/"' in html
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_page_under_review_says_why(client):
    page = ProcedurePage.objects.published().filter(status="under_review", locale__language_code="vi").first()
    told = client.get(address(page)).content.decode().split('data-part="tom-tat"', 1)[1]
    assert re.search(r"Đang rà soát</b></dt>\s*<dd>.{0,40}Theo quy định năm 2022", told, re.DOTALL)


def test_a_transfer_of_powers_is_told(client):
    page = ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(transfer=None).first()
    html = client.get(address(page)).content.decode()
    assert "01/07/2025" in html
    assert page.transfer.to_name in html


PUBLIC = [
    *(f"/thu-tuc/{BIRTH}/{tail}" for tail in ("", "ho-so/", "in/", "ho-so.pdf", "qr.svg")),
    *(
        "/",
        "/thu-tuc/",
        "/huong-dan/sinh-con/",
        "/so-do-trang/",
        "/sitemap-thu-tuc.xml",
        "/tim-kiem/?q=lam+khai+sinh+cho+con",
        "/tim-kiem/goi-y/?q=lam+khai+sinh",
    ),
    *("/api/v2/procedures/?limit=100", "/api/v2/procedures/1.001193/", "/api/v2/pages/?limit=100", "/t/1.001193", "/danh-muc-2022/"),
]


def hide(how):
    page = ProcedurePage.objects.get(slug=BIRTH, locale__language_code="vi")
    if how == "unpublished":
        for version in ProcedurePage.objects.filter(translation_key=page.translation_key):
            version.unpublish()
    elif how == "private":
        for version in ProcedurePage.objects.filter(translation_key=page.translation_key):
            PageViewRestriction.objects.create(page=version, restriction_type=PageViewRestriction.LOGIN)
    else:
        for version in ProcedurePage.objects.filter(translation_key=page.translation_key):
            PageViewRestriction.objects.create(page=version.get_parent(), restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("how", ["unpublished", "private", "under a private parent"])
def test_what_is_not_public_is_in_no_answer(client, django_capture_on_commit_callbacks, how, path):
    with django_capture_on_commit_callbacks(execute=True):
        hide(how)
    response = client.get(path)
    assert response.status_code < 500
    text = response.content.decode(errors="ignore")
    # A page that is not there may say its own address, in the link to the other language.
    assert response.status_code == 404 or f"/thu-tuc/{BIRTH}/" not in text
    assert "Trẻ được cấp Giấy khai sinh" not in text


def test_the_page_behind_an_english_draft_is_the_vietnamese_one(client):
    ProcedurePage.objects.filter(slug=BIRTH, locale__language_code="en").update(live=False)
    html = client.get(f"/en/thu-tuc/{BIRTH}/").content.decode()
    assert "not available in English" in html
    assert "Làm khai sinh cho con" in html


def test_a_page_knows_the_address_that_its_own_view_answers(client):
    page = ProcedurePage.objects.get(slug=BIRTH, locale__language_code="en")
    assert page.get_url() == f"/en/thu-tuc/{BIRTH}/"
    with translation.override("vi"):
        assert reverse("procedures:page", args=[BIRTH]) == f"/thu-tuc/{BIRTH}/"
