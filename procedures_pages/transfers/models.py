"""A batch of pages that get a transfer of powers, or lose it again: sent by one person, live with the approval of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, Workflow, WorkflowMixin
from wagtail.permission_policies.base import ModelPermissionPolicy

from office.models import AuthorityTransfer
from office.two_people.rule import ByTwoPeople, HeldUp
from vietnamese.dates import short

# What puts it into the pages: (batch, the user who publishes it). Registered by a room that knows pages (``batches``).
APPLY: list[Callable[[Any, Any], None]] = []


class OneScreen:
    """Wagtail's mails ask for the addresses of a record's screens: a batch has one, for whatever is to be done."""

    @staticmethod
    def get_url_name(_action: str) -> str:
        return "transfer_batch"


class TransferBatch(ByTwoPeople, WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What is sent does not change: other pages are another batch. It goes the steps that the transfer itself goes.

    ``live``: it has been put into the pages. ``dropped_at``: whoever sent it took it back.
    """

    transfer = models.ForeignKey(AuthorityTransfer, verbose_name=_("việc chuyển thẩm quyền"), on_delete=models.PROTECT, related_name="+")
    undoes = models.ForeignKey(
        "self", verbose_name=_("hoàn tác đợt"), null=True, blank=True, on_delete=models.CASCADE, related_name="undoings"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người gửi"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người duyệt"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    dropped_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    snippet_viewset = OneScreen()
    # The pages use the transfer, not the batch.
    wagtail_reference_index_ignore = True

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("đợt chuyển thẩm quyền")
        verbose_name_plural = _("đợt chuyển thẩm quyền")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        n = self.pages.count()
        if self.undoes_id:
            words = ngettext(
                "Hoàn tác chuyển thẩm quyền từ %(day)s ở %(n)d trang: %(to)s",
                "Hoàn tác chuyển thẩm quyền từ %(day)s ở %(n)d trang: %(to)s",
                n,
            )
        else:
            words = ngettext("Chuyển thẩm quyền từ %(day)s ở %(n)d trang: %(to)s", "Chuyển thẩm quyền từ %(day)s ở %(n)d trang: %(to)s", n)
        return words % {"n": n, "day": short(self.transfer.date), "to": self.transfer.to_name}

    @property
    def is_open(self) -> bool:
        return not self.live and self.dropped_at is None

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        found: Workflow | None = AuthorityTransfer.get_default_workflow()
        return found

    def get_workflow(self) -> Workflow | None:
        return None if self.dropped_at else self.get_default_workflow()

    @staticmethod
    def may_be_published_by(user: Any) -> bool:
        """Whoever publishes transfers; of each page it is asked once more."""
        return bool(ModelPermissionPolicy(AuthorityTransfer).user_has_permission(user, "publish"))

    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Puts it into all its pages, in one transaction; which could not get it, and why, their rows say then.

        Raises what the rule of two people raises, HeldUp for one that was dropped.
        """
        if type(self).objects.filter(pk=self.pk, dropped_at__isnull=False).exists():
            raise HeldUp(self, gettext("“%(title)s”: đợt này đã bỏ."))
        # Wagtail's own question is for a permission of this model, which has none.
        kwargs["skip_permission_checks"] = not user or self.may_be_published_by(user)
        with transaction.atomic():
            published = super().publish(revision, user, *args, **kwargs)
            type(self).objects.filter(pk=self.pk).update(approved_by=user)
            for apply in APPLY:
                apply(self, user)
        return published


class TransferredPage(models.Model):
    """One page of a batch. ``before``, ``after``: the transfer that it has when it is sent, and is to have; none: ``None``.

    ``revision``: the version that went live with it; ``left``: why the page was left as it is.
    """

    class Left(models.TextChoices):
        CHANGED = "changed", _("Việc chuyển thẩm quyền của trang đã đổi từ khi gửi.")
        GONE = "gone", _("Trang không còn được đăng.")
        LOCKED = "locked", _("Trang đang bị khóa.")
        DRAFT = "draft", _("Bản nháp của trang đã chọn một việc chuyển khác.")
        RECORD = "record", _("Việc chuyển thẩm quyền phải ghi vào trang không còn được đăng trong danh mục.")
        RIGHTS = "rights", _("Người duyệt không có quyền đăng trang này.")

    batch = models.ForeignKey(TransferBatch, verbose_name=_("đợt"), on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("procedures_pages.ProcedurePage", verbose_name=_("trang"), on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(AuthorityTransfer, verbose_name=_("trước đợt"), null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(AuthorityTransfer, verbose_name=_("sau đợt"), null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("phiên bản"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    left = models.CharField(_("để nguyên vì"), max_length=10, blank=True, default="", choices=Left.choices)
    wagtail_reference_index_ignore = True

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("trang của đợt chuyển thẩm quyền")
        verbose_name_plural = _("trang của đợt chuyển thẩm quyền")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "page"], name="transferred_page_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.before_id} → {self.after_id}"
