"""Opens what a legal text changes: when the text goes live, for every page that rests on what it acts on; and for pages that come later."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, published

from office import site_data
from office.form_templates.models import FormTemplate
from office.models import LegalEffect, LegalResource
from office.set_costs.models import Rate
from office.settling import Outcome

from ..law_uses import laws_of_forms, laws_of_rates, resting_on
from ..models import ProcedurePage
from ..queries import IN_SOURCE_LANGUAGE, IS_NO_ALIAS
from ..record_uses import using
from ..translation.composing import is_source
from .models import EffectOnPage

KEY = "procedures:texts-acted-on:v1"


def open_effects(acting: LegalResource) -> None:
    """Brings what is open in line with what the text does now: new effects are opened, those that it no longer has are closed unsaid."""
    effects = list(LegalEffect.objects.filter(acting=acting.pk)) if acting.live else []
    told = {(effect.target_id, effect.kind, effect.effective_from): effect.articles for effect in effects}
    with transaction.atomic():
        for row in EffectOnPage.objects.filter(acting=acting.pk):
            articles = told.get((row.target_id, row.kind, row.effective_from))
            if articles is None and row.outcome == Outcome.OPEN and acting.live:
                row.delete()
            elif articles is not None and articles != row.articles:
                EffectOnPage.objects.filter(pk=row.pk).update(articles=articles)
        for effect in effects:
            _open(effect, _resting_on(effect.target_id))
    site_data.changed()


def _resting_on(target: int) -> list[int]:
    """The live Vietnamese pages whose law list has the text, or that have a form issued with it or a rate set by it."""
    pages = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, IS_NO_ALIAS, resting_on(target, timezone.localdate()), live=True)
    return list(pages.order_by().values_list("pk", flat=True))


def _open(effect: LegalEffect, pages: list[int]) -> None:
    same = {"acting_id": effect.acting_id, "target_id": effect.target_id, "kind": effect.kind, "effective_from": effect.effective_from}
    rows = [EffectOnPage(page_id=page, articles=effect.articles, **same) for page in pages]
    EffectOnPage.objects.bulk_create(rows, ignore_conflicts=True)


def _text_published(instance: LegalResource, **_more: Any) -> None:
    open_effects(instance)


def _page_published(instance: Page, **_more: Any) -> None:
    """A page that rests on a changed text, and not on what changes it, was written without noticing."""
    if not isinstance(instance, ProcedurePage) or instance.alias_of_id or not (acted_on := site_data.kept(KEY, _acted_on)):
        return
    laws = {row.resource_id for row in instance.legal.all()} | _of_forms_and_rates(instance)
    if not laws & acted_on or not is_source(instance):
        return
    for effect in LegalEffect.objects.filter(target__in=laws, acting__live=True).exclude(acting__in=laws):
        _open(effect, [instance.pk])
    site_data.changed()


def _of_forms_and_rates(page: ProcedurePage) -> set[int]:
    """The texts on which the forms of the directory that its papers have, and the rates that its costs name, rest."""
    day = timezone.localdate()
    chosen = (one.get("form_template") for child in page.documents for one in (child.value, *(child.value.get("forms") or ())))
    named = (key for child in page.costs if (key := child.value.get("rate")))
    return laws_of_forms(chosen, day) | laws_of_rates(named, day)


def _form_published(instance: FormTemplate, **_more: Any) -> None:
    _rests_on(instance, laws_of_forms([instance.pk], timezone.localdate()))


def _rate_published(instance: Rate, **_more: Any) -> None:
    _rests_on(instance, laws_of_rates([instance.pk], timezone.localdate()))


def _rests_on(record: FormTemplate | Rate, laws: set[int]) -> None:
    """A record that rests on a changed text from now on brings that to the pages that name it."""
    effects = LegalEffect.objects.filter(target__in=laws, acting__live=True).exclude(acting__in=laws)
    if not laws or not effects:
        return
    pages = ProcedurePage.objects.filter(using(type(record), [record.pk]) or Q(), IN_SOURCE_LANGUAGE, IS_NO_ALIAS, live=True)
    keys = list(pages.order_by().values_list("pk", flat=True))
    for effect in effects:
        _open(effect, keys)
    site_data.changed()


def _acted_on() -> frozenset[int]:
    """The texts that published texts act on: few, and asked for with each page that is published."""
    return frozenset(LegalEffect.objects.filter(acting__live=True).values_list("target", flat=True))


def connect() -> None:
    """Called once, when the app is ready."""
    published.connect(_text_published, sender=LegalResource, dispatch_uid="law-changes-text")
    published.connect(_form_published, sender=FormTemplate, dispatch_uid="law-changes-form")
    published.connect(_rate_published, sender=Rate, dispatch_uid="law-changes-rate")
    page_published.connect(_page_published, dispatch_uid="law-changes-page")
