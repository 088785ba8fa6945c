"""Migrations of streams: blocks are renamed on live data, and a new label is no change of the database."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from wagtail import blocks
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation, RenameStructChildrenOperation
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, TranslationSource

from guides.blocks import ParagraphBlock
from guides.factories import GuideFactory, guide_step
from procedures_pages.block_outline import outline
from procedures_pages.factories import ProcedureFactory, cost, document, question, statement, step
from procedures_pages.fields import PlainStreamField
from procedures_pages.models import ProcedurePage
from procedures_pages.translation.composing import composed
from procedures_pages.translation.models import TranslatedWords
from procedures_pages.translation.renaming import RenameChild, Renaming, WrapInStruct, Wrapping
from tests.procedures_pages.translation.translating import english, translate

pytestmark = pytest.mark.django_db


def as_migrations_know_it():
    return MigrationLoader(connection).project_state()


def migrated(*operations):
    """Runs data operations as a migration of tomorrow would: on the models as today's migrations know them."""
    known = as_migrations_know_it().apps
    for operation in operations:
        operation.code(known, None)


def stored(page, name):
    """What the column holds, past every reading."""
    field = page._meta.get_field(name)
    with connection.cursor() as cursor:
        key = field.model._meta.pk.column
        cursor.execute(f"SELECT {field.column} FROM {field.model._meta.db_table} WHERE {key} = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def in_revisions(page, name):
    return [json.loads(revision.content[name]) for revision in Revision.objects.for_instance(page)]


@pytest.fixture
def page():
    """Published in both languages, with a second revision that is a draft."""
    made = ProcedureFactory(
        code="9.888702",
        questions=[question("ai", "toi", "khac")],
        documents=[
            document("to-khai", name="Tờ khai", note="Ghi chú một."),
            document("phu", "ai=khac", name="Giấy phụ", note="Ghi chú hai."),
        ],
        steps=[step("Nộp hồ sơ", text="Đến quầy.")],
        costs=[cost("amount", amount=50_000, per="bản", note="Ghi chú thu.")],
    )
    translate(made)
    made = ProcedurePage.objects.get(pk=made.pk)
    for _n in range(2):
        made.save_revision()
    return made


def in_english(page):
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="en")


CASES = [
    # field, path of the struct, old name, new name, how to reach the struct from a raw stream
    ("documents", "document", "note", "explanation", lambda raw: [child["value"] for child in raw]),
    ("documents", "document", "alternatives", "one_of", lambda raw: [child["value"] for child in raw]),
    (
        "questions",
        "question.answers.item",
        "label",
        "words",
        lambda raw: [item["value"] for child in raw for item in child["value"]["answers"]],
    ),
    ("costs", "cost", "note", "remark", lambda raw: [child["value"] for child in raw]),
]


