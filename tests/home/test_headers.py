"""What every public answer says to the browser: nothing but our own files, no cookie, no inline code."""

import re

import pytest

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/thu-tuc/",
    "/thu-tuc/lam-khai-sinh-cho-con/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/?truong-hop=sinh-thuong",
    "/thu-tuc/lam-khai-sinh-cho-con/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/lich-su/",
    "/huong-dan/",
    "/huong-dan/sinh-con/",
    "/noi-nop/",
    "/so-do-trang/",
    "/giay-to/",
    "/giay-to/giay-chung-sinh/",
    "/danh-muc-2022/",
    "/kha-nang-tiep-can/",
    "/tra-cuu-ho-so/",
    "/thay-doi/",
    "/quyen-rieng-tu/",
    "/danh-muc-da-luu/",
    "/k/",
    "/thuat-ngu/",
    "/tim-kiem/?q=khai+sinh",
    "/tim-kiem/?q=zzzqqq",
    "/gop-y/?trang=lam-khai-sinh-cho-con",
    "/quay/",
    "/quay/?q=khai+sinh",
    "/quay/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong",
    "/khong-co/",
    "/en/",
    "/en/thu-tuc/lam-khai-sinh-cho-con/",
]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
}


@pytest.mark.parametrize("path", PUBLIC)
def test_the_policy_allows_our_own_files_and_nothing_else(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == POLICY


@pytest.mark.parametrize("path", PUBLIC)
def test_no_inline_script_style_or_handler(client, path):
    html = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style\b|\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)


@pytest.mark.parametrize("path", PUBLIC)
def test_nothing_is_fetched_from_another_host(client, path, settings):
    html = client.get(path).content.decode()
    for tag in re.findall(r"<(?:script|img|iframe|source|link)\b[^>]*>", html):
        address = re.search(r'(?:src|href)="(https?://[^"]+)"', tag)
        assert not address or address[1].startswith(settings.SITE_URL), tag


@pytest.mark.parametrize("path", PUBLIC)
def test_a_reader_gets_no_cookie(client, path):
    assert not client.get(path).cookies


def test_a_form_sent_by_a_reader_sets_no_cookie_either(client):
    response = client.post("/gop-y/", {"trang": "lam-khai-sinh-cho-con", "noi_dung": "Thiếu số điện thoại"})
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_a_public_page_carries(client, header, value):
    assert client.get("/").headers[header] == value


def test_a_host_that_settings_do_not_name_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_forged_host_is_in_no_answer(client):
    html = client.get("/thu-tuc/lam-khai-sinh-cho-con/", headers={"x-forwarded-host": "evil.example"}).content.decode()
    assert "evil.example" not in html


def test_the_desk_reaches_no_third_party(client):
    policy = client.get("/quan-tri/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_a_preview_may_stand_in_a_frame_of_the_desk_only(admin_client):
    from procedures_pages.models import ProcedurePage

    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    response = page.make_preview_request(preview_mode="")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'self';" in response.headers["Content-Security-Policy"] + ";"
