"""A child of a block gets another name, or a block becomes a struct: data migrations that take pages, drafts, revisions and what
translators wrote along.

Wagtail's own operation (``MigrateStreamData``) knows pages and revisions. A text of a translation is found by its path, in which the name
stands: without the rest, readers of English would see Vietnamese from then on, and translators would have to write it again.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

# wagtail-localize finds a path by this digest (TranslationContext._get_path_id).
PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")


class RenameChild(MigrateStreamData):
    """Renames ``old`` to ``new`` in the struct at ``block_path`` ("document", "question.answers.item") of a page's stream.

    It stands before the ``AlterField`` that knows the new name, in a migration that depends on one of ``wagtail_localize`` and on
    ``procedures_pages.0003_translated_words``. Name the model that pages really are: ``guidepage`` and ``lifeeventpage``, not their base,
    under which no revision is kept. References of choosers are found by ``rebuild_references_index`` afterwards. It runs one way.
    """

    def __init__(self, app_name: str, model_name: str, field_name: str, block_path: str, old: str, new: str, **kwargs: Any) -> None:
        self._moves(Renaming(field_name, block_path, old, new), [app_name, model_name, field_name, block_path, old, new], **kwargs)

    def _moves(self, renaming: Renaming | Wrapping, arguments: list[str], **kwargs: Any) -> None:
        self.arguments = arguments
        self._does(renaming)
        MigrateStreamData.__init__(self, *arguments[:3], self.operations_and_block_paths, **kwargs)

    def _does(self, renaming: Renaming | Wrapping) -> None:
        self.renaming, self.operations_and_block_paths = renaming, [(renaming, "")]

    def deconstruct(self) -> Any:
        return type(self).__qualname__, self.arguments, {}

    def migrate_stream_data_forward(self, apps: Any, schema_editor: Any) -> None:
        self.renaming.structs.clear()
        super().migrate_stream_data_forward(apps, schema_editor)
        model = apps.get_model(self.app_name, self.model_name)
        self._rename_in_sources(apps, model)
        self._rename_in_contexts(apps)
        self._rename_in_notes(apps, model)

    def _rename_in_sources(self, apps: Any, model: Any) -> None:
        """In the copies of pages that wagtail-localize translates from."""
        kind = apps.get_model("contenttypes", "ContentType").objects.get_for_model(model)
        for source in apps.get_model("wagtail_localize", "TranslationSource").objects.filter(specific_content_type_id=kind.pk).iterator():
            content = json.loads(source.content_json)
            content[self.field_name] = json.dumps(self.renaming.apply(json.loads(content.get(self.field_name) or "[]")))
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])

    def _rename_in_contexts(self, apps: Any) -> None:
        """In the paths that translators' strings have."""
        contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
        for context in contexts.filter(path__startswith=f"{self.field_name}.").iterator():
            path = self.renaming.new_path(context.path)
            if path != context.path:
                kind = self.renaming.new_kind(context.field_path)
                contexts.filter(pk=context.pk).update(path=path, path_id=uuid.uuid5(PATHS, path), field_path=kind)

    def _rename_in_notes(self, apps: Any, model: Any) -> None:
        """In what translations were made from."""
        for note in apps.get_model("procedures_pages", "TranslatedWords").objects.filter(page_id__in=model.objects.values("pk")).iterator():
            note.made_from = {self.renaming.new_path(path): digest for path, digest in note.made_from.items()}
            note.save(update_fields=["made_from"])


class WrapInStruct(RenameChild):
    """The blocks ``block`` of a stream, texts until now, become structs in which the text is the child ``child``; else as RenameChild.

    Backwards they become texts again; what else the structs say is lost.
    """

    def __init__(self, app_name: str, model_name: str, field_name: str, block: str, child: str, **kwargs: Any) -> None:
        self._moves(Wrapping(field_name, block, child), [app_name, model_name, field_name, block, child], **kwargs)
        self.reverse_code = self.migrate_stream_data_backward

    def migrate_stream_data_backward(self, apps: Any, schema_editor: Any) -> None:
        forward = self.renaming
        self._does(Unwrapping(*self.arguments[2:]))
        try:
            self.migrate_stream_data_forward(apps, schema_editor)
        finally:
            self._does(forward)


