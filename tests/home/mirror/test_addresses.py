"""An address and its file: one each way, by the rules that nginx has; and what of a page belongs to the mirror."""

import re

import pytest
from django.conf import settings

from home.mirror.addresses import QUERY, family_of, file_of, links_in
from home.mirror.own_pages import redirect_page, with_notice
from tests.servers.nginx import SHIPPED

NGINX = SHIPPED.read_text()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/thu-tuc/x/", "thu-tuc/x/index.html"),
        ("/thu-tuc/x/?a=b&c=d", "thu-tuc/x/@a=b&c=d.html"),
        ("/t/1.001193", "t/1.001193/index.html"),
        ("/?A=b", None),
        ("/?a=../b", None),
        ("/../x/", None),
        ("/a/%2e%2e/b/", None),
        ("/a//b/", None),
        ("/a\\b/", None),
        (f"/{'a' * 201}/", None),
    ],
)
def test_a_page_lies_in_a_folder_of_its_own(address, name):
    assert file_of(address, is_page=True) == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/thu-tuc/x/ho-so.pdf", "thu-tuc/x/ho-so.pdf"),
        ("/sitemap-giay-to.xml?p=2", "sitemap-giay-to.xml@p=2.xml"),
        ("/bieu-mau/7/t%E1%BB%9D%20khai.docx", "bieu-mau/7/tờ khai.docx"),
        ("/bieu-mau/7/..%2f..%2fx", None),
        ("/", None),
    ],
)
def test_a_file_has_its_own_name(address, name):
    assert file_of(address, is_page=False) == name


@pytest.mark.parametrize(
    ("address", "family"), [("/thu-tuc/x/", "/thu-tuc/x/"), ("/en/thu-tuc/x/?a=b", "/en/thu-tuc/x/"), ("/thu-tuc/", ""), ("/en/", "")]
)
def test_what_lies_under_a_page_goes_with_it(address, family):
    assert family_of(address) == family


def test_of_a_page_its_files_and_what_lies_under_it_belong_to_the_mirror():
    page = f"""<link href="/static/site/site.css"><img src="qr.svg"><a href='ho-so/in/#x'>1</a><a href="?a=b">2</a>
    <a href="/bieu-mau/3/don.docx">3</a><a href="/thu-tuc/?linh-vuc=ho-tich">4</a><a href="/tra-cuu/1.2/">5</a><a href="/quan-tri/">6</a>
    <a href="https://example.org/thu-tuc/y/">7</a><a href="ap-phich.pdf">8</a><meta content="{settings.SITE_URL}/static/og.png">
    <meta content="summary"><form data-help="/static/a.js" data-at="x">"""
    assert links_in("/thu-tuc/x/", "text/html; charset=utf-8", page.encode()) == [
        *["/bieu-mau/3/don.docx", "/static/a.js", "/static/og.png", "/static/site/site.css", "/thu-tuc/?linh-vuc=ho-tich"],
        *["/thu-tuc/x/ho-so/in/", "/thu-tuc/x/qr.svg"],
    ]
    assert links_in("/static/site/site.css", "text/css", b'a{src:url("f.woff2")} b{src:url(data:x)}') == ["/static/site/f.woff2"]
    assert links_in("/thu-tuc/x/ho-so.pdf", "application/pdf", b'href="/static/x"') == []


def test_the_line_of_the_date_stands_above_the_header_and_nothing_typed_is_told_to_nginx():
    page = b'<body class="a"><a class="skip"></a><header class="mast">x</header><p><!--#include virtual="/etc" --></p>'
    told = with_notice(page, "/en/thu-tuc/x/").decode()
    line = '<!--# include virtual="/en/.ban-luu/luc.html" -->'
    general = '<!--# if expr="$mirror_query" --><!--# include virtual="/en/.ban-luu/chung.html" --><!--# endif -->'
    assert f'<a class="skip"></a>{line}{general}<header' in told
    assert "<!--#include" not in told
    assert told.count("luc.html") == 1
    # A page to print has no such header.
    assert with_notice(b"<body><nav>", "/x/?a=b") == b'<body><!--# include virtual="/.ban-luu/luc.html" --><nav>'


def test_a_short_address_leads_on_with_the_readers_own_answers():
    told = redirect_page("/thu-tuc/x/?a=b&c=d").decode()
    assert '/thu-tuc/x/?<!--# echo var="mirror_query" --><!--# else -->/thu-tuc/x/?a=b&amp;c=d<!--# endif -->' in told


def test_nginx_has_the_same_rules():
    assert f'"~^{QUERY.pattern}$" $args;' in NGINX
    policy = re.search(r"map \"\" \$mirror_policy \{\s+default \"(.*)\";", NGINX)[1]
    told = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert told == {name: list(values) for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()}
    assert set(re.findall(r"\$\{(\w+)\}", NGINX)) == {"APP", "MIRROR", "LISTEN", "SERVER_NAME", "TLS", "FORWARDED"}
