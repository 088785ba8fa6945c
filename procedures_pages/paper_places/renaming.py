"""A paper that is named otherwise is the same by its id on the page: the address that it had leads to the new one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import pre_save
from wagtail.contrib.redirects.models import Redirect

from ..facts.same_paper import name_key
from ..models import ProcedurePage
from ..queries import row_of_readers
from ..translation.composing import is_source
from .keeping import named_papers
from .showing import paper_path


def keep_addresses(instance: ProcedurePage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Before a page is saved. A redirect acts only where nothing else answers: not while another page asks for a paper of the old name."""
    if update_fields is not None and "documents" not in update_fields:
        return
    if raw or not instance.pk or not instance.live or not is_source(instance):
        return
    before = row_of_readers(instance)
    if before is None:
        return
    names = {paper.document: name_key(paper.name) for paper in named_papers("", before.documents)}
    for value in (child.value for child in instance.documents):
        old, new = names.get(value.get("slug") or ""), name_key(value.get("name") or "")
        if old and new and old != new:
            _lead(old, new)


def _lead(old: str, new: str) -> None:
    for lang, _name in settings.LANGUAGES:
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(paper_path(old, lang)),
            site=None,
            defaults={"redirect_link": paper_path(new, lang), "is_permanent": False, "automatically_created": True},
        )


def connect() -> None:
    pre_save.connect(keep_addresses, sender=ProcedurePage, dispatch_uid="paper-addresses")