class Wrapping(BaseBlockOperation):
    """The wrapping in one stream after another; ``structs`` are the content paths of all texts it came by."""

    def __init__(self, field_name: str, block: str, child: str) -> None:
        super().__init__()
        self.field_name, self.block, self.child = field_name, block, child
        self.structs: set[str] = set()

    @property
    def operation_name_fragment(self) -> str:
        return f"wrap_{self.block}_as_{self.child}"

    def apply(self, block_value: Any) -> list[Any]:
        """A stream as it is stored in; the same with structs out. What is a struct already stays, so that it may run again."""
        stream = [item for item in block_value if isinstance(item, dict) and "type" in item] if isinstance(block_value, list) else []
        return [self._wrapped(item) if item["type"] == self.block else item for item in stream]

    def _wrapped(self, item: dict[str, Any]) -> dict[str, Any]:
        self.structs.add(f"{self.field_name}.{item.get('id')}")
        value = item.get("value")
        return item if isinstance(value, dict) else {**item, "value": {self.child: value if isinstance(value, str) else ""}}

    def new_path(self, path: str) -> str:
        return f"{path}.{self.child}" if path in self.structs else path

    def new_kind(self, kind: str) -> str:
        return f"{kind}.{self.child}" if kind == f"{self.field_name}.{self.block}" else kind


class Unwrapping(Wrapping):
    """The way back."""

    def _wrapped(self, item: dict[str, Any]) -> dict[str, Any]:
        self.structs.add(f"{self.field_name}.{item.get('id')}")
        value = item.get("value")
        return {**item, "value": value.get(self.child) or ""} if isinstance(value, dict) else item

    def new_path(self, path: str) -> str:
        text = path.removesuffix(f".{self.child}")
        return text if text in self.structs else path

    def new_kind(self, kind: str) -> str:
        text = f"{self.field_name}.{self.block}"
        return text if kind == f"{text}.{self.child}" else kind


class Renaming(BaseBlockOperation):
    """The renaming in one stream after another; ``structs`` are the content paths, with ids, of all structs it came by."""

    def __init__(self, field_name: str, block_path: str, old: str, new: str) -> None:
        super().__init__()
        self.field_name, self.block_path, self.old, self.new = field_name, block_path, old, new
        self.structs: set[str] = set()

    @property
    def operation_name_fragment(self) -> str:
        return f"rename_{self.old}_to_{self.new}"

    def apply(self, block_value: Any) -> list[Any]:
        """A stream as it is stored in; the same with the new name out. What is no block at all is left out: Wagtail stumbles over it."""
        stream = [item for item in block_value if isinstance(item, dict) and "type" in item] if isinstance(block_value, list) else []
        return list(self._walked(stream, self.block_path.split("."), self.field_name))

    def new_path(self, path: str) -> str:
        """A content path with the new name, where the old one names a child of one of the structs."""
        parts = path.split(".")
        for place, part in enumerate(parts):
            if part == self.old and ".".join(parts[:place]) in self.structs:
                return ".".join([*parts[:place], self.new, *parts[place + 1 :]])
        return path

    def new_kind(self, kind: str) -> str:
        """The same for a path of names of blocks."""
        old = f"{self.field_name}.{self.block_path}.{self.old}"
        return f"{old.removesuffix(self.old)}{self.new}{kind[len(old) :]}" if f"{kind}.".startswith(f"{old}.") else kind

    def _walked(self, value: Any, names: list[str], path: str) -> Any:
        if not names:
            if isinstance(value, dict):
                self.structs.add(path)
                return {self.new if name == self.old else name: child for name, child in value.items()}
            return value
        name, *rest = names
        if isinstance(value, dict):
            return {key: self._walked(child, rest, f"{path}.{key}") if key == name else child for key, child in value.items()}
        return [self._item(item, name, rest, path) for item in value] if isinstance(value, list) else value

    def _item(self, item: Any, name: str, rest: list[str], path: str) -> Any:
        if isinstance(item, dict) and item.get("type") == name and "value" in item:
            return {**item, "value": self._walked(item["value"], rest, f"{path}.{item.get('id')}")}
        # An item of a list from before items had ids.
        return self._walked(item, rest, path) if name == "item" and isinstance(item, dict) and "type" not in item else item
