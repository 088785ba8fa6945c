"""An inline script of the desk runs only if it stands in a template."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from office.desk.nonces import marked, nonce, numbered, unstyled
from office.models import Office
from procedures_pages.models import ProcedurePage

from .inline import blocked

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)([^>]*)>")


def policy(response):
    return response.headers["Content-Security-Policy"]


def page():
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")


def part(client, key):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page().pk]), {"phan": key})


@pytest.mark.parametrize("key", ["can-cu", "noi-nop", "nhan-dien"])
def test_every_inline_script_of_a_form_bears_the_number_that_the_policy_knows(enter, key):
    response = part(enter("bien-tap"), key)
    number = re.search(r"script-src 'self' 'nonce-([^']+)'", policy(response))[1]
    html = re.sub(r'<script[^>]*type="application/json".*?</script>', "", response.content.decode(), flags=re.DOTALL)
    attributes = SCRIPT.findall(html)
    assert attributes
    assert set(attributes) == {f' nonce="{number}"'}


def test_each_answer_has_another(enter):
    client = enter("bien-tap")
    assert policy(part(client, "can-cu")) != policy(part(client, "can-cu"))


def test_a_script_that_somebody_stored_bears_none(enter):
    """Were it ever drawn as HTML: what is put in has no place for the number."""
    Office.objects.update(name="<script>alert(1)</script>")
    template = engines["django"].from_string("<script>1</script>{{ name|safe }}")
    request = RequestFactory().get("/quan-tri/")
    request.csp_nonce = "so"
    with numbered(request):
        assert template.render({"name": Office.objects.first().name}) == "<script>1</script><script>alert(1)</script>"
    html = enter("bien-tap").get(reverse("wagtailsnippets_office_office:list")).content.decode()
    assert "<script>alert(1)" not in html
    assert 'nonce="' not in html.partition("alert(1)")[0][-200:]


def test_no_policy_of_the_desk_lets_anything_inline_count(enter):
    client = enter("bien-tap")
    for address in (reverse("wagtailadmin_home"), "/quan-tri/khong-co/", reverse("wagtailadmin_pages:edit", args=[page().pk])):
        assert "unsafe" not in policy(client.get(address))


def test_outside_the_desk_there_is_no_number(client):
    assert nonce() == ""
    assert "nonce" not in policy(client.get("/"))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<script>f()</script>", "<script{% nonce %}>f()</script>"),
        ("<style >a{}</style>", "<style{% nonce %}>a{}</style>"),
        ('<script type="text/javascript">f()</script>', "<script{% nonce %}>f()</script>"),
        ('<script src="/a.js"></script>', '<script src="/a.js"></script>'),
        ('<script type="application/json">{}</script>', '<script type="application/json">{}</script>'),
    ],
)
def test_what_is_to_be_run_gets_its_place(source, made):
    assert marked(source) == made


def test_a_margin_said_in_an_element_is_taken_out():
    assert unstyled('<p class="a" style="margin:0">b</p> style="c"') == '<p class="a">b</p> style="c"'
    assert unstyled('<p style="width: {{ n }}px">') == '<p style="width: {{ n }}px">'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script nonce="a">f()</script><style nonce="a">p{}</style><script src="/a.js"></script>', []),
        ('<script type="application/json">{"a": "<p style=1>"}</script><textarea><p style="x"></textarea><!-- <script> -->', []),
        ("<script>f()</script>", ["<script>"]),
        ('<script nonce="b">f()</script>', ['<script nonce="b">']),
        ('<script type="module">f()</script>', ['<script type="module">']),
        ('<p class="a" style="margin:0"></p><b onclick="f()">', ["style", "onclick"]),
    ],
)
def test_the_detector_sees_what_a_browser_would_not_let_count(html, found):
    assert blocked(html, "script-src 'self' 'nonce-a'") == found
