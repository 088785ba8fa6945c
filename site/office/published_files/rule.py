"""The rule, and every road on which a file is given, changed, moved or deleted.

A page, its versions, who approves them and what is printed name a document by its number alone. So what is in the file stays what it is
from the moment that a page, or a draft of one, leads to it: another file is another document, chosen on the page, which goes the page's way
through two people. What no published page has led to yet is a draft: its address answers to the desk alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete, pre_save
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Collection, Page, ReferenceIndex
from wagtail.signals import published

from .. import site_data
from ..desk.effects import pages_showing
from ..desk.usage import uses_of
from ..two_people.rule import HeldUp
from .models import PublishedFile

GIVEN = "office.file_published"
NAMED = 5


class FileKept(HeldUp):
    """The document stays as it is; the desk says so, and leads back to it."""


def replaced_words() -> str:
    return _("Tệp của “%(title)s” đã có ở trang hoặc bản nháp nên không thay được: tải tệp mới lên thành một biểu mẫu khác.")


def moved_words() -> str:
    return _("“%(title)s” đã có ở trang hoặc bản nháp: không chuyển giữa thư mục riêng tư và thư mục mà người đọc xem được.")


def is_published(document: Any) -> bool:
    """Whether readers were ever given it. One query, two for what was not."""
    if PublishedFile.objects.filter(document=document.pk).exists():
        return True
    referring = ReferenceIndex.get_references_to(document).filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = referring.annotate(page=Cast("object_id", IntegerField())).order_by().values("page")
    return bool(Page.objects.live().filter(pk__in=pages).exists())


def is_fixed(document: Any) -> bool:
    """Whether its file is what somebody has looked at, or is about to."""
    return is_published(document) or bool(uses_of(document))


def is_hidden(collection_id: int | None) -> bool:
    return collection_id in site_data.private_collections()


def told_before(document: Any) -> SafeString:
    """In the place of the box for another file: why there is none, which pages lead to this one, and the way there is."""
    pages = [page.title for page in pages_showing(document)]
    told = _("%(n)d trang đang đăng dẫn tới tệp này: %(titles)s.") if pages else ""
    named = ", ".join(pages[:NAMED]) + ("…" if len(pages) > NAMED else "")
    return format_html(
        '{} {} <a href="{}">{}</a> {}',
        told % {"n": len(pages), "titles": named} if told else "",
        _("Không thay tệp tại đây: người đọc sẽ nhận ngay một tệp mà chưa ai duyệt."),
        reverse("wagtaildocs:add_multiple"),
        _("Tải tệp mới lên"),
        _("thành một biểu mẫu khác, rồi chọn nó ở từng trang: trang được người khác duyệt thì tệp mới đến người đọc."),
    )


# --- What publishing notes ---


def _given(instance: Any, **_more: Any) -> None:
    """A page, or a shared record, has gone live: readers are given the documents that it leads to."""
    thing = getattr(instance, "specific", instance)
    found = set(_led_to(thing))
    if not found:
        return
    for document in get_document_model().objects.filter(pk__in=found).exclude(pk__in=PublishedFile.objects.values("document")):
        row, new = PublishedFile.objects.get_or_create(document=document, defaults={"file_hash": _hash(document)})
        if new:
            log(instance=document, action=GIVEN, data={"with": str(thing), "sha1": row.file_hash})


def _led_to(thing: Any) -> Iterator[str]:
    """The keys of the documents in its fields, as the index of references finds them; rows of other tables that have none are not read."""
    model = get_document_model()
    for field in thing._meta.get_fields():
        if field.many_to_one and field.related_model is model:
            if (key := field.value_from_object(thing)) is not None:
                yield str(key)
        elif hasattr(field, "extract_references"):
            yield from (key for to, key, *_paths in field.extract_references(field.value_from_object(thing)) if to is model)
    for relation in get_all_child_relations(type(thing)):
        if any(hasattr(field, "extract_references") or field.related_model is model for field in relation.related_model._meta.get_fields()):
            for child in getattr(thing, relation.get_accessor_name()).all():
                yield from _led_to(child)


def _hash(document: Any) -> str:
    try:
        return str(document.get_file_hash())
    except OSError:  # the file itself is gone
        return ""


@hooks.register("register_log_actions")
def file_log(actions: Any) -> None:
    actions.register_action(GIVEN, gettext_lazy("Tệp đến người đọc"), gettext_lazy("Tệp đến người đọc cùng trang được đăng"))


# --- Every road to another file, another shelf, or none ---


def _keep(instance: Any, raw: bool = False, **_more: Any) -> None:
    """Whatever saves it: form, command or script. Raises FileKept."""
    if raw or not instance.pk:
        return
    stored = type(instance).objects.filter(pk=instance.pk).values("file", "collection").first()
    if stored is None:
        return
    is_replaced = not instance.file._committed or instance.file.name != stored["file"]
    is_moved = is_hidden(instance.collection_id) != is_hidden(stored["collection"])
    if (is_replaced or is_moved) and is_fixed(instance):
        raise FileKept(instance, replaced_words() if is_replaced else moved_words())


def _never_gone(instance: Any, **_more: Any) -> None:
    """By an editor, by whatever screen; whoever manages the site may, for what should never have been there, once no page leads to it."""
    user = get_active_log_context().user
    if user is not None and not user.is_superuser and is_published(instance):
        words = _("Không xóa “%(title)s”: người đọc đã có địa chỉ của tệp này. Trang nào không cần nữa thì bỏ nó khỏi trang.")
        raise FileKept(instance, words)


@hooks.register("before_bulk_action")
def not_moved_in_bulk(request: HttpRequest, kind: str, things: list[Any], action: Any) -> HttpResponse | None:
    """Which saves none of them."""
    if kind != "add_to_collection" or not all(isinstance(thing, get_document_model()) for thing in things):
        return None
    chosen: Collection = action.cleaned_form.cleaned_data["collection"]
    for thing in things:
        if is_hidden(thing.collection_id) != is_hidden(chosen.pk) and is_fixed(thing):
            raise FileKept(thing, moved_words())
    return None


def connect() -> None:
    """Called once, when the app is ready."""
    model = get_document_model()
    published.connect(_given, dispatch_uid="published-files")
    pre_save.connect(_keep, sender=model, dispatch_uid="published-files")
    pre_delete.connect(_never_gone, sender=model, dispatch_uid="published-files")
