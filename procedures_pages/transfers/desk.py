"""From a transfer of powers: "Áp dụng cho nhiều trang". Pages are chosen, previewed, sent; another approves; one button undoes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.clean_fields import CleanCharField
from office.desk.access import ReviewersOnly
from office.desk.effects import ROADS, Road
from office.desk.row_numbers import row_numbers
from office.models import AuthorityTransfer, CompetentAuthority, ThematicArea
from office.two_people.desk import can_be_sent, is_sent, send
from office.two_people.rule import may_publish

from ..facts.from_pages import transfer_facts
from ..facts.phrases import transfer_words
from ..models import ProcedurePage, TransferBatch, TransferredPage
from .batches import APPLIED, DROPPED, SENT, drop, may_be_undone, send_batch, send_undoing, still_set
from .choosing import candidates, live_pages
from .previews import previews
from .setting import SET

LABEL = gettext_lazy("Áp dụng cho nhiều trang")


class ReturnForm(forms.Form):
    comment = CleanCharField(
        label=gettext_lazy("Vì sao trả lại"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do: người gửi cần biết phải sửa gì.")},
    )


def _crumbs(transfer: AuthorityTransfer, *last: tuple[str, Any]) -> list[dict[str, Any]]:
    edit = reverse("wagtailsnippets_office_authoritytransfer:edit", args=[transfer.pk])
    return [{"url": url, "label": label} for url, label in ((edit, str(transfer)), *last)]


def _applying(transfer: AuthorityTransfer) -> list[str]:
    """What readers are told: today, and from the day on where that is still ahead."""
    told, today = transfer_facts(transfer), timezone.localdate()
    return list(dict.fromkeys((transfer_words(told, today), transfer_words(told))))


class PagesView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET: which pages have the transfer, and which can get it. POST: what readers of those chosen would see, or the sending of them."""

    header_icon = "list-ul"
    page_title = LABEL
    template_name = "procedures_pages/transfers/pages.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.transfer = get_object_or_404(AuthorityTransfer, pk=kwargs["pk"])
        self.chosen: list[ProcedurePage] = []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        if not self.chosen:
            return _crumbs(self.transfer, ("", LABEL))
        return _crumbs(self.transfer, (reverse("transfer_pages", args=[self.transfer.pk]), LABEL), ("", _("Xem trước khi gửi")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {"transfer": self.transfer, "sentences": _applying(self.transfer)}
        if self.chosen:
            ticked = urlencode({"trang": [page.pk for page in self.chosen]}, doseq=True)
            again = f"{reverse('transfer_pages', args=[self.transfer.pk])}?{ticked}"
            alike = previews([(page.pk, self.transfer) for page in self.chosen])
            return context | {"chosen": self.chosen, "alike": alike, "again": again}
        authority, area = (self.request.GET.get(name, "") for name in ("co-quan", "linh-vuc"))
        found = candidates(self.transfer, authority, area)
        pages = live_pages()
        batches = TransferBatch.objects.filter(transfer=self.transfer).select_related("sent_by", "approved_by")
        done = Count("pages", filter=Q(pages__left=""))
        return context | {
            "candidates": found,
            "free": sum(one.is_free for one in found),
            "have": sum(one.has_it for one in found),
            "authorities": CompetentAuthority.objects.filter(
                Q(pk__in=pages.values("authority")) | Q(pk__in=pages.values("transfer__to_authority"))
            ),
            "areas": ThematicArea.objects.filter(pk__in=pages.values("area")),
            "authority": authority,
            "area": area,
            "ticked": row_numbers(self.request.GET.getlist("trang")),
            "batches": batches.annotate(all=Count("pages"), done=done),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        again = redirect("transfer_pages", self.transfer.pk)
        if not self.transfer.live:
            messages.error(request, _("Việc chuyển thẩm quyền này chưa được đăng: hãy để người khác duyệt mục ấy trước."))
            return again
        keys = set(row_numbers(request.POST.getlist("trang")))
        found = candidates(self.transfer, chosen=[*keys])
        free = [one.page for one in found if one.is_free and one.page.permissions_for_user(request.user).can_edit()]
        if not free:
            messages.error(request, _("Chưa chọn trang nào, hoặc các trang đã chọn không còn nhận được việc chuyển này."))
            return again
        if len(free) < len(keys):
            n = len(keys) - len(free)
            words = ngettext("Bỏ ra %(n)d trang không còn nhận được.", "Bỏ ra %(n)d trang không còn nhận được.", n)
            messages.warning(request, words % {"n": n})
        if request.POST.get("action") != "send":
            self.chosen = free
            return self.get(request, *args, **kwargs)
        batch = send_batch(self.transfer, free, request.user)
        messages.success(request, _told_sent(batch))
        return redirect("transfer_batch", batch.pk)


def _told_sent(batch: TransferBatch) -> str:
    if is_sent(batch):
        return _("Đã gửi duyệt “%(title)s”.") % {"title": batch}
    return _("Đã gửi “%(title)s”: hãy nhờ một người khác mở ra duyệt.") % {"title": batch}


class BatchView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One batch: what it changes for readers, or what it changed; and what this user may do about it."""

    header_icon = "list-ul"
    template_name = "procedures_pages/transfers/batch.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = TransferBatch.objects.select_related("transfer", "undoes", "sent_by", "approved_by", "latest_revision")
        self.batch = get_object_or_404(rows, pk=kwargs["pk"])
        self.form = ReturnForm(request.POST if request.POST.get("action") == "return" else None)

    def get_page_title(self) -> str:
        return _("Hoàn tác chuyển thẩm quyền") if self.batch.undoes_id else _("Chuyển thẩm quyền ở nhiều trang")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        pages = reverse("transfer_pages", args=[self.batch.transfer_id])
        return _crumbs(self.batch.transfer, (pages, LABEL), ("", self.get_page_title()))

    @property
    def is_mine(self) -> bool:
        return bool(self.batch.sent_by_id == self.request.user.pk)

    def may_decide(self) -> bool:
        """Whether this user may approve it, or give it back: at its step, or as whoever publishes where there are no steps."""
        if not self.batch.is_open or self.is_mine:
            return False
        if is_sent(self.batch):
            state = self.batch.current_workflow_task_state
            return bool(state and state.task.specific.get_actions(self.batch, self.request.user))
        return self.batch.current_workflow_state is None and may_publish(self.request.user, self.batch)

    def may_drop(self) -> bool:
        return bool(self.batch.is_open and (self.is_mine or self.request.user.is_superuser))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        batch, user = self.batch, self.request.user
        rows = list(batch.pages.select_related("page", "before", "after"))
        left = [row for row in rows if row.left]
        context |= {"batch": batch, "title": str(batch), "rows": rows, "left": left, "done": [row for row in rows if not row.left]}
        if batch.is_open:
            fitting, strayed = self._as_they_stand(rows)
            returned = None if is_sent(batch) else batch.current_workflow_state
            return context | {
                "alike": previews([(row.page_id, row.after) for row in fitting]),
                "strayed": strayed,
                "is_sent": is_sent(batch),
                "step": batch.current_workflow_task_state.task.name if is_sent(batch) else "",
                "returned": returned.current_task_state.comment if returned and returned.current_task_state else "",
                "may_decide": self.may_decide(),
                "may_send": self.is_mine and can_be_sent(batch),
                "may_drop": self.may_drop(),
                "is_urgent": self.is_mine and may_publish(user, batch),
                "return_form": self.form,
            }
        undoable = still_set(batch) if may_be_undone(batch) else []
        return context | {"undoable": undoable, "undoings": batch.undoings.filter(dropped_at=None)}

    @staticmethod
    def _as_they_stand(rows: list[TransferredPage]) -> tuple[list[TransferredPage], list[TransferredPage]]:
        """Those whose page has still what it had when it was sent, and the others."""
        fitting = [row for row in rows if row.page.live and row.page.transfer_id == row.before_id]
        return fitting, [row for row in rows if row not in fitting]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action, here = request.POST.get("action"), redirect("transfer_batch", self.batch.pk)
        if action == "undo":
            return self._undo(request)
        if not self.batch.is_open:
            messages.warning(request, _("Đợt này đã xong hoặc đã bỏ: không còn gì để quyết định."))
        elif action == "approve" and self.may_decide():
            self._approve(request)
        elif action == "return" and self.may_decide() and is_sent(self.batch):
            if not self.form.is_valid():
                return self.get(request, *args, **kwargs)
            state = self.batch.current_workflow_task_state
            state.task.specific.on_action(state, request.user, "reject", comment=self.form.cleaned_data["comment"])
            messages.success(request, _("Đã trả lại “%(title)s”.") % {"title": self.batch})
        elif action == "send" and self.is_mine and can_be_sent(self.batch):
            send(self.batch, request.user)
            messages.success(request, _told_sent(self.batch))
        elif action == "drop" and self.may_drop():
            drop(self.batch, request.user)
            messages.success(request, _("Đã bỏ “%(title)s”: không trang nào đổi.") % {"title": self.batch})
        else:
            raise PermissionDenied
        return here

    def _approve(self, request: HttpRequest) -> None:
        if is_sent(self.batch):
            state = self.batch.current_workflow_task_state
            state.task.specific.on_action(state, request.user, "approve")
        else:
            self.batch.latest_revision.publish(user=request.user)
        self.batch.refresh_from_db()
        if not self.batch.live:
            messages.success(request, _("Đã duyệt bước này; đợt còn chờ bước sau."))
            return
        left = self.batch.pages.exclude(left="").count()
        done = self.batch.pages.count() - left
        words = ngettext("Đã đổi và đăng %(n)d trang.", "Đã đổi và đăng %(n)d trang.", done) % {"n": done}
        messages.success(request, words)
        if left:
            words = ngettext("%(n)d trang để nguyên: xem lý do bên dưới.", "%(n)d trang để nguyên: xem lý do bên dưới.", left)
            messages.warning(request, words % {"n": left})

    def _undo(self, request: HttpRequest) -> HttpResponse:
        if not may_be_undone(self.batch):
            messages.warning(request, _("Đợt này đã có người gửi hoàn tác."))
            return redirect("transfer_batch", self.batch.pk)
        if not still_set(self.batch):
            messages.warning(request, _("Không còn trang nào giữ điều đợt này đã ghi: không có gì để hoàn tác."))
            return redirect("transfer_batch", self.batch.pk)
        undoing = send_undoing(self.batch, request.user)
        messages.success(request, _told_sent(undoing))
        return redirect("transfer_batch", undoing.pk)


# --- Where it is found ---


class BatchFinder(ModelAdminURLFinder):
    edit_url_name = "transfer_batch"


register_admin_url_finder(TransferBatch, BatchFinder)


def to_many_pages(record: Any) -> Road | None:
    """From a transfer's own form."""
    if not isinstance(record, AuthorityTransfer):
        return None
    return Road(reverse("transfer_pages", args=[record.pk]), str(LABEL))


ROADS.append(to_many_pages)


@hooks.register("register_admin_urls")
def transfer_urls() -> list[Any]:
    return [
        path("chuyen-tham-quyen/<int:pk>/", PagesView.as_view(), name="transfer_pages"),
        path("dot-chuyen-tham-quyen/<int:pk>/", BatchView.as_view(), name="transfer_batch"),
    ]


def _set_words(log_entry: Any) -> str:
    data = log_entry.data or {}
    told = {"before": data.get("before") or _("không có"), "after": data.get("after") or _("không có"), "who": data.get("sent_by") or "?"}
    return _("Đổi việc chuyển thẩm quyền theo đợt do %(who)s gửi: “%(before)s” thành “%(after)s”") % told


def _applied_words(log_entry: Any) -> str:
    data = log_entry.data or {}
    return _("Duyệt đợt chuyển thẩm quyền: đổi %(done)s trang, để nguyên %(left)s trang") % {
        "done": data.get("pages", 0),
        "left": data.get("left", 0),
    }


@hooks.register("register_log_actions")
def transfer_log(actions: Any) -> None:
    actions.register_action(SET, gettext_lazy("Chuyển thẩm quyền theo đợt"), _set_words)
    actions.register_action(SENT, gettext_lazy("Gửi đợt chuyển thẩm quyền"), gettext_lazy("Gửi đợt chuyển thẩm quyền"))
    actions.register_action(APPLIED, gettext_lazy("Duyệt đợt chuyển thẩm quyền"), _applied_words)
    actions.register_action(DROPPED, gettext_lazy("Bỏ đợt chuyển thẩm quyền"), gettext_lazy("Bỏ đợt chuyển thẩm quyền"))
