"""The decrees of 2026 that touch our pages, entered as the desk enters them: exactly the pages that rest on what they change, by owner."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.sample_schema import load_procedures
from office.models import LegalResource, ThematicArea
from procedures_pages.facts.procedure import GONE
from procedures_pages.law_changes.models import EffectOnPage
from procedures_pages.register.desk.law_views import by_owner, owner

pytestmark = pytest.mark.django_db
ACTS = {
    "309/2026/NĐ-CP": ("05/08/2026", ["118/2025/NĐ-CP"]),
    # Nobody rests on what it changes.
    "320/2026/NĐ-CP": ("13/08/2026", ["69/2024/NĐ-CP"]),
    "18/2026/NĐ-CP": ("14/01/2026", ["123/2015/NĐ-CP", "87/2020/NĐ-CP", "23/2015/NĐ-CP", "99/2022/NĐ-CP"]),
}


def resting(numbers):
    """{slug: numbers that its law list has} of the sample's guides that are in force."""
    items = [item for item in load_procedures() if item.get("status", "in_force") not in GONE]
    cited = {item["slug"]: {law["number"] for law in item["legal"]} & set(numbers) for item in items}
    return {slug: found for slug, found in cited.items() if found}


def at(view, *args):
    return reverse(f"wagtailsnippets_office_legalresource:{view}", args=args)


@pytest.mark.parametrize("number", ACTS)
def test_entered_by_one_approved_by_another(enter, number):
    day, numbers = ACTS[number]
    targets = [LegalResource.objects.get_or_create(number=one, defaults={"title": "Nghị định thử"})[0] for one in numbers]
    people = get_user_model().objects
    for name, slug in (("An", "dat-dai"), ("Bình", "ho-tich")):
        ThematicArea.objects.filter(slug=slug).update(responsible=people.create_user(name, first_name=name))
    rows = [{"kind": "amends", "effective_from": day, "target": one.pk, "articles": "", "note": ""} for one in targets]
    own = {"number": number, "title": "Nghị định sửa đổi một số nghị định", "title_en": "", "date": "", "link": "", "status": "in_force"}
    known = LegalResource.objects.filter(number=number).first()
    sent = nested_form_data({**own, "ends_on": "", "effects": inline_formset(rows), "action-submit": "1"})
    editor = enter("bien-tap")
    assert editor.post(at("edit", known.pk) if known else at("add"), sent).status_code == 302
    act = LegalResource.objects.get(number=number)
    assert not EffectOnPage.objects.exists()
    enter("duyet").post(at("workflow_action", act.pk, "approve", act.current_workflow_task_state.pk), {"comment": ""})
    listed = by_owner()
    found = {}
    for row in listed:
        found.setdefault(row.page.slug, set()).add(row.target.number)
    assert found == resting(numbers)
    assert (number == "320/2026/NĐ-CP") == (not found)
    owners = [owner(row) for row in listed]
    assert owners == sorted(owners, key=lambda name: (name == "", name))
