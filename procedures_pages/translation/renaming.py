"""A child of a block gets another name: a data migration that takes pages, drafts, revisions and what translators wrote along.

Wagtail's own operation (``MigrateStreamData``) knows pages and revisions. A text of a translation is found by its path, in which the name
stands: without the rest, readers of English would see Vietnamese from then on, and translators would have to write it again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation
from wagtail.blocks.migrations.utils import apply_changes_to_raw_data

# wagtail-localize finds a path by this digest (TranslationContext._get_path_id).
PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")


class RenameChild(MigrateStreamData):
    """Renames ``old`` to ``new`` in the struct at ``block_path`` ("document", "question.answers.item") of a page's stream.

    It stands before the ``AlterField`` that knows the new name, in a migration that depends on one of ``wagtail_localize`` and on
    ``procedures_pages.0003_translated_words``. Name the model that pages really are: ``guidepage`` and ``lifeeventpage``, not their base,
    under which no revision is kept. References of choosers are found by ``rebuild_references_index`` afterwards. It runs one way.
    """

    def __init__(self, app_name: str, model_name: str, field_name: str, block_path: str, old: str, new: str, **kwargs: Any) -> None:
        self.block_path, self.old, self.new = block_path, old, new
        operations = [(RenameStructChildrenOperation(old, new), block_path)]
        super().__init__(app_name, model_name, field_name, operations, **kwargs)

    def deconstruct(self) -> Any:
        return type(self).__qualname__, [self.app_name, self.model_name, self.field_name, self.block_path, self.old, self.new], {}

    def migrate_stream_data_forward(self, apps: Any, schema_editor: Any) -> None:
        super().migrate_stream_data_forward(apps, schema_editor)
        model = apps.get_model(self.app_name, self.model_name)
        stream = getattr(model, self.field_name)
        structs = {
            path for page in model.objects.iterator() for path in self._structs(stream, list(getattr(page, self.field_name).raw_data))
        }
        kind = apps.get_model("contenttypes", "ContentType").objects.get_for_model(model)
        for source in apps.get_model("wagtail_localize", "TranslationSource").objects.filter(specific_content_type_id=kind.pk).iterator():
            content = json.loads(source.content_json)
            raw = json.loads(content.get(self.field_name) or "[]")
            structs.update(self._structs(stream, raw))
            content[self.field_name] = json.dumps(
                apply_changes_to_raw_data(raw, self.block_path, self.operations_and_block_paths[0][0], stream)
            )
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
        self._rename_in_contexts(apps, structs)
        self._rename_in_notes(apps, model, structs)

    def _structs(self, stream: Any, raw: list[Any]) -> Iterator[str]:
        return _paths(stream.field.stream_block, raw, self.block_path.split("."), self.field_name)

    def _rename_in_contexts(self, apps: Any, structs: set[str]) -> None:
        contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
        old_kind = ".".join([self.field_name, self.block_path, self.old])
        for context in contexts.filter(path__startswith=f"{self.field_name}.").iterator():
            path = _renamed(context.path, structs, self.old, self.new)
            if path != context.path:
                kind = context.field_path
                if kind == old_kind or kind.startswith(f"{old_kind}."):
                    kind = ".".join([self.field_name, self.block_path, self.new]) + kind[len(old_kind) :]
                contexts.filter(pk=context.pk).update(path=path, path_id=uuid.uuid5(PATHS, path), field_path=kind)

    def _rename_in_notes(self, apps: Any, model: Any, structs: set[str]) -> None:
        for note in apps.get_model("procedures_pages", "TranslatedWords").objects.filter(page_id__in=model.objects.values("pk")).iterator():
            note.made_from = {_renamed(path, structs, self.old, self.new): digest for path, digest in note.made_from.items()}
            note.save(update_fields=["made_from"])


def _paths(block: Any, value: Any, block_path: list[str], path: str) -> Iterator[str]:
    """The content paths, with ids, of the blocks at ``block_path`` in the raw ``value`` of ``block``."""
    if not block_path:
        yield path
        return
    name, *rest = block_path
    if isinstance(block, blocks.StructBlock):
        if isinstance(value, dict) and name in value:
            yield from _paths(block.child_blocks[name], value[name], rest, f"{path}.{name}")
        return
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and item.get("type") == name and "id" in item:
            child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name]
            yield from _paths(child, item["value"], rest, f"{path}.{item['id']}")


def _renamed(path: str, structs: set[str], old: str, new: str) -> str:
    """The path with ``old`` replaced where it names a child of one of the structs."""
    parts = path.split(".")
    for place, part in enumerate(parts):
        if part == old and ".".join(parts[:place]) in structs:
            return ".".join([*parts[:place], new, *parts[place + 1 :]])
    return path
