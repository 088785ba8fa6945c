"""What a legal text does to others is entered with it, goes live by two people with it, and stays when it is published once more."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from office.factories import LegalResourceFactory
from office.legal_effects import standing_of
from office.models import LegalEffect, LegalResource
from procedures_pages.factories import ProcedureFactory

pytestmark = pytest.mark.django_db


def at(view, law, *more):
    return reverse(f"wagtailsnippets_office_legalresource:{view}", args=[law.pk, *more])


def sent(law, *effects, **more):
    rows = [{"articles": "", "note": "", "effective_from": "05/08/2026", "kind": "amends", **effect} for effect in effects]
    own = {"number": law.number, "title": law.title, "title_en": "", "date": "", "link": "", "status": "unknown", "ends_on": ""}
    return nested_form_data({**own, "effects": inline_formset(rows), **more})


def errors(response):
    return " ".join(one.get_text(" ", strip=True) for one in BeautifulSoup(response.content, "html.parser").select(".error-message"))


def test_drafted_approved_and_published_once_more(enter):
    acting, target = LegalResourceFactory(), LegalResourceFactory()
    page = ProcedureFactory(law=target)
    editor = enter("bien-tap")
    response = editor.post(at("edit", acting), sent(acting, {"target": target.pk, "articles": "Điều 17"}, **{"action-submit": "1"}))
    assert response.status_code == 302, errors(response)
    assert not LegalEffect.objects.exists()
    assert standing_of(target).state == "in_force"
    acting.refresh_from_db()
    reviewer = enter("duyet")
    # Whoever approves is told first which pages will be told.
    assert page.title in BeautifulSoup(reviewer.get(at("edit", acting)).content, "html.parser").find(id="trang-se-doi").text
    assert target.number in reviewer.get(at("revisions_compare", acting, "live", "latest")).content.decode()
    reviewer.post(at("workflow_action", acting, "approve", acting.current_workflow_task_state.pk), {"comment": ""})
    effect = LegalEffect.objects.get()
    assert (effect.acting_id, effect.target_id, effect.effective_from) == (acting.pk, target.pk, date(2026, 8, 5))
    told = standing_of(target, date(2026, 8, 5))
    assert (told.state, told.by) == ("partly", acting.number)
    assert standing_of(target, date(2026, 8, 4)).ahead == date(2026, 8, 5)
    screen = reviewer.get(at("edit", target)).content.decode()
    assert "Hết hiệu lực một phần từ 05/08/2026" in screen
    LegalResource.objects.get(pk=acting.pk).latest_revision.publish()
    assert LegalEffect.objects.get().articles == "Điều 17"


def test_not_on_itself_not_in_a_circle_not_twice(enter):
    first, second, third = LegalResourceFactory.create_batch(3)
    day = date(2026, 8, 5)
    LegalEffect.objects.create(acting=second, target=third, kind="amends", effective_from=day)
    LegalEffect.objects.create(acting=third, target=first, kind="guides", effective_from=day)
    client = enter("bien-tap")
    assert "chính nó" in errors(client.post(at("edit", first), sent(first, {"target": first.pk})))
    said = errors(client.post(at("edit", first), sent(first, {"target": second.pk})))
    assert f"{second.number} → {third.number} → {first.number}" in said
    fourth = LegalResourceFactory()
    assert "đã ghi ở trên" in errors(client.post(at("edit", fourth), sent(fourth, {"target": first.pk}, {"target": first.pk})))
    # Nor past the form.
    first.effects.add(LegalEffect(target=second, kind="amends", effective_from=day))
    with pytest.raises(ValidationError, match="vòng tròn"):
        first.save_revision().publish()


def test_what_another_acts_on_is_not_taken_away(enter):
    acting, target = LegalResourceFactory(), LegalResourceFactory()
    acting.effects.add(LegalEffect(target=target, kind="amends", effective_from=date(2026, 8, 5)))
    acting.save_revision().publish()
    client = enter("duyet")
    client.post(at("unpublish", target))
    assert LegalResource.objects.get(pk=target.pk).live