@pytest.mark.parametrize(("field", "path", "old", "new", "structs"), CASES, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("own", [False, True], ids=["wagtail", "own"])
def test_a_child_is_renamed_in_a_page_its_revisions_and_its_translation(page, own, field, path, old, new, structs):
    both = [page, in_english(page)]
    before = {one.pk: [structs(raw) for raw in [stored(one, field), *in_revisions(one, field)]] for one in both}
    assert all(len(found) >= (3 if one == page else 2) for one, found in zip(both, before.values(), strict=True))
    where = ("procedures_pages", "procedurepage", field)
    if own:
        migrated(RenameChild(*where, path, old, new))
    else:
        migrated(MigrateStreamData(*where, [(RenameStructChildrenOperation(old, new), path)]))
    for one in both:
        for was, raw in zip(before[one.pk], [stored(one, field), *in_revisions(one, field)], strict=True):
            assert structs(raw) == [{new if name == old else name: value for name, value in struct.items()} for struct in was]
            assert any(old in struct for struct in was)


def test_a_type_of_block_is_renamed_too_and_nothing_else_is_touched(page):
    was = stored(page, "documents")
    migrated(
        MigrateStreamData("procedures_pages", "procedurepage", "documents", [(RenameStreamChildrenOperation("document", "paper"), "")])
    )
    assert stored(page, "documents") == [{**child, "type": "paper"} for child in was]


def test_what_translators_wrote_goes_along(page):
    """Every place that knows a text by its path: the translator's list, its copy of the source, what the translation was made from."""
    migrated(RenameChild("procedures_pages", "procedurepage", "documents", "document", "note", "explanation"))
    ids = [child["id"] for child in stored(page, "documents")]
    paths = {f"documents.{one}.explanation" for one in ids}
    source = TranslationSource.objects.get(object_id=page.translation_key)
    segments = StringSegment.objects.filter(source=source, context__path__in=paths)
    assert {segment.context.field_path for segment in segments} == {"documents.document.explanation"}
    assert [segment.context.path_id for segment in segments] == [type(s.context)._get_path_id(s.context.path) for s in segments]
    translated = segments.annotate_translation(in_english(page).locale).values_list("translation", flat=True)
    assert sorted(translated) == [english("Ghi chú hai."), english("Ghi chú một.")]
    copy = json.loads(json.loads(source.content_json)["documents"])
    assert {"explanation", "note"} & set(copy[0]["value"]) == {"explanation"}
    noted = TranslatedWords.objects.get(page=in_english(page).pk).made_from
    assert paths <= set(noted)
    assert not any(path.endswith(".note") and path.startswith("documents.") for path in noted)
    # The same name elsewhere is another matter.
    assert any(path.startswith("costs.") and path.endswith(".note") for path in noted)


JUNK = [None, "x", 7, [], {}, {"type": None}, {"type": "document"}]
JUNK += [{"type": "document", "value": None, "id": "1"}, {"type": "khac", "value": {}}]


def test_blocks_without_sense_do_not_stop_a_migration(page):
    """Restored from elsewhere or mended by hand: they would stop the whole upgrade."""
    good = stored(page, "documents")
    with connection.cursor() as cursor:
        raw = json.dumps([*JUNK, *good])
        cursor.execute("UPDATE procedures_pages_procedurepage SET documents = %s WHERE page_ptr_id = %s", [raw, page.pk])
    revision = Revision.objects.for_instance(page).first()
    revision.content["documents"] = raw
    revision.save()
    migrated(RenameChild("procedures_pages", "procedurepage", "documents", "document", "note", "explanation"))
    for raw in (stored(page, "documents"), in_revisions(page, "documents")[0]):
        structs = [child["value"] for child in raw if child.get("value")]
        assert [struct["explanation"] for struct in structs] == ["Ghi chú một.", "Ghi chú hai."]
    assert [child.value["name"] for child in ProcedurePage.objects.get(pk=page.pk).documents] == ["Tờ khai", "Giấy phụ"]


@pytest.mark.parametrize("raw", [None, "x", 7, {}, [], [None], [{"type": "document", "value": {"applies": "x"}}]])
def test_a_stream_of_any_shape_is_walked(raw):
    for path in ("document", "document.applies.item", "khac.khac"):
        assert isinstance(Renaming("documents", path, "note", "explanation").apply(raw), list)


def test_items_from_before_items_had_ids_are_renamed():
    raw = [{"type": "channel", "id": "1", "value": {"costs": [{"note": "a"}, {"type": "item", "value": {"note": "b"}, "id": "2"}]}}]
    (made,) = Renaming("channels", "channel.costs.item", "note", "remark").apply(raw)
    assert made["value"]["costs"] == [{"remark": "a"}, {"type": "item", "value": {"remark": "b"}, "id": "2"}]


def test_a_reader_of_english_still_reads_english_after_a_renaming(page, monkeypatch):
    """With a model that knows the child by its new name, as it is after the migration."""
    migrated(RenameChild("procedures_pages", "procedurepage", "documents", "document", "note", "explanation"))
    stream = ProcedurePage._meta.get_field("documents").stream_block
    struct = stream.child_blocks["document"]
    children = {"explanation" if name == "note" else name: child for name, child in struct.child_blocks.items()}
    monkeypatch.setattr(struct, "child_blocks", children)
    for block in (stream, struct):  # its reader of stored values, made for the children of before
        monkeypatch.setattr(block, "_well_formed", None, raising=False)
    read = composed(in_english(page), ProcedurePage.objects.get(pk=page.pk)).documents
    assert [child.value["explanation"] for child in read] == [english("Ghi chú một."), english("Ghi chú hai.")]


@pytest.fixture
def asking():
    """A page with texts that are no structs, published in both languages."""
    made = ProcedureFactory(code="9.888703", submission_asks=[statement("Ảnh chụp."), statement("Tài khoản.")])
    translate(made)
    made = ProcedurePage.objects.get(pk=made.pk)
    made.save_revision()
    return made


WRAP = ("procedures_pages", "procedurepage", "submission_asks", "statement", "text")


def test_texts_become_structs_in_a_page_its_revisions_and_its_translation(asking):
    both = [asking, in_english(asking)]
    before = {one.pk: [stored(one, "submission_asks"), *in_revisions(one, "submission_asks")] for one in both}
    migrated(WrapInStruct(*WRAP))
    for one in both:
        for was, now in zip(before[one.pk], [stored(one, "submission_asks"), *in_revisions(one, "submission_asks")], strict=True):
            assert now == [{**child, "value": {"text": child["value"]}} for child in was]
            assert len(was) == 2


def test_what_translators_wrote_goes_into_the_structs(asking):
    migrated(WrapInStruct(*WRAP))
    paths = {f"submission_asks.{child['id']}.text" for child in stored(asking, "submission_asks")}
    source = TranslationSource.objects.get(object_id=asking.translation_key)
    segments = StringSegment.objects.filter(source=source, context__path__in=paths)
    assert [segment.context.path_id for segment in segments] == [type(s.context)._get_path_id(s.context.path) for s in segments]
    assert {segment.context.field_path for segment in segments} == {"submission_asks.statement.text"}
    translated = segments.annotate_translation(in_english(asking).locale).values_list("translation", flat=True)
    assert sorted(translated) == sorted([english("Ảnh chụp."), english("Tài khoản.")])
    assert paths <= set(TranslatedWords.objects.get(page=in_english(asking).pk).made_from)


def test_what_is_a_struct_already_stays():
    raw = [{"type": "statement", "value": "A", "id": "1"}, {"type": "khac", "value": "B", "id": "2"}, None]
    once = Wrapping("advice", "statement", "text").apply(raw)
    assert once == [{"type": "statement", "value": {"text": "A"}, "id": "1"}, {"type": "khac", "value": "B", "id": "2"}]
    assert Wrapping("advice", "statement", "text").apply(once) == once


def test_a_guides_step_is_renamed_although_its_column_is_the_bases():
    guide = GuideFactory(steps=[guide_step("Việc một", text="Nói rõ một.")])
    guide.save_revision()
    migrated(RenameChild("guides", "guidepage", "steps", "step", "text", "words"))
    for raw in [stored(guide, "steps"), *in_revisions(guide, "steps")]:
        assert [("text" in child["value"], child["value"]["words"]) for child in raw] == [(False, "Nói rõ một.")]
    assert Revision.objects.for_instance(guide).exists()


def test_every_stream_of_ours_is_known_to_migrations_with_all_its_blocks():
    state = as_migrations_know_it().apps
    seen = 0
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField) and isinstance(field, PlainStreamField):
                known = state.get_model(model._meta.app_label, model._meta.model_name)._meta.get_field(field.name)
                assert names(known.stream_block) == names(field.stream_block), field
                seen += 1
    assert seen >= 12


