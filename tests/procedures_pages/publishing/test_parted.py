"""The long form in parts: only the open one is drawn, and what it sends touches nothing else of the page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.models import LegalResource
from procedures_pages.models import ProcedurePage
from procedures_pages.publishing.parted import PartedInterface, names_of
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db
SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"


@pytest.fixture
def desk(enter):
    return enter("duyet")


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def html(response):
    return BeautifulSoup(response.content, "html.parser")


def sent(response, page, key, **changed):
    """What the browser sends of one part."""
    whole = page_data(response, page)
    part = ProcedurePage.get_edit_handler().parts[key]
    everywhere = ProcedurePage.get_edit_handler().everywhere
    mine = tuple(name for name in part.names | everywhere)
    for name in list(whole):
        if not name.startswith(mine) and name not in ("csrfmiddlewaretoken", "next"):
            del whole[name]
    whole["cn-part"] = key
    for name, value in changed.items():
        whole[name] = value
    return dict(whole.lists())


def draft(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def content(page):
    """What the form edits of the page."""
    stored, names = draft(page).serializable_data(), names_of(ProcedurePage.get_edit_handler())
    return {name: stored[name] for name in names if name in stored and name != "wagtail_admin_comments"}


def test_every_field_of_the_form_stands_in_one_part():
    handler = ProcedurePage.get_edit_handler()
    assert isinstance(handler, PartedInterface)
    names = [name for part in handler.parts.values() for name in part.names] + list(handler.everywhere)
    assert len(names) == len(set(names))
    assert set(names) == names_of(handler)


def test_only_the_open_part_is_drawn(desk, page):
    shown = html(desk.get(edit(page), {"phan": "nhan-dien"}))
    assert shown.find(id="id_summary")
    assert not shown.find(id="id_source_record")
    assert not shown.find(attrs={"data-contentpath": "documents"})
    assert shown.select_one(".cn-form__parts [aria-current]")["data-cn-part"] == "nhan-dien"


def test_a_page_is_opened_at_what_is_to_be_known_and_a_new_one_at_its_name(desk, page):
    assert html(desk.get(edit(page))).select_one("input[name=cn-part]")["value"] == "truoc-khi-dang"
    new = reverse("wagtailadmin_pages:add", args=["procedures_pages", "procedurepage", page.get_parent().pk])
    assert html(desk.get(new)).select_one("input[name=cn-part]")["value"] == "nhan-dien"


@pytest.mark.parametrize("key", ["khong-co", "../", "<script>", ""])
def test_a_part_that_is_none_is_the_first(desk, page, key):
    assert html(desk.get(edit(page), {"phan": key})).select_one("input[name=cn-part]")["value"] == "truoc-khi-dang"


def test_each_part_sent_as_it_is_changes_nothing(desk, page):
    before, form = content(page), desk.get(edit(page))
    for key in ProcedurePage.get_edit_handler().parts:
        response = desk.post(edit(page), sent(form, page, key))
        assert response.status_code == 302, (key, html(response).select_one(".messages"))
        after = content(page)
        assert {name: after[name] for name in before if after[name] != before[name]} == {}, key


def test_what_one_part_says_is_saved_and_the_form_stays_there(desk, page):
    before = content(page)
    response = desk.post(edit(page), sent(desk.get(edit(page)), page, "nhan-dien", summary="Ai cũng xin được."))
    assert response["Location"] == edit(page) + "?phan=nhan-dien"
    after = content(page)
    assert after["summary"] == "Ai cũng xin được."
    assert [name for name in before if after[name] != before[name]] == ["summary"]


def test_two_people_in_two_parts_do_not_write_over_each_other(desk, page):
    mine = sent(desk.get(edit(page)), page, "nhan-dien", summary="Tóm tắt của một người.")
    theirs = sent(desk.get(edit(page)), page, "nguon", source_note="Ghi chú của người kia.")
    desk.post(edit(page), theirs)
    desk.post(edit(page), mine)
    assert (draft(page).summary, draft(page).source_note) == ("Tóm tắt của một người.", "Ghi chú của người kia.")


def test_the_way_to_another_part_leads_by_the_saving(desk, page):
    data = sent(desk.get(edit(page)), page, "nhan-dien", summary="Ai cũng xin được.") | {"cn-next": ["giay-to#cn-documents"]}
    assert desk.post(edit(page), data)["Location"] == edit(page) + "?phan=giay-to#cn-documents"


def test_what_is_missing_in_another_part_is_told_with_the_way_there(desk, page):
    data = sent(desk.get(edit(page)), page, "nhan-dien", summary="", official_name="")
    desk.post(edit(page), data)
    data = sent(desk.get(edit(page)), page, "nguon") | {"action-publish": ["action-publish"]}
    refused = desk.post(edit(page), data)
    assert refused.status_code == 200
    shown = html(refused)
    assert "Thiếu tóm tắt một câu." in shown.select_one(".messages").text
    links = {link["href"] for link in shown.select(".cn-gaps a")}
    assert "?phan=nhan-dien#cn-summary" in links
    assert "cn-is-gap" in shown.select_one(".cn-form__parts [data-cn-part=nhan-dien]").get("class", [])


@pytest.mark.parametrize(("key", "relation", "more"), [("can-cu", "legal", 0), ("tim-kiem", "related", 1)])
def test_what_rows_name_is_looked_up_at_once(desk, page, key, relation, more):
    """However many rows; the parent of a page that is named is still asked for alone."""

    def asked():
        with CaptureQueriesContext(connection) as queries:
            shown = html(desk.get(edit(page), {"phan": key}))
        rows = shown.select(f"#id_{relation}-FORMS > [data-inline-panel-child]")
        assert all(row.select_one("[data-chooser-title]").text.strip() for row in rows)
        return len(queries), len(rows)

    asked()
    rows = [LegalResource.objects.all(), ProcedurePage.objects.filter(locale=page.locale).exclude(pk=page.pk)][relation == "related"]
    manager, found = getattr(page, relation), []
    for count in (2, 6):
        manager.set([manager.model(**{("resource" if relation == "legal" else "procedure"): one}) for one in rows[:count]])
        page.save_revision()
        found.append(asked())
    (few, two), (many, six) = found
    assert (two, six) == (2, 6)
    assert many - few <= 4 * more


def test_the_part_with_most_laws_is_as_light_as_any(desk, page):
    """Seventeen of them: each is one line, with what it sends and what can be done with it."""
    manager, laws = page.legal, LegalResource.objects.all()[:17]
    manager.set([manager.model(resource=law) for law in laws])
    page.save_revision()
    response = desk.get(edit(page), {"phan": "can-cu"})
    shown = html(response)
    rows = shown.select("#id_legal-FORMS > [data-inline-panel-child]")
    assert [int(row.select_one("[name$=-resource]")["value"]) for row in rows] == [law.pk for law in laws]
    assert [row.select_one("[data-chooser-title]").text for row in rows] == list(map(str, laws))
    kinds = ("move-up", "move-down", "drag")
    assert all(row.select_one(f"[data-inline-panel-child-{kind}]") for row in rows for kind in kinds)
    assert len(response.content) <= 135_000
    assert len(shown.find_all()) <= 1_500


def test_a_new_page_is_made_from_its_first_part(desk, page):
    add = reverse("wagtailadmin_pages:add", args=["procedures_pages", "procedurepage", page.get_parent().pk])
    desk.get(add)
    data = {"cn-part": "nhan-dien", "cn-next": "giay-to", "title": "Đổi đường", "slug": "", "level": ""}
    data |= {
        f"codes-{key}": value for key, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 1000))
    }
    response = desk.post(add, data | {"entries-count": 0})
    assert response.status_code == 302, response.context["form"].errors
    made = ProcedurePage.objects.get(slug="doi-duong")
    assert response["Location"] == edit(made) + "?phan=giay-to"
    assert not made.live


def test_the_preview_shows_what_is_typed_into_a_part_among_all_else(desk, page):
    data = sent(desk.get(edit(page)), page, "nhan-dien", title="Tên đang gõ")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert desk.post(preview, data).json()["is_valid"]
    shown = desk.get(preview).content.decode()
    assert "Tên đang gõ" in shown
    assert draft(page).documents[0].value["name"] in shown
