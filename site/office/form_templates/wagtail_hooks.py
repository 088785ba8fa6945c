"""On the desk: forms, among what many pages share."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from vietnamese.dates import short

from .kept import forms
from .models import FormTemplate


def _since(row: FormTemplate) -> str:
    """The day of the version that readers get today, and of the next one."""
    form, day = forms().get(row.pk), timezone.localdate()
    versions = (form.in_force(day), form.ahead(day)) if form else ()
    return "; ".join(short(version.since) for version in versions if version)


class FormTemplateViewSet(SnippetViewSet):
    model = FormTemplate
    icon = "doc-empty"
    list_display = (
        "name",
        Column("number", label=_("Số của mẫu"), sort_key="number"),
        Column("since", label=_("Dùng từ"), accessor=_since),
        UpdatedAtColumn(),
    )


register_snippet(FormTemplateViewSet)
