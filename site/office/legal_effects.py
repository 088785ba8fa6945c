"""Which legal texts act on which, as the desk keeps them: how one stands today in words, and what its form refuses."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from vietnamese.dates import short

from .legal_standing import Edge, Standing, standing, way_back


def edges_on(resource: Any) -> list[Edge]:
    """What published texts do to this one, the first day first. One query."""
    rows = apps.get_model("office", "LegalEffect").objects.filter(target=resource.pk, acting__live=True)
    told = rows.order_by("effective_from", "pk").values_list("kind", "acting__number", "effective_from", "articles")
    return [Edge(*row) for row in told]  # type: ignore[arg-type]


def standing_of(resource: Any, day: date | None = None) -> Standing:
    """How a legal text stands on ``day``, without it today. One query."""
    return standing(resource.status, resource.ends_on, edges_on(resource), day or timezone.localdate())


def standing_words(told: Standing) -> str:
    """ "Còn hiệu lực; sẽ hết hiệu lực từ 01/01/2027 (309/2026/NĐ-CP)"."""
    if told.state == "unknown":
        words = _("Chưa kiểm tra hiệu lực")
    elif told.state == "in_force":
        words = _("Còn hiệu lực")
    elif told.since is None:
        words = _("Hết hiệu lực") if told.state == "expired" else _("Hết hiệu lực một phần")
    elif told.state == "expired":
        words = _("Hết hiệu lực từ %(day)s") % {"day": short(told.since)}
    else:
        words = _("Hết hiệu lực một phần từ %(day)s") % {"day": short(told.since)}
    words += f" ({told.by})" if told.by else ""
    if told.ahead is None:
        return words
    day = {"day": short(told.ahead)}
    coming = _("sẽ hết hiệu lực từ %(day)s") % day if told.ahead_state == "expired" else _("sẽ hết hiệu lực một phần từ %(day)s") % day
    return f"{words}; {coming}" + (f" ({told.ahead_by})" if told.ahead_by else "")


class StandingPanel(Panel):
    """Over the form of a legal text: how it stands today, and what acts on it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/desk/legal_standing.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            rows = apps.get_model("office", "LegalEffect").objects.filter(target=self.instance.pk, acting__live=True)
            found = rows.select_related("acting").order_by("effective_from", "pk")
            return context | {"words": standing_words(standing_of(self.instance)), "effects": found}


class LegalResourceForm(WagtailAdminModelForm):
    """Refuses a text that acts on itself, directly or by way of others, and the same said twice."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said: set[tuple[Any, ...]] = set()
        formset = getattr(self, "formsets", {}).get("effects")
        for form in formset.forms if formset is not None else ():
            if not form.is_valid() or not form.cleaned_data or form.cleaned_data.get("DELETE"):
                continue
            target = form.cleaned_data["target"]
            one = (target.pk, form.cleaned_data["kind"], form.cleaned_data["effective_from"])
            if one in said:
                form.add_error("target", _("Tác động này đã ghi ở trên: cùng văn bản, cùng việc, cùng ngày."))
            said.add(one)
            if self.instance.pk and (words := circle(self.instance, target)):
                form.add_error("target", words)
        return cleaned


def circle(acting: Any, target: Any) -> str:
    """Why the one cannot act on the other, in words; "" where it can."""
    if acting.pk == target.pk:
        return _("Một văn bản không sửa, bãi bỏ, thay thế hay hướng dẫn chính nó.")
    acts_on: dict[int, list[int]] = defaultdict(list)
    for start, end in apps.get_model("office", "LegalEffect").objects.exclude(acting=acting.pk).values_list("acting", "target"):
        acts_on[start].append(end)
    way = way_back(acts_on, acting.pk, target.pk)
    if way is None:
        return ""
    numbers = dict(type(acting).objects.filter(pk__in=way).values_list("pk", "number"))
    told = " → ".join(numbers[pk] for pk in way)
    return _("Không được: thành vòng tròn, vì đã ghi %(way)s.") % {"way": told}


def refuse_circles(acting: Any) -> None:
    """Raises ValidationError. For whoever writes edges past the form."""
    for effect in acting.effects.all():
        if words := circle(acting, effect.target):
            raise ValidationError(words)