def names(block):
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        return {name: names(child) for name, child in block.child_blocks.items()}
    return [names(block.child_block)] if isinstance(block, blocks.ListBlock) else None


def changes_of(field):
    """What ``makemigrations`` would write if this were ``ProcedurePage.documents``."""
    known = as_migrations_know_it()
    tomorrow = known.clone()
    tomorrow.alter_field("procedures_pages", "procedurepage", "documents", field.clone(), preserve_default=True)
    detected = MigrationAutodetector(known, tomorrow).changes(MigrationLoader(connection).graph)
    return [type(operation).__name__ for migration in detected.get("procedures_pages", ()) for operation in migration.operations]


def documents_with(**children):
    """The field with other children in its block: a block, or None for one that goes."""
    field = ProcedurePage._meta.get_field("documents")
    struct = field.stream_block.child_blocks["document"]
    known = {**struct.child_blocks, **children}
    made = blocks.StructBlock([(name, child) for name, child in known.items() if child is not None], label="Khác", icon="cup")
    return PlainStreamField([("document", made)], verbose_name=field.verbose_name, blank=True, default=list, max_num=7)


@pytest.mark.parametrize(
    ("children", "operations"),
    [
        ({}, []),
        ({"note": blocks.TextBlock(label="Nhãn khác", help_text="Lời khác", max_length=7, default="x", required=False)}, []),
        ({"handling": blocks.ChoiceBlock(choices=[("a", "A"), ("b", "B")], default="a")}, []),
        ({"note": None}, ["AlterField"]),
        ({"moi": blocks.CharBlock()}, ["AlterField"]),
        ({"note": blocks.CharBlock()}, ["AlterField"]),
        ({"alternatives": blocks.ListBlock(blocks.TextBlock())}, ["AlterField"]),
    ],
    ids=["label of the struct", "label and help text", "choices", "gone", "new", "kind", "kind in a list"],
)
def test_only_names_and_kinds_of_blocks_are_a_matter_of_migrations(children, operations):
    assert changes_of(documents_with(**children)) == operations


def test_an_outline_is_of_wagtails_own_classes():
    made = outline(ProcedurePage._meta.get_field("documents").stream_block)
    assert type(made) is blocks.StreamBlock
    assert {type(child).__module__.split(".")[0] for child in made.child_blocks["document"].child_blocks.values()} == {"wagtail"}
    assert type(outline(ParagraphBlock())) is blocks.TextBlock


def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
