"""Taking a page down on the desk: with a reason and, where there is one, the page instead; what was ever published is not deleted.

An address that once answered stands on people's paper: it goes on to answer (``withdrawn``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.signals import page_published

from office import site_data
from office.clean_fields import CleanCharField

from .models import ProcedurePage, Withdrawal
from .queries import published
from .translation.composing import is_source

LEAST_REASON = 10


class WithdrawalForm(forms.Form):
    """What readers of the address will be told."""

    reason = CleanCharField(
        label=gettext_lazy("Vì sao gỡ trang này"),
        help_text=gettext_lazy("Người dân mở địa chỉ cũ sẽ đọc câu này. Ví dụ: Thủ tục bãi bỏ từ 01/07/2026 theo Quyết định 1234/QĐ-BTP."),
        min_length=LEAST_REASON,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do: giấy đã in còn dẫn người dân tới địa chỉ này.")},
    )
    successor = forms.ModelChoiceField(
        ProcedurePage.objects.none(),
        label=gettext_lazy("Nay làm theo trang nào"),
        required=False,
        empty_label=gettext_lazy("Không có trang thay thế"),
    )

    def __init__(self, page: ProcedurePage, data: Any = None) -> None:
        super().__init__(data)
        others = published(ProcedurePage.objects.in_source_language()).exclude(translation_key=page.translation_key)
        self.fields["successor"].queryset = others.order_by("title")  # type: ignore[attr-defined]


@hooks.register("before_unpublish_page")
def ask_why(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail has asked whether; this asks why. The answer is kept before anything goes down. None: go on."""
    page = page.specific
    if not isinstance(page, ProcedurePage) or not is_source(page):
        return None
    asked = "reason" in request.POST
    form = WithdrawalForm(page, request.POST if asked else None)
    if not (asked and form.is_valid()):
        context = {"form": form, "page": page, "page_title": _("Gỡ xuống"), "header_title": _("Gỡ xuống"), "header_icon": "download"}
        return render(request, "procedures_pages/desk/withdraw.html", context)
    told = {"reason": form.cleaned_data["reason"], "successor": form.cleaned_data["successor"], "withdrawn_by": request.user}
    Withdrawal.objects.update_or_create(page_key=page.translation_key, defaults=told)
    return None


def _ever_published(pages: Iterable[Page]) -> list[Page]:
    """Those that readers have ever seen, or under which such a page stands."""
    return [page for page in pages if page.get_descendants(inclusive=True).exclude(first_published_at=None).exists()]


def _kept(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    if request.user.is_superuser or not (kept := _ever_published(pages)):
        return None
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in kept[:3])
    messages.error(request, _("Không xóa %(titles)s: người dân đã có địa chỉ của trang. Hãy gỡ xuống, ghi lý do.") % {"titles": titles})
    parent = kept[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_home")


@hooks.register("before_delete_page")
def nothing_published_is_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """By an editor; whoever manages the site may, for what should never have been there."""
    return _kept(request, [page])


def _hidden(request: HttpRequest, pages: Iterable[Page], destination: Page) -> HttpResponse | None:
    """A page that readers know goes under none that is hidden from them: it would be gone without a reason."""
    if not destination.get_view_restrictions().exists():
        return None
    known = [page for page in _ever_published(pages) if not page.get_view_restrictions().exists()]
    if not known:
        return None
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in known[:3])
    told = _("Không dời %(titles)s vào trang riêng tư: người dân đã có địa chỉ. Muốn thôi cho xem thì gỡ xuống, ghi lý do.")
    messages.error(request, told % {"titles": titles})
    return redirect("wagtailadmin_explore", known[0].get_parent().pk)


@hooks.register("before_move_page")
def not_behind_a_door(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _hidden(request, [page], destination)


@hooks.register("before_bulk_action")
def not_in_bulk(request: HttpRequest, kind: str, pages: list[Any], action: Any) -> HttpResponse | None:
    """Nothing published is deleted or hidden in bulk, and no procedure is taken down without a reason of its own."""
    if not all(isinstance(page, Page) for page in pages):
        return None
    if kind == "delete":
        return _kept(request, pages)
    if kind == "move":
        return _hidden(request, pages, action.cleaned_form.cleaned_data["chooser"])
    named = [page for page in pages if isinstance(page.specific, ProcedurePage) and page.live]
    if kind == "unpublish" and named:
        messages.error(request, _("Gỡ từng trang thủ tục một: mỗi trang cần lý do của nó, cho người dân đang giữ địa chỉ."))
        return redirect("wagtailadmin_explore", named[0].get_parent().pk)
    return None


def _published_anew(sender: Any, instance: Page, **_more: Any) -> None:
    if isinstance(instance, ProcedurePage) and is_source(instance):
        Withdrawal.objects.filter(page_key=instance.translation_key).delete()


def _names_changed(**_more: Any) -> None:
    site_data.changed()


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_names_changed, sender=Withdrawal, dispatch_uid="withdrawn_names")
    page_published.connect(_published_anew, dispatch_uid="withdrawal_ends")
