"""A page with every block and every field goes into English and comes out whole; codes, amounts and ids are never translated."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from home.sample_translating import translate_page
from procedures_pages.building import facts_of
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    page = ProcedureFactory(full=True, live=False)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


@pytest.fixture
def segments(full):
    source, _made = TranslationSource.update_or_create_from_instance(full)
    return {s.context.path: s.string.data for s in StringSegment.objects.filter(source=source).select_related("string", "context")}


class Louder(dict):
    """Every text in capitals stands for its translation."""

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return key.upper()


@pytest.fixture
def english(full):
    assert translate_page(full, Locale.objects.get(language_code="en"), Louder()) == []
    return ProcedurePage.objects.get(translation_key=full.translation_key, locale__language_code="en")


def test_every_text_of_a_reader_is_a_segment(full, segments):
    said = " | ".join(segments.values())
    for text in (
        full.title,
        full.official_name,
        full.summary,
        *(b.value["name"] for b in full.documents),
        *(b.value["label"] for b in full.questions),
    ):
        assert text in said


def test_ids_codes_and_conditions_are_no_segments(full, segments):
    ids = {b.value["slug"] for b in (*full.questions, *full.documents)} | {w for b in full.documents for w in b.value["applies"]}
    ids |= {c.value for c in full.codes.all()} | {full.portal_id, full.source_decision}
    assert not ids & set(segments.values())


def test_no_segment_is_a_number(segments):
    assert not [text for text in segments.values() if text.replace(".", "").isdigit()]


def test_the_version_is_live_under_the_same_slug(full, english):
    assert english.live
    assert english.slug == full.slug


def test_every_text_is_translated(full, english):
    assert english.title == full.title.upper()
    assert [b.value["name"] for b in english.documents] == [b.value["name"].upper() for b in full.documents]


def test_structure_ids_and_numbers_are_the_same(full, english):
    one, other = facts_of(full), facts_of(english)
    assert [(d.id, d.originals, d.copies, d.handling, d.applies) for d in one.documents] == [
        (d.id, d.originals, d.copies, d.handling, d.applies) for d in other.documents
    ]
    assert [(q.id, [a.id for a in q.answers]) for q in one.questions] == [(q.id, [a.id for a in q.answers]) for q in other.questions]
    assert [(c.kind, c.time.unit, c.time.amount, [(k.kind, k.basis, k.amount) for k in c.costs]) for c in one.channels] == [
        (c.kind, c.time.unit, c.time.amount, [(k.kind, k.basis, k.amount) for k in c.costs]) for c in other.channels
    ]
    assert one.codes == other.codes
    assert [law.number for law in one.legal] == [law.number for law in other.legal]
    assert (one.level, one.audiences, one.status, one.submission.url) == (other.level, other.audiences, other.status, other.submission.url)


def test_an_optional_text_left_empty_does_not_stop_the_translation():
    page = ProcedureFactory(live=False)
    page.save_revision().publish()
    translate_page(page, Locale.objects.get(language_code="en"), Louder())
    assert ProcedurePage.objects.filter(translation_key=page.translation_key, locale__language_code="en", live=True).exists()
