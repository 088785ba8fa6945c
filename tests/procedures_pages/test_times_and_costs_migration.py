"""Migration 0005: times and costs, told in each channel, become facts of the page; nothing that anybody wrote is lost."""

from __future__ import annotations

import importlib
import json

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, TranslationSource

from procedures_pages.factories import ProcedureFactory, channel, cost, document, question, time
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.migrations._times_and_costs import moved, moved_back
from procedures_pages.models import ProcedurePage
from procedures_pages.translation.models import TranslatedWords
from tests.procedures_pages.translation.translating import english, translate

migration = importlib.import_module("procedures_pages.migrations.0005_times_and_costs")


def way(kind, number, *costs, amount=3, **more):
    """A channel as it was stored then."""
    value = {"kind": kind, "time_unit": "working_days", "time_amount": amount, "time_from": "", "time_note": "", "note": "", **more}
    items = [{"type": "item", "value": {"kind": "le_phi", "basis": "amount", "amount": fee}, "id": key} for key, fee in costs]
    return {"type": "channel", "id": number, "value": {**value, "costs": items}}


def told(blocks, *names):
    return [tuple(block["value"][name] for name in names) for block in blocks]


# --- What becomes of one stream ---


def test_what_all_channels_say_alike_is_told_once_and_for_all():
    made = moved([way("in_person", "a", ("1", 8000)), way("online", "b", ("2", 8000))])
    assert told(made.times, "amount", "channels") == [(3, [])]
    assert told(made.costs, "amount", "channels") == [(8000, [])]
    assert [set(c["value"]) for c in made.channels] == [{"kind", "note"}] * 2


def test_what_differs_names_its_channels():
    made = moved([way("in_person", "a", ("1", 8000)), way("online", "b", ("2", 4000), amount=2), way("post", "c", ("3", 8000))])
    assert told(made.times, "amount", "channels") == [(3, ["in_person", "post"]), (2, ["online"])]
    assert told(made.costs, "amount", "channels") == [(8000, ["in_person", "post"]), (4000, ["online"])]


def test_the_same_cost_twice_on_one_channel_stays_two():
    made = moved([way("in_person", "a", ("1", 8000), ("2", 8000))])
    assert told(made.costs, "amount", "channels") == [(8000, []), (8000, [])]


def test_every_old_path_leads_to_a_text_of_today():
    made = moved([way("in_person", "a", ("1", 8000)), way("online", "b", ("2", 8000))])
    (time_id,) = [block["id"] for block in made.times]
    assert {made.paths[f"channels.{c}.time_note"] for c in "ab"} == {f"times.{time_id}.note"}
    assert {made.paths["channels.a.costs.1.label"], made.paths["channels.b.costs.2.label"]} == {"costs.1.label"}


def test_a_translation_is_put_together_as_its_source_even_where_its_texts_differ():
    source = moved([way("in_person", "a", ("1", 8000)), way("online", "b", ("2", 8000))])
    english_ = moved(
        [way("in_person", "a", ("1", 8000), time_note="One."), way("online", "b", ("2", 8000), time_note="Two.")],
        source.paths,
        translated=True,
    )
    assert [block["id"] for block in english_.times] == [block["id"] for block in source.times]


@pytest.mark.parametrize(
    "junk", [None, "x", 7, {}, {"type": "channel"}, {"type": "channel", "value": None}, {"value": {"costs": [None, 3, "x"]}}]
)
def test_what_has_no_sense_does_not_stop_it(junk):
    assert told(moved([junk, way("in_person", "a", ("1", 8000))]).costs, "amount") == [(8000,)]
    assert isinstance(moved_back([junk], [junk], [junk]).channels, list)


FEES = st.lists(st.sampled_from([1000, 2000, 3000]), min_size=1, max_size=3, unique=True)
OLD = st.lists(
    st.tuples(st.sampled_from(["in_person", "online", "post"]), st.sampled_from([1, 2, 3]), FEES), max_size=3, unique_by=lambda c: c[0]
)


