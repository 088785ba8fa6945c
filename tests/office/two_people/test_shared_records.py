"""What many pages say (an office's telephone, a law) goes the way that pages go: a draft, what it will change, another who publishes it."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import WorkflowContentType
from wagtail.test.utils.form_data import querydict_from_html

from office import site_data, terms
from office.banners.models import Banner
from office.desk.effects import pages_showing
from office.desk.usage import InUse
from office.factories import LegalResourceFactory
from office.form_templates.models import FormTemplate
from office.models import (
    AuthorityTransfer,
    CompetentAuthority,
    HolidayYear,
    LegalResource,
    Office,
    Term,
    ThematicArea,
    UrgentPublication,
)
from office.set_costs.factories import RateFactory
from office.set_costs.models import Rate
from office.shared_records import SharedRecord
from office.two_people.rule import SecondPersonNeeded
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from search.index import office_source
from search.models import Confusion, Elsewhere, PromotedAnswer, Synonym

from .urgent import REASON

pytestmark = pytest.mark.django_db
NEW = "0211 3999 999"
KINDS = {
    ThematicArea: "hint",
    CompetentAuthority: "name_en",
    AuthorityTransfer: "basis",
    LegalResource: "title_en",
    Office: "phone",
    Term: "more",
    HolidayYear: "source",
    Banner: "link",
    Rate: "per_en",
    FormTemplate: "name_en",
    Synonym: "note",
    Confusion: "difference",
    PromotedAnswer: "reason",
    Elsewhere: "explanation",
}


NOT_IN_THE_SAMPLE = {
    Synonym: lambda: Synonym.objects.create(said="mèo máy", official="khuyển máy"),
    Banner: lambda: Banner.objects.create(text="Quầy nghỉ hôm nay."),
    Rate: RateFactory,
    FormTemplate: lambda: FormTemplate.objects.create(name="Giấy thử", slug="giay-thu"),
}
# Each brings a site from before what came with it.
MIGRATIONS = (
    *("home.migrations.0004_shared_records_need_two", "home.migrations.0005_holidays_need_two", "home.migrations.0008_banners_need_two"),
    *("office.set_costs.migrations.0002_rates_need_two", "office.form_templates.migrations.0002_forms_need_two"),
)


def user(name):
    return get_user_model().objects.get(username=name)


def at(view, record, *more):
    return reverse(f"wagtailsnippets_office_{record._meta.model_name}:{view}", args=[record.pk, *more])


def send(client, record, **more):
    html = client.get(at("edit", record)).content.decode()
    data = querydict_from_html(html, form_id="w-editor-form")
    for name in [name for name in data if name.startswith("action-")]:
        del data[name]
    return client.post(at("edit", record), {**data.dict(), **more})


def test_an_offices_telephone(enter, client):
    office = Office.objects.first()
    before = office.phone
    editor = enter("bien-tap")
    screen = BeautifulSoup(editor.get(at("edit", office)).content, "html.parser")
    # Who names no office is handed in at each; the pages that will say it are told before anything is changed.
    count = len(pages_showing(office))
    assert count > 5
    words = screen.find(id="trang-se-doi").get_text(" ", strip=True)
    assert f"{count} trang sẽ đổi" in words
    assert f"và {count - 5} trang khác" in words
    assert not screen.find(attrs={"name": "action-publish"})
    assert screen.find(attrs={"name": "action-submit"})
    assert send(editor, office, phone=NEW, **{"action-publish": "1"}).status_code in (200, 302)
    send(editor, office, phone=NEW, **{"action-submit": "1"})
    office.refresh_from_db()
    assert (office.phone, office.has_unpublished_changes, office.workflow_in_progress) == (before, True, True)
    assert office.latest_revision.as_object().phone == NEW
    assert office.live_revision.as_object().phone == before  # to be compared with
    assert site_data.offices()[0].phone == before
    assert NEW not in client.get("/noi-nop/").content.decode()

    reviewer = enter("duyet")
    assert NEW in reviewer.get(at("revisions_compare", office, "live", "latest")).content.decode()
    reviewer.post(at("workflow_action", office, "approve", office.current_workflow_task_state.pk), {"comment": ""})
    assert Office.objects.get(pk=office.pk).phone == NEW
    assert site_data.offices()[0].phone == NEW


def test_which_pages_say_a_record(django_assert_max_num_queries):
    page = ProcedureFactory()
    law = page.legal.first().resource
    Term.objects.create(slug="thu", name="Từ mới thử", explanation="Một từ.", law=law)  # no page
    ProcedureFactory(draft=True).legal.add(type(page.legal.first())(resource=law))
    for record in (law, page.area, page.authority):
        with django_assert_max_num_queries(2):
            titles = [shown.title for shown in pages_showing(record)]
        assert page.title in titles
    assert [shown.pk for shown in pages_showing(LegalResourceFactory())] == []


def test_who_publishes_does_not_change_it_alone_either(enter):
    office = Office.objects.first()
    before, client = office.phone, enter("duyet")
    response = send(client, office, phone=NEW, **{"action-publish": "1"})
    assert "/nguoi-thu-hai/" in response["Location"]
    assert Office.objects.get(pk=office.pk).phone == before
    assert "Gửi duyệt" in client.get(response["Location"]).content.decode()
    client.post(response["Location"], {"action": "urgent", "reason": REASON})
    assert Office.objects.get(pk=office.pk).phone == NEW
    mark = UrgentPublication.objects.get()
    assert mark.thing == office
    assert "Mở để sửa" in client.get(reverse("urgent_review", args=[mark.pk])).content.decode()


def test_every_kind_of_shared_record():
    assert {model for model in apps.get_models() if issubclass(model, SharedRecord)} == set(KINDS)
    for model, field in KINDS.items():
        record = model.objects.first() or NOT_IN_THE_SAMPLE[model]()
        setattr(record, field, "Hai người cùng xem.")
        draft = record.save_revision(user=user("duyet"), clean=False)
        assert getattr(model.objects.get(pk=record.pk), field) != "Hai người cùng xem."
        with pytest.raises(SecondPersonNeeded):
            draft.publish(user=user("duyet"))
        for name, may in (("bien-tap", False), ("duyet", True)):
            app, kind = model._meta.app_label, model._meta.model_name
            assert user(name).has_perm(f"{app}.publish_{kind}") is may
            assert user(name).has_perm(f"{app}.change_{kind}")
        assert model.get_default_workflow() is not None


def test_readers_never_see_what_was_never_published(enter):
    editor = enter("bien-tap")
    data = {"name": "Quầy mới", "slug": "quay-moi", "ward": "phường Vĩnh Yên", "province": "tỉnh Phú Thọ", "order": "0"}
    editor.post(reverse("wagtailsnippets_office_office:add"), data)
    office = Office.objects.get(slug="quay-moi")
    assert not office.live
    assert office not in site_data.offices()
    assert f"office:{office.pk}-vi" not in office_source.versions(None)
    assert not list(office_source.read_offices([f"office:{office.pk}-vi"]))
    term = Term.objects.create(slug="thu", name="Từ mới thử", explanation="Một từ.", live=False)
    assert term.slug not in {entry.slug for entry in terms.read_entries().vi}
    area = ThematicArea.objects.create(slug="moi", name="Lĩnh vực mới", live=False)
    assert area not in site_data.areas()
    law = LegalResourceFactory(live=False)
    page = ProcedureFactory()
    page.legal = [type(page.legal.first())(resource=law)]
    with pytest.raises(Exception, match="chưa được đăng"):
        page.save_revision().publish()


def test_what_pages_say_is_not_taken_down_under_them(enter):
    law = ProcedurePage.objects.filter(live=True, locale__language_code="vi", legal__isnull=False).first().legal.first().resource
    with pytest.raises(InUse):
        law.unpublish()
    assert LegalResource.objects.get(pk=law.pk).live
    response = enter("duyet").post(at("unpublish", law), follow=True)
    assert "đang được dùng ở" in response.content.decode()
    assert LegalResource.objects.get(pk=law.pk).live
    unused = LegalResourceFactory()
    unused.unpublish()
    assert not LegalResource.objects.get(pk=unused.pk).live


def test_a_site_from_before_is_brought_up_by_its_migration():
    group = Group.objects.get(name="Duyệt")
    names = {f"{verb}_{model._meta.model_name}" for model in KINDS for verb in ("publish", "lock", "unlock")}
    Permission.objects.filter(
        content_type__app_label__in=("office", "search", "banners", "set_costs", "form_templates"), codename__in=names
    ).delete()
    WorkflowContentType.objects.all().delete()
    migrations = [import_module(name) for name in MIGRATIONS]
    for migration in migrations * 2:
        migration.share(apps, None)
    assert names <= set(group.permissions.values_list("codename", flat=True))
    assert not names & set(Group.objects.get(name="Biên tập").permissions.values_list("codename", flat=True))
    assert WorkflowContentType.objects.count() == len(KINDS)
