"""A form of the directory on papers of pages: what readers get, where old addresses lead, what midnight changes, what the desk refuses."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from home.mirror.addresses import links_in
from office.desk.effects import pages_showing
from office.desk.usage import InUse
from office.factories import FormTemplateFactory, LegalResourceFactory, document_of
from office.form_templates.models import FormTemplate, FormVersion
from office.models import LegalEffect
from procedures_pages.factories import ProcedureFactory, document, question
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.law_changes.open import open_effects
from procedures_pages.law_changes.opening import open_effects as open_for
from procedures_pages.models import ProcedurePage
from tests import sitemap

pytestmark = pytest.mark.django_db
SLUG, NAME = "giay-de-nghi-thu", "Giấy đề nghị thử nghiệm"
PATH = f"/bieu-mau/{SLUG}/"
LAST_YEAR, TODAY = date(2025, 7, 1), timezone.localdate()
WARNING = "Mẫu bạn mở đã được thay từ ngày"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def old():
    return document_of("mau-cu.pdf")


@pytest.fixture
def law():
    return LegalResourceFactory(number="97068/2025/TT-BTC", title="Thông tư về biểu mẫu thử", link="https://example.org/68")


@pytest.fixture
def form(old, law):
    return FormTemplateFactory(slug=SLUG, name=NAME, versions=[(LAST_YEAR, old, law)])


def using(form, title="Làm việc thử", **more):
    page = ProcedureFactory(title=title, documents=[document("giay-de-nghi", name=NAME, form_template=str(form.pk), **more)])
    ReferenceIndex.create_or_update_for_object(page)
    return page


def new_version(form, since=TODAY, name="mau-moi.pdf"):
    file = document_of(name)
    # As publishing does it.
    form.versions.add(FormVersion(effective_from=since, file=file))
    form.save_revision(clean=False).publish()
    return file


def get(client, path):
    response = client.get(path)
    return response, " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_name_and_file_on_the_page_are_those_of_today_one_tap_away(client, form, old):
    page = using(form)
    links = BeautifulSoup(client.get(page.url).content, "html.parser").select("[data-document] a")
    assert [(a.get_text(), a["href"]) for a in links if "mau" in a["href"]] == [
        ("Mẫu số 01, Thông tư 97068/2025/TT-BTC", old.url),
        ("Về mẫu này", PATH),
    ]


def test_a_new_version_is_on_every_page_at_once(client, form, old):
    pages = [using(form, "Làm việc một"), using(form, "Làm việc hai")]
    assert all(old.url in client.get(page.url).content.decode() for page in pages)
    new = new_version(form)
    for page in pages:
        html = client.get(page.url).content.decode()
        assert new.url in html
        assert old.url not in html


def test_a_version_of_a_day_to_come_is_told_on_the_forms_page_alone_and_live_at_midnight(client, form, old, monkeypatch):
    page, ahead = using(form), TODAY + timedelta(3)
    new = new_version(form, ahead)
    _response, text = get(client, PATH)
    assert f"Từ {ahead:%d/%m/%Y} dùng mẫu mới" in text
    assert "mẫu mới" not in get(client, page.url)[1]
    assert old.url in client.get(page.url).content.decode()
    monkeypatch.setattr(timezone, "localdate", lambda *_args: ahead)
    assert facts_of(ProcedurePage.objects.get(pk=page.pk)).documents[0].form_url == new.url
    assert new.url in client.get(PATH).content.decode()


def test_what_is_kept_of_a_page_ends_at_midnight(form):
    from procedures_pages.facts.reading import _seconds

    midnight = datetime.combine(timezone.localdate() + timedelta(1), datetime.min.time(), timezone.get_current_timezone())
    assert _seconds() <= (midnight - timezone.now()).total_seconds() + 1


def test_the_forms_page_says_what_it_is_and_who_uses_it(client, form, old, law):
    page = using(form)
    LegalEffect.objects.create(acting=LegalResourceFactory(number="97099/2026/TT-BTC", title="Thông tư"), target=law, effective_from=TODAY)
    form.save()
    response, text = get(client, PATH)
    assert response.status_code == 200
    for words in (NAME, "Mẫu số 01", "01/07/2025", "Thông tư 97068/2025/TT-BTC", "sửa bởi Thông tư 97099/2026/TT-BTC"):
        assert words in text
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("a.go")["href"] == old.url
    assert [(a.get_text(), a["href"]) for a in soup.select("ul.lines a")] == [(page.title, page.url)]
    assert WARNING not in text


def test_the_address_of_an_old_file_leads_to_the_form_and_says_so(client, form, old):
    using(form)
    assert client.get(old.url).status_code == 404  # nobody has been given it
    new = new_version(form)
    response = client.get(old.url)
    assert (response.status_code, response["Location"]) == (302, f"{PATH}?tep={old.pk}")
    _response, text = get(client, response["Location"])
    assert f"{WARNING} {TODAY:%d/%m/%Y}: đây là mẫu đang dùng." in text
    soup = BeautifulSoup(client.get(response["Location"]).content, "html.parser")
    assert soup.select_one("a.go")["href"] == new.url
    opened = client.get(soup.find("a", string="Vẫn mở tệp cũ")["href"])
    assert (opened.status_code, b"".join(opened.streaming_content)[:4]) == (200, b"%PDF")
    current = client.get(new.url)
    assert (current.status_code, b"".join(current.streaming_content)[:4]) == (200, b"%PDF")


def test_an_address_that_names_no_old_file_of_it_says_nothing(client, form, old):
    new = new_version(form)
    for number in (new.pk, 999_999, "x", ""):
        assert WARNING not in get(client, f"{PATH}?tep={number}")[1]


def test_without_a_form_there_is_no_address(client):
    assert client.get(PATH).status_code == 404
    assert not [path for path in sitemap.parts(client) if "bieu-mau" in path]


def test_a_draft_of_a_form_has_no_address(client, form):
    FormTemplate.objects.update(live=False)
    form.save_revision(clean=False)
    assert client.get(PATH).status_code == 404


def test_sitemap_and_mirror_have_it_in_each_language_it_is_named_in(client, settings, form):
    assert [path for path in sitemap.addresses(client) if "bieu-mau" in path] == [settings.SITE_URL + PATH]
    form.name_en = "Application form"
    form.save()
    assert len([path for path in sitemap.addresses(client) if "bieu-mau" in path]) == 2
    html = f'<a href="{PATH}">x</a><a href="/en{PATH}">x</a><a href="/bieu-mau/12/a.pdf">x</a>'.encode()
    assert links_in(PATH, "text/html", html) == ["/bieu-mau/12/a.pdf", PATH, f"/en{PATH}"]


def test_an_address_copied_with_a_comma_finds_it(client, form):
    assert client.get(f"{PATH.rstrip('/')},")["Location"] == PATH
    assert client.get(PATH.rstrip("/"))["Location"] == PATH


def test_in_english_it_has_its_english_name_or_says_the_vietnamese_as_such(client, form):
    assert f'<span lang="vi">{NAME}' in client.get(f"/en{PATH}").content.decode().replace('<span class="w">', "").replace("</span>", "")
    form.name_en = "Application form"
    form.save()
    html = client.get(f"/en{PATH}").content.decode()
    assert "Application form" in html
    assert NAME in html


def test_a_file_in_a_private_collection_is_not_offered(client, form, old):
    page = using(form)
    private = Collection.get_first_root_node().add_child(name="Riêng")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    type(old).objects.filter(pk=old.pk).update(collection=private)
    form.save()
    assert old.url not in client.get(page.url).content.decode()
    assert "Chưa có tệp để tải ở đây." in get(client, PATH)[1]


def test_the_place_of_the_paper_leads_to_both(client, form, old):
    using(form)
    html = client.get("/giay-to/giay-de-nghi-thu-nghiem/").content.decode()
    assert old.url in html
    assert PATH in html
    new = new_version(form)
    assert new.url in client.get("/giay-to/giay-de-nghi-thu-nghiem/").content.decode()


def test_the_api_has_the_steady_address_beside_the_file(client, form, old):
    page = using(form)
    (paper,) = client.get(f"/api/v2/procedures/{facts_of(page).code}/").json()["documents"]
    assert (paper["form"], paper["form_url"], paper["form_page"]) == ("Mẫu số 01, Thông tư 97068/2025/TT-BTC", old.url, PATH)


def test_a_form_by_case_is_chosen_the_same_way(client, form, old):
    page = ProcedureFactory(
        questions=[question("ai", "toi", "ho")],
        documents=[document("to-khai", form="Mẫu Giáp", forms=[{"form_template": str(form.pk), "form": "", "applies": ["ai=ho"]}])],
    )
    html = client.get(f"{page.url}?ai=ho").content.decode()
    assert old.url in html
    assert "Mẫu Giáp" not in html
    assert old.url not in client.get(f"{page.url}?ai=toi").content.decode()
    assert page.title in get(client, PATH)[1]


def test_a_form_that_is_gone_all_the_same_leaves_the_paper_without_one(client):
    page = ProcedureFactory(documents=[document("to-khai", form_template="999999")])
    assert facts_of(ProcedurePage.objects.get(pk=page.pk)).documents[0].form == ""


def test_on_paper_its_name_is_told(client, form):
    assert "Mẫu số 01, Thông tư 97068/2025/TT-BTC" in get(client, f"{using(form).url}in/")[1]


# --- The desk ---


def test_the_record_knows_its_pages_and_is_not_deleted_under_them(form, law, old):
    page = using(form)
    assert [shown.title for shown in pages_showing(form)] == [page.title]
    assert [shown.title for shown in pages_showing(law)] == [page.title]
    assert [shown.title for shown in pages_showing(old)] == [page.title]
    with pytest.raises(InUse):
        form.unpublish()
    with pytest.raises(InUse):
        form.delete()


@pytest.mark.parametrize("beside", [{"form": "Mẫu số 9"}, {"form_file": True}])
def test_a_name_or_a_file_beside_a_chosen_form_is_refused(form, old, beside):
    page = using(form)
    page.documents[0].value.update({name: old if value is True else value for name, value in beside.items()})
    with pytest.raises(ValidationError) as refused:
        page.documents.stream_block.clean(page.documents)
    assert "để trống tên mẫu và tệp mẫu" in json.dumps(refused.value.as_json_data(), ensure_ascii=False)
    with pytest.raises(ValidationError, match="để trống tên mẫu và tệp mẫu"):
        page.full_clean()


def test_a_form_by_case_needs_a_name_or_a_choice():
    page = ProcedureFactory(documents=[document("to-khai", form="Mẫu số 1", forms=[{"form": "", "applies": []}])])
    with pytest.raises(ValidationError) as refused:
        page.documents.stream_block.clean(page.documents)
    assert "Chọn một biểu mẫu dùng chung, hoặc ghi tên mẫu." in json.dumps(refused.value.as_json_data(), ensure_ascii=False)


def test_when_its_circular_is_replaced_the_forms_pages_are_flagged(form, law):
    page = using(form)
    acting = LegalResourceFactory(number="97100/2026/TT-BTC", title="Thông tư thay thế")
    LegalEffect.objects.create(acting=acting, target=law, kind=LegalEffect.Kind.REPLACES, effective_from=TODAY)
    open_for(acting)
    assert [row.page_id for row in open_effects()] == [page.pk]


def test_a_page_that_is_published_with_such_a_form_is_flagged_too(form, law):
    acting = LegalResourceFactory(number="97100/2026/TT-BTC", title="Thông tư thay thế")
    LegalEffect.objects.create(acting=acting, target=law, kind=LegalEffect.Kind.REPLACES, effective_from=TODAY)
    open_for(acting)
    page = using(form)
    page.save_revision().publish()
    assert [row.page_id for row in open_effects()] == [page.pk]
