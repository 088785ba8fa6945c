"""Luật đổi: one page that rests on a text that another text changes, until somebody has said what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.cleaning import CleanText
from office.models import LegalEffect, LegalResource
from office.settling import Settled

from .words import LawChange


class EffectOnPage(CleanText, Settled):
    """One for each page and each effect of a legal text. It holds no key of the effect: publishing its text anew makes new rows of those.

    Open until a person settles it. No publication does, not of the page either.
    """

    acting = models.ForeignKey(LegalResource, verbose_name=_("văn bản tác động"), on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(LegalResource, verbose_name=_("văn bản bị tác động"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("việc"), max_length=10, choices=LegalEffect.Kind.choices)
    effective_from = models.DateField(_("từ ngày"))
    articles = models.CharField(_("điều, khoản"), max_length=255, blank=True, default="")
    page = models.ForeignKey("procedures_pages.ProcedurePage", verbose_name=_("trang"), on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(_("báo lúc"), auto_now_add=True)
    own_words = ("answer",)
    # Neither the page nor the texts are in use because of it.
    wagtail_reference_index_ignore = True

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("trang có luật đổi")
        verbose_name_plural = _("trang có luật đổi")
        ordering = ["effective_from", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "acting", "target", "kind", "effective_from"], name="effect_on_page_once")]

    def __str__(self) -> str:
        return f"{self.acting.number} → {self.target.number}: {self.page.title}"

    @property
    def change(self) -> LawChange:
        told = self.acting
        return LawChange(self.kind, told.number, told.title, told.link, self.effective_from, self.target.number, self.articles)


class SettledProposal(models.Model):
    """Somebody accepted or refused what the register made likely; it is not proposed again. ``key``: of the proposal."""

    key = models.CharField(_("đề xuất"), max_length=255, unique=True)
    is_accepted = models.BooleanField(_("đã nhận"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người xem"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(_("lúc"), auto_now=True)

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("đề xuất đã xem")
        verbose_name_plural = _("đề xuất đã xem")

    def __str__(self) -> str:
        return self.key
