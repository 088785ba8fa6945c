"""The screen of a page with a link from each fact to its form; the forms; what the draft is then given: answers, approval."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import WorkflowState

from ..models import ProcedurePage
from ..publishing.doubts import asked, open_doubts, settle
from ..publishing.forms import DOUBT
from ..publishing.requirements import missing
from ..publishing.stable_ids import questions_of
from ..remarks import notices
from ..remarks.forms import RemarkForm
from ..remarks.models import Remark
from .forms import BlockForm, fields_form, handler
from .parts import KINDS, Kind, Part, Stream, stream_child
from .people import accept, seal
from .saving import draft_of, locked, mark, row_of, save
from .screen import NEW, Screen, address_of, anchor_of, screen_of

SAVED = "da-ghi"  # in the address: the fact that was saved a moment ago
WAS, SEAL = "cn_was", "cn_seal"  # of the forms


class OnPage(WagtailAdminTemplateMixin, TemplateView):
    """The screen; and what all others share with it: a draft, and whether this editor may change it now."""

    template_name = "procedures_pages/desk/on_page.html"
    header_icon = "edit"
    opened: tuple[Kind, str] | None = None
    # Of the desk everybody reads the screen and says what is wrong with it; whoever may edit the page does all else.
    only_editors = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.read(kwargs["pk"])
        self.permissions = self.row.permissions_for_user(request.user)
        self.may_edit = self.permissions.can_edit()
        if self.only_editors and not self.may_edit:
            raise PermissionDenied
        if self.only_editors and request.method == "POST":
            for hook in hooks.get_hooks("before_edit_page"):
                if isinstance(answer := hook(request, self.page), HttpResponse):
                    return answer
        self.lock = self.row.get_lock()
        self.is_locked = not self.may_edit or (self.lock is not None and self.lock.for_user(request.user))
        if self.only_editors and request.method == "POST" and self.is_locked:
            messages.error(request, _("Trang đang khóa: chưa ghi được gì."))
            return redirect("facts_screen", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def read(self, pk: int) -> None:
        """The row of the page and its latest draft, as they are now."""
        self.row = row_of(pk)
        self.page = draft_of(self.row)

    def get_page_title(self) -> str:
        return _("Sửa trên trang") if self.may_edit else _("Đọc và góp ý")

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        shelf = self.row.get_parent()
        url = reverse("wagtailadmin_explore", args=[shelf.pk]) if self.may_edit else reverse("pages_to_read")
        return [
            {"url": url, "label": shelf.get_admin_display_title()},
            {"url": "", "label": self.page.get_admin_display_title()},
        ]

    def back(self, anchor: str = "", **query: str) -> HttpResponse:
        """To the screen, at a fact."""
        address = reverse("facts_screen", args=[self.page.pk])
        if query:
            address += "?" + "&".join(f"{name}={value}" for name, value in query.items())
        return redirect(f"{address}#{anchor}" if anchor else address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        screen = screen_of(self.row, self.page, self.opened, verb="fact_form" if self.may_edit else "fact_remark")
        state = self.row.current_workflow_state
        saved = self.request.GET.get(SAVED, "")
        return context | {
            "screen": screen,
            "page": self.page,
            "revision": self.page.latest_revision,
            "saved": saved,
            "saved_part": next((shown.part.key for shown in screen.parts if saved in shown.anchors), ""),
            "seal": seal(screen.people),
            "names": {"doubt": DOUBT, "seal": SEAL, "was": WAS},
            "is_locked": self.is_locked,
            "may_edit": self.may_edit,
            "lock_message": self.lock.get_message(self.request.user) if self.lock else "",
            "workflow": state if state and state.status == WorkflowState.STATUS_IN_PROGRESS else None,
            "may_publish": self.permissions.can_publish(),
            "history_url": reverse("wagtailadmin_pages:history", args=[self.page.pk])
            if self.may_edit and self.permissions.can_view_revisions()
            else "",
            "media": Media(),
        }

    def saved(self, changed: list[str]) -> None:
        """Saves the page in memory as a draft, and lets those know who want to."""
        save(self.page, self.request.user, changed)
        for hook in hooks.get_hooks("after_edit_page"):
            hook(self.request, self.page)


class Reading(OnPage):
    """The screen alone."""

    only_editors = False


class Remarking(OnPage):
    """The screen, and beside it the box for what an officer has to say of a fact, of a part or of the page."""

    only_editors = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fact, self.block = kwargs.get("fact", ""), kwargs.get("block", "")
        found = KINDS.get(self.fact)
        if bool(self.fact) != bool(found):
            raise Http404
        self.part = found[0] if found else None
        self.opened = (found[1], self.block) if found else None
        self.form: Any = RemarkForm(request.POST if request.method == "POST" else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        told: dict[str, Any] = {
            "written_by": request.user,
            "part": str(self.part.heading) if self.part else "",
            "about": self.about()[:400],
        }
        remark = Remark.objects.create(page=self.row, fact=self.fact, block=self.block, words=self.form.cleaned_data["words"], **told)
        notices.written(remark)
        messages.success(request, _("Đã gửi góp ý. Ai trả lời thế nào, bạn xem ở “Góp ý của tôi”."))
        return self.back(anchor_of(self.opened[0], self.block) if self.opened else "")

    def about(self) -> str:
        """The words of the fact, as the screen tells them."""
        if self.opened is None:
            return ""
        kind, block = self.opened
        facts = _facts_of(screen_of(self.row, self.page), kind)
        line = next((fact.line for fact in facts if fact.line.block == block), None) if block or not isinstance(kind, Stream) else None
        return ": ".join(filter(None, (line.label, line.words))) if line else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        anchor = anchor_of(self.opened[0], self.block) if self.opened else ""
        return context | {
            "remark_form": self.form,
            "place": self.part.heading if self.part else _("Cả trang"),
            "about": self.about(),
            "anchor": anchor,
        }


class FactForm(OnPage):
    """The screen, and beside it the form of one fact."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.part, self.kind = KINDS[kwargs["fact"]]
        except KeyError:
            raise Http404 from None
        self.block = kwargs.get("block", "")
        if isinstance(self.kind, Stream) != bool(self.block):
            raise Http404
        self.opened = (self.kind, self.block)
        self.others: dict[str, Any] | None = None

    def form(self, data: Any = None) -> Any:
        kind = self.kind
        if not isinstance(kind, Stream):
            return fields_form(self.page, kind, self.request.user, data)
        child = None if self.block == NEW else stream_child(self.page, kind, self.block)
        if child is None and self.block != NEW and data is None:
            raise Http404
        return BlockForm(self.page, kind, child, data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_locked:
            return self.back()
        self.shown = self.form()
        self.was = mark(self.page, self.kind, self.block)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            locked(self.row.pk)
            self.read(self.row.pk)
            before = mark(self.page, self.kind, self.block)
            form = self.shown = self.form(request.POST)
            if form.is_valid():
                if not isinstance(self.kind, Stream):
                    self.page = form.save(commit=False)
                block = getattr(form, "block", "")
                is_theirs = before != request.POST.get(WAS, "")
                if mark(self.page, self.kind, block) == before:
                    return self.back(anchor_of(self.kind, block))
                if not is_theirs:
                    self.saved(form.changed)
                    anchor = anchor_of(self.kind, block)
                    return self.back(anchor, **{SAVED: anchor})
                self.others = {"by": self.page.latest_revision}
        # Whatever was typed stands in the form; the screen shows the draft as it is.
        self.read(self.row.pk)
        self.was = before
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kind, form, page = self.kind, self.shown, self.page
        told = {
            "part": self.part,
            "kind": kind,
            "form": form,
            "was": self.was,
            "place": _place(self.part, kind, page, self.block),
            "action": address_of(page, kind, self.block),
            "anchor": anchor_of(kind, "" if self.block == NEW else self.block),
            "gone": address_of(page, kind, self.block, verb="fact_gone") if isinstance(kind, Stream) and self.block != NEW else "",
            "others": self.others,
            "questions": questions_of(page),
        }
        if isinstance(kind, Stream):
            told["media"] = form.media
        else:
            panel = handler(kind).get_bound_panel(instance=form.instance, request=self.request, form=form)
            told |= {"panel": panel, "media": panel.media + form.media}
        if self.others:
            told["now"] = next((fact for fact in _facts_of(context["screen"], kind) if fact.line.block == self.block), None)
        return context | told


def _facts_of(screen: Screen, kind: Kind) -> list[Any]:
    return [fact for shown in screen.parts for one in shown.kinds if one.kind == kind for fact in one.facts]


def _place(part: Part, kind: Kind, page: ProcedurePage, block: str) -> str:
    """ "Phí, lệ phí: 1 trong 2"."""
    if not isinstance(kind, Stream):
        return str(part.heading)
    ids = [child.id for child in getattr(page, kind.field)]
    if block not in ids:
        return f"{part.heading}: {str(kind.add).lower()}"
    return _("%(part)s: %(n)s trong %(of)s") % {"part": part.heading, "n": ids.index(block) + 1, "of": len(ids)}


class FactGone(OnPage):
    """Asks whether a block goes, and takes it out of the draft."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        part, kind = KINDS.get(kwargs["fact"], (None, None))
        if part is None or not isinstance(kind, Stream):
            raise Http404
        self.part, self.kind = part, kind
        self.block = kwargs["block"]
        self.opened = (self.kind, self.block)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_locked or stream_child(self.page, self.kind, self.block) is None:
            return self.back()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            locked(self.row.pk)
            self.read(self.row.pk)
            blocks = getattr(self.page, self.kind.field)
            ids = [child.id for child in blocks]
            if self.block in ids:
                if mark(self.page, self.kind, self.block) != request.POST.get(WAS):
                    messages.error(request, _("Có người vừa sửa mục này: xem lại rồi hãy bỏ."))
                    return self.back(anchor_of(self.kind, self.block))
                del blocks[ids.index(self.block)]
                self.saved([self.kind.field])
                messages.success(request, _("Đã bỏ trong bản nháp. Người đọc vẫn thấy cho đến khi có người duyệt."))
        return self.back(f"phan-{self.part.key}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        fact = next(fact for fact in _facts_of(context["screen"], self.kind) if fact.line.block == self.block)
        place = _place(self.part, self.kind, self.page, self.block)
        return context | {
            "leaving": fact,
            "part": self.part,
            "kind": self.kind,
            "place": place,
            "was": mark(self.page, self.kind, self.block),
        }


class Answered(OnPage):
    """ "Đúng như vậy" to a doubt: remembered for that value."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        settle(self.page, request.POST.getlist(DOUBT), request.user)
        anchor = request.POST.get(SAVED, "")
        return self.back(anchor, **({SAVED: anchor} if anchor and anchor.replace("-", "").isalnum() else {}))


class PeopleToo(OnPage):
    """Writes down what the example people get by this draft, as it was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            locked(self.row.pk)
            self.read(self.row.pk)
            people = screen_of(self.row, self.page).people
            if not people or seal(people) != request.POST.get(SEAL):
                messages.error(request, _("Bản nháp vừa đổi: xem lại điều người mẫu nhận."))
            else:
                accept(self.page, people)
                self.saved(["people"])
                words = ngettext("Đã ghi lại điều %(n)s người mẫu nhận.", "Đã ghi lại điều %(n)s người mẫu nhận.", len(people))
                messages.success(request, words % {"n": len(people)})
        return self.back(request.POST.get(SAVED, "") or "phan-nguoi-mau")


class Submitted(OnPage):
    """Sends the draft to approval by Wagtail's workflow, once nothing is missing and nothing doubted: as the long form does."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.permissions.can_submit_for_moderation():
            messages.error(request, _("Không gửi duyệt được trang này: đã gửi rồi, hoặc chưa có ai được giao duyệt."))
            return self.back()
        held_up = missing(self.page) + asked(open_doubts(self.page))
        if held_up:
            messages.error(request, _("Chưa gửi duyệt được: còn điều phải xem, đánh dấu ở cột các phần."))
            return self.back()
        state = self.row.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(request.user)
        else:
            self.page.get_workflow().start(self.page, request.user)
        messages.success(request, _("Đã gửi duyệt trang “%(title)s”.") % {"title": self.page.get_admin_display_title()})
        return self.back()
