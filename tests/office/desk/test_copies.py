"""What the server tells of copies in the browser: whose they are, and which forms it has saved. And a form of an earlier log-in."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.views import not_sent
from office.desk.copies import MAX_SAVED
from procedures_pages.models import ProcedurePage

from .forms import page_data

NUMBER = "mx0se0rx1m71ysfaa6"


def script(response):
    return BeautifulSoup(response.content, "html.parser").find(id="cn-copies")


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")


@pytest.mark.django_db
def test_a_form_that_is_saved_is_told_of_and_one_that_is_refused_is_not(enter, page):
    client = enter("duyet")
    address = f"/quan-tri/pages/{page.pk}/edit/"
    form = client.get(address)
    user = script(form)["data-user"]
    assert (script(form)["data-saved"], script(form).get("data-sent")) == ("", None)
    data = page_data(form, page)
    data["cn_copy"] = NUMBER

    data["slug"] = "xin-phep-xay-nha"
    refused = client.post(address, data)
    assert refused.status_code == 200
    assert (script(refused)["data-saved"], script(refused)["data-sent"]) == ("", NUMBER)

    data["slug"] = page.slug
    assert client.post(address, {**data.dict(), "slug": page.slug}, headers={"Accept": "application/json"}).json()["success"]
    assert script(client.get(address))["data-saved"] == ""  # the form's own script knows
    assert client.post(address, data).status_code == 302
    assert script(client.get("/quan-tri/"))["data-saved"] == NUMBER
    assert client.session.session_key
    assert user == client.session["_auth_user_id"]


def add_term(client, n, number):
    return client.post(
        "/quan-tri/snippets/office/term/add/", {"name": f"Chữ {n}", "slug": f"chu-{n}", "explanation": "Một câu.", "cn_copy": number}
    )


@pytest.mark.django_db
def test_a_snippet_is_told_of_too_and_not_for_ever(enter):
    client = enter("duyet")
    for n in range(MAX_SAVED + 2):
        assert add_term(client, n, f"so0000000{n:02}").status_code == 302
    saved = script(client.get("/quan-tri/"))["data-saved"].split()
    assert saved == [f"so0000000{n:02}" for n in range(2, MAX_SAVED + 2)]
    assert add_term(client, "khac", '"><script>').status_code == 302
    assert script(client.get("/quan-tri/"))["data-saved"].split() == saved


@pytest.mark.django_db
def test_whoever_is_in_is_named(enter):
    client = enter("bien-tap")
    assert str(client.get("/quan-tri/phien/").json()["user"]) == client.session["_auth_user_id"]


@pytest.mark.django_db
def test_the_desk_answers_a_form_of_an_earlier_log_in(django_user_model, page, rf):
    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.get(username="duyet"))
    address = f"/quan-tri/pages/{page.pk}/edit/"
    answer = client.post(address, {"cn_copy": NUMBER, "csrfmiddlewaretoken": "x" * 64})
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Máy chủ chưa lưu và chưa đổi gì cả." in html
    assert "Trình duyệt này còn giữ những gì bạn gõ." in html
    assert f'href="{address}"' in html
    # Other forms of the desk have no copy, readers' forms their own page.
    assert "Trình duyệt này còn giữ" not in client.post("/quan-tri/login/").content.decode()
    assert "Chưa gửi được" in not_sent(rf.post("/thu-tuc/")).content.decode()
