"""What messengers, mailers and advertisers hang on to an address changes nothing: not a byte of any page, paper or code."""

import re
from urllib.parse import urlencode

import pytest

from tests import paper

pytestmark = pytest.mark.django_db

FOREIGN = {
    **{
        "gad_source": "1",
        "msclkid": "a",
        "ttclid": "b",
        "igshid": "c",
        "mibextid": "d",
        "sfnsn": "wa",
        "_gl": "1*x",
        "srsltid": "e",
        "yclid": "f",
    },
    **{"fbclid": "g", "gclid": "h", "utm_source": "zalo", "zarsrc": "30", "ref": "share", "amp": "1", "__cft__[0]": "i", "_hsenc": "j"},
    **{"javascript:alert(1)": "<script>", "bat-ky": "LAKHONGCO", "🙂": "ừ", "a.b": "c"},
}
ADDED = urlencode(FOREIGN)
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
PAGES = [
    *[
        "/",
        "/thu-tuc/?linh-vuc=ho-tich",
        BIRTH,
        f"{BIRTH}?truong-hop=sinh-thuong",
        f"{BIRTH}ho-so/?truong-hop=sinh-thuong",
        f"/en{BIRTH}ho-so/",
    ],
    *[f"{BIRTH}in/?truong-hop=sinh-thuong", f"{BIRTH}ho-so/in/?truong-hop=sinh-thuong&co=lon", f"{BIRTH}gui/?truong-hop=sinh-thuong"],
    *[f"{BIRTH}qr.svg?truong-hop=sinh-thuong", f"{BIRTH}qr.png", f"{BIRTH}ap-phich.pdf", f"{BIRTH}ho-so.pdf?truong-hop=sinh-thuong"],
    *[
        "/quay/",
        "/quay/?linh-vuc=ho-tich",
        "/quay/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong",
        "/tim-kiem/?q=khai+sinh&linh-vuc=ho-tich",
    ],
    *[
        "/huong-dan/",
        "/huong-dan/sinh-con/",
        "/huong-dan/sinh-con/ho-so/?chon=1.001193&1.001193.nguoi-nop=cha-me",
        "/noi-nop/",
        "/danh-muc-2022/",
    ],
    *["/huong-dan/sinh-con/ho-so/in/?chon=1.001193", "/gop-y/?trang=lam-khai-sinh-cho-con", "/ve-cam-nang/", "/so-do-trang/", "/khong-co/"],
    *[
        "/api/v2/procedures/1.001193/?truong-hop=sinh-thuong",
        "/api/v2/procedures/?limit=2",
        "/tim-kiem/goi-y/?q=khai",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-thu-tuc.xml",
    ],
]


@pytest.mark.parametrize("path", PAGES)
def test_not_a_byte_of_a_page_is_another(client, path):
    plain = client.get(path)
    other = client.get(f"{path}{'&' if '?' in path else '?'}{ADDED}")
    before = client.get(f"{path.partition('?')[0]}?{ADDED}&{path.partition('?')[2]}")
    assert other.content == before.content == plain.content
    assert other.headers.get("ETag") == before.headers.get("ETag") == plain.headers.get("ETag")


@pytest.mark.parametrize("name", FOREIGN)
def test_each_of_them_is_passed_over_in_silence(client, name):
    assert "bỏ qua" not in client.get(f"{BIRTH}ho-so/?{urlencode({name: FOREIGN[name]})}").content.decode()


TRACKERS = [
    "gad_source",
    "msclkid",
    "ttclid",
    "igshid",
    "mibextid",
    "sfnsn",
    "_gl",
    "srsltid",
    "yclid",
    "fbclid",
    "gclid",
    "utm_source",
    "zarsrc",
]


@pytest.mark.parametrize("start", ["/t/1.001193", "/tra-cuu/1.001193/", "/t/1.001193,", BIRTH.rstrip("/"), "/en/t/1.001193"])
def test_a_redirect_keeps_the_answers_and_leaves_out_what_follows_readers_about(client, start):
    added = "&".join(f"{name}=x" for name in TRACKERS)
    target = client.get(f"{start}?{added}&truong-hop=sinh-thuong&{added}&nguoi-nop=la")["Location"]
    assert target.endswith(f"{BIRTH}?truong-hop=sinh-thuong&nguoi-nop=la")


@pytest.mark.parametrize(
    ("path", "other"),
    [
        (f"{BIRTH}ho-so/?truong-hop=Sinh-Thuong.&{ADDED}", f"/en{BIRTH}ho-so/?truong-hop=sinh-thuong"),
        (f"/en{BIRTH}?{ADDED}&truong-hop=sinh-thuong", f"{BIRTH}?truong-hop=sinh-thuong"),
        (f"{BIRTH}?truong-hop=la&{ADDED}", f"/en{BIRTH}"),
        (f"/quay/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong&{ADDED}", "/en/quay/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong"),
        (f"/thu-tuc/?linh-vuc=ho-tich&cap=ward&{ADDED}", "/en/thu-tuc/?linh-vuc=ho-tich&amp;cap=ward"),
        (f"/tim-kiem/?q=khai+sinh&linh-vuc=ho-tich&{ADDED}", "/en/tim-kiem/?q=khai+sinh&amp;linh-vuc=ho-tich"),
        (f"/quay/?linh-vuc=ho-tich&{ADDED}", "/en/quay/?linh-vuc=ho-tich"),
        (f"/huong-dan/sinh-con/ho-so/?chon=1.001193&{ADDED}", "/en/huong-dan/sinh-con/ho-so/?chon=1.001193"),
        (f"/gop-y/?trang=lam-khai-sinh-cho-con&{ADDED}", "/en/gop-y/?trang=lam-khai-sinh-cho-con"),
        (f"/?{ADDED}", "/en/"),
        (f"/khong-co/?{ADDED}", "/en/khong-co/"),
    ],
)
def test_the_other_language_is_asked_for_with_what_the_page_read(client, path, other):
    html = client.get(path).content.decode()
    (link,) = re.findall(r'<div class="tools">.*?<a\s+href="([^"]*)" lang="[a-z]+" hreflang', html, re.DOTALL)
    assert link == other


@pytest.mark.parametrize("path", [BIRTH, f"{BIRTH}ho-so/", "/thu-tuc/", "/huong-dan/sinh-con/", "/", f"/en{BIRTH}"])
def test_the_address_that_counts_has_no_parameters(client, path, settings):
    html = client.get(f"{path}?{ADDED}&truong-hop=sinh-thuong").content.decode()
    assert re.search(r'<link rel="canonical" href="([^"]+)"', html)[1] == settings.SITE_URL + path
    assert "LAKHONGCO" not in html


def test_paper_and_its_code_know_nothing_of_them(client, settings):
    pdf = client.get(f"{BIRTH}ho-so.pdf?{ADDED}&truong-hop=sinh-thuong").content
    assert paper.codes(paper.picture(pdf)) == [f"{settings.SITE_URL}/t/1.001193?truong-hop=sinh-thuong"]
    assert "LAKHONGCO" not in paper.text(pdf)