@given(OLD)
def test_there_and_back_each_channel_says_what_it_said(rows):
    channels = [way(kind, kind, *((f"{kind}{fee}", fee) for fee in fees), amount=amount) for kind, amount, fees in rows]
    made = moved(channels)
    back = moved_back(made.channels, made.times, made.costs).channels
    assert [
        (c["value"]["kind"], c["value"]["time_amount"], sorted(item["value"]["amount"] for item in c["value"]["costs"])) for c in back
    ] == [(kind, amount, sorted(fees)) for kind, amount, fees in rows]


# --- A site of then ---


def models_of_then():
    """As the migration sees them: with the new fields, and channels as they were."""
    state = MigrationLoader(connection).project_state(("procedures_pages", "0004_outlines_of_blocks"))
    for node in (("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),):
        state = MigrationLoader(connection).project_state([("procedures_pages", "0004_outlines_of_blocks"), node])
    for operation in migration.Migration.operations[:2]:
        operation.state_forwards("procedures_pages", state)
    return state.apps


@pytest.fixture
def page(db):
    """Published in both languages, then with a draft; brought back to then."""
    made = ProcedureFactory(
        code="9.888731",
        questions=[question("ai", "toi", "khac")],
        documents=[document("to-khai"), document("phu", "ai=khac")],
        channels=[channel("in_person"), channel("online")],
        times=[time("working_days", 3, note="Ghi chú thời hạn.")],
        costs=[cost("amount", amount=50_000, per="bản", note="Ghi chú thu."), cost("free", channels=["online"], label="Khoản hai")],
    )
    translate(made)
    made = ProcedurePage.objects.get(pk=made.pk)
    made.save_revision()
    migration.backward(models_of_then(), None)
    return made


def in_english(page):
    return ProcedurePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def forward():
    migration.forward(models_of_then(), None)


def test_a_page_says_what_it_said(page):
    forward()
    facts = facts_of(ProcedurePage.objects.get(pk=page.pk))
    assert [(t.amount, t.note, t.channels) for t in facts.times] == [(3, "Ghi chú thời hạn.", ())]
    assert [(c.amount, c.label, c.channels) for c in facts.costs] == [(50_000, "", ()), (None, "Khoản hai", ("online",))]


def test_a_draft_keeps_what_was_changed_in_it(page):
    draft = Revision.objects.for_instance(page).order_by("-pk").first()
    channels = json.loads(draft.content["channels"])
    channels[0]["value"]["costs"][0]["value"]["amount"] = 60_000
    channels[0]["value"]["time_amount"] = 5
    draft.content["channels"] = json.dumps(channels)
    draft.save()
    forward()
    draft = Revision.objects.get(pk=draft.pk).as_object()
    assert [(t.value["amount"], t.value["channels"]) for t in draft.times] == [(5, ["in_person"]), (3, ["online"])]
    assert sorted((c.value["amount"] or 0, tuple(c.value["channels"])) for c in draft.costs) == [
        (0, ("online",)),
        (50_000, ("online",)),
        (60_000, ("in_person",)),
    ]


def test_a_reader_of_english_still_reads_english(page):
    forward()
    facts = facts_of(in_english(page))
    assert (facts.times[0].note, facts.costs[0].note, facts.costs[0].per) == (
        english("Ghi chú thời hạn."),
        english("Ghi chú thu."),
        english("bản"),
    )
    assert not facts.has_untranslated


def test_a_translator_finds_every_string_again(page):
    forward()
    source = TranslationSource.objects.get(object_id=page.translation_key)
    segments = StringSegment.objects.filter(source=source, context__path__regex=r"^(times|costs)\.")
    assert [s.context.path_id for s in segments] == [type(s.context)._get_path_id(s.context.path) for s in segments]
    translated = segments.annotate_translation(in_english(page).locale).values_list("translation", flat=True)
    assert {english("Ghi chú thời hạn."), english("Ghi chú thu."), english("Khoản hai")} <= set(translated)
    assert not StringSegment.objects.filter(source=source, context__path__regex=r"^channels\..*\.(costs|time_)").exists()
    noted = TranslatedWords.objects.get(page_id=in_english(page).pk).made_from
    assert {path.split(".")[0] for path in noted} >= {"times", "costs"}


def test_the_next_update_of_the_translation_changes_nothing(page):
    forward()
    before = facts_of(in_english(page))
    ProcedurePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert facts_of(in_english(page)).costs == before.costs
