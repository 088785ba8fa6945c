"""Every worker hangs, or is killed: nginx as it is shipped answers for all of the sitemap from the mirror, with its date, and searches."""

import os
import re
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from html import unescape
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.servers.nginx import shipped
from tests.servers.process import free_port
from tests.servers.site import environment, manage, served, shell

from .tools import BOX, PHONE, until

pytestmark = pytest.mark.servers

# A site of four procedures: what is tried is the same, and made in a tenth of the time.
FEWER = """
from procedures_pages.models import ProcedurePage
slugs = ["lam-khai-sinh-cho-con", "dang-ky-ket-hon", "mo-cua-hang-dang-ky-ho-kinh-doanh", "sao-y-ban-chinh"]
kept = ProcedurePage.objects.filter(slug__in=slugs)
ProcedurePage.objects.exclude(translation_key__in=kept.values("translation_key")).update(live=False)
"""
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
SAYS = "Máy chủ đang bận; đây là bản lưu lúc"
BANNER = re.compile(r'<div class="outage" role="status">.*?</div></div>', re.S)
DUE = re.compile(r'<small data-until="\d+".*?l>', re.S)
POLICIES = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy")
POLICIES += ("Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy", "X-Robots-Tag", "Content-Type")


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


OPENER = urllib.request.build_opener(Stay)


def get(url, data=None):
    """(status, headers, text)"""
    try:
        with OPENER.open(urllib.request.Request(url, data), None, 30) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode("utf-8", "replace")


def addresses(front):
    """The paths of the whole sitemap."""

    def named(path):
        status, _headers, text = get(front + path)
        assert status == 200
        found = [loc.text for loc in ElementTree.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        return [re.sub(r"^https?://[^/]+", "", address) for address in found]

    return [path for part in named("/sitemap.xml") for path in named(part)]


def words(html):
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", DUE.sub("", BANNER.sub("", html)), flags=re.S)
    return " ".join(unescape(text).split())


def policies(headers):
    told = {name: headers[name] for name in POLICIES}
    told["Content-Security-Policy"] = sorted(part.strip() for part in (told["Content-Security-Policy"] or "").split(";"))
    return told


def to_all(port, said):
    """A signal to granian and its workers, which are one group."""
    found = subprocess.run(["pgrep", "-f", f"granian.*--port {port}( |$)"], capture_output=True, text=True, check=True)
    for group in {os.getpgid(int(pid)) for pid in found.stdout.split()}:
        os.killpg(group, said)


def test_readers_are_answered_while_every_worker_is_dead(sample, tmp_path, open_page):
    env = environment(shutil.copytree(sample, tmp_path / "data"), CLOCK="false", SEARCH_MEANING="false")
    shell(env, FEWER)
    mirror, port = tmp_path / "mirror", free_port()
    manage(env, "build_mirror", str(mirror))
    answered = f"{BIRTH}ho-so/?truong-hop=sinh-thuong"
    more = [
        answered,
        f"{BIRTH}ho-so/",
        f"{BIRTH}in/",
        f"{BIRTH}ho-so/in/",
        f"{BIRTH}gui/",
        "/thu-tuc/?linh-vuc=ho-tich",
        "/robots.txt",
        "/.well-known/security.txt",
    ]
    app = f"127.0.0.1:{port}"
    with shipped(app, mirror) as front, shipped(app, mirror, patience="1s") as impatient:
        with served(env, workers=2, port=port):
            paths = addresses(front)
            assert len(paths) > 50
            live = {path: get(front + path) for path in [*paths, *more]}
            assert {path: status for path, (status, *_rest) in live.items() if status != 200} == {}
            assert not any(SAYS in text for _status, _headers, text in live.values())
            to_all(port, signal.SIGSTOP)
            # Some wait as long as nginx is told to; then nobody is asked to, for some seconds.
            assert [SAYS in get(impatient + path)[2] for path in (BIRTH, "/", "/thu-tuc/", BIRTH)] == [True] * 4
            to_all(port, signal.SIGKILL)
            dead = {path: get(front + path) for path in live}

            assert {path: status for path, (status, *_rest) in dead.items() if status != 200} == {}
            assert [path for path in live if words(dead[path][2]) != words(live[path][2])] == []
            pages = [path for path in live if live[path][1]["Content-Type"].startswith("text/html")]
            assert [path for path in pages if SAYS not in dead[path][2] and not path.startswith("/en/")] == []
            assert [path for path in pages if "<!--" in dead[path][2] or "SSI" in dead[path][2]] == []
            for path in ["/noi-nop/", f"{BIRTH}ho-so/"]:
                assert policies(dead[path][1]) == policies(live[path][1])
            assert words(dead[answered][2]) != words(dead[f"{BIRTH}ho-so/"][2])
            # A case that the mirror has not: the page for all, which says so; of a PDF nothing else in its place.
            assert "trang chung cho mọi trường hợp" in get(f"{front}{BIRTH}ho-so/?truong-hop=khong-co-trong-ban-luu")[2]
            assert "trang chung cho mọi trường hợp" not in get(f"{front}{BIRTH}ho-so/?utm_source=zalo")[2]
            status, headers, text = get(f"{front}{BIRTH}ho-so.pdf")
            assert (status, headers["Content-Type"], text[:5]) == (200, "application/pdf", "%PDF-")
            assert get(f"{front}{BIRTH}ho-so.pdf?truong-hop=sinh-thuong")[0] == 503
            # Addresses on paper lead on, with the answers that they have.
            assert f'url={BIRTH}?truong-hop=sinh-thuong"' in get(f"{front}/t/1.001193?truong-hop=sinh-thuong")[2]
            assert f'url={BIRTH}"' in get(f"{front}/t/1.001193")[2]
            # What there is no copy of.
            for path, data in [
                ("/gop-y/", None),
                ("/gop-y/", b"noi-dung=x"),
                ("/khong-co/", None),
                ("/quan-tri/", None),
                ("/readyz", None),
            ]:
                assert get(front + path, data)[0] in (502, 503), path
            assert "Máy chủ đang bận" in get(f"{front}/khong-co/")[2]
            for odd in [
                "/manifest.json",
                "/../manifest.json",
                "/%2e%2e/manifest.json",
                "/thu-tuc/?/../../../manifest.json",
                "/sitemap.xml?/../../manifest",
                "/.ban-luu/../../manifest.json",
            ]:
                assert '"entries"' not in get(front + odd)[2], odd

            page = open_page(PHONE, url=front)
            page.goto("/tim-kiem/")
            page.locator(BOX).fill("dang ky ket hon")
            page.keyboard.press("Enter")
            expect(page.locator("ol.hits li").first).to_contain_text("kết hôn")
            expect(page.get_by_text("Tìm trong bản lưu:")).to_be_visible()
            expect(page.get_by_text(SAYS)).to_be_visible()
            page.locator(BOX).fill("1.001193")
            page.keyboard.press("Enter")
            expect(page.locator("ol.hits li")).to_have_count(1)
            page.locator("ol.hits a").click()
            expect(page).to_have_url(front + BIRTH)
            page.goto("/tim-kiem/?q=xyzzy")
            expect(page.get_by_text("Không tìm thấy trong bản lưu:")).to_be_visible()
            page.goto("/en/tim-kiem/?q=birth")
            expect(page.locator("ol.hits li").first).to_be_visible()
        with served(env, port=port):
            until(page, lambda: SAYS not in get(front + BIRTH)[2])
            assert "kết quả cho" in words(get(f"{front}/tim-kiem/?q=khai+sinh")[2])
