"""On the desk: rates, among what many pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from vietnamese.money import dong

from .models import Rate


def sum_words(rate: Rate) -> str:
    return dong(rate.amount, rate.per or None) if rate.amount else str(rate.get_basis_display())


class RateViewSet(SnippetViewSet):
    model = Rate
    icon = "tag"
    list_display = (
        "name",
        Column("amount", label=_("Mức thu"), accessor=sum_words, sort_key="amount"),
        "law",
        "until",
        UpdatedAtColumn(),
    )


register_snippet(RateViewSet)
