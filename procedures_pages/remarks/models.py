"""Góp ý của cán bộ: what an officer at the counter says of a page, a part of it or one fact; and what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.cleaning import CleanText
from office.settling import OPEN_FIRST, Outcome, Settled


class Remark(CleanText, Settled):
    """``fact`` and ``block`` lead to the form of the fact it is about (``on_page.parts``), "" where it is about more than one.

    ``part`` and ``about``: the heading and the words that it was about, as they were when it was written.
    """

    page = models.ForeignKey("procedures_pages.ProcedurePage", verbose_name=_("trang"), on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("phần"), max_length=120, blank=True, default="")
    about = models.CharField(_("điều được góp ý"), max_length=400, blank=True, default="")
    fact = models.CharField(max_length=40, blank=True, default="")
    block = models.CharField(max_length=40, blank=True, default="")
    words = models.TextField(_("góp ý"), max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người góp ý"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    own_words = ("about", "words", "answer")

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("góp ý của cán bộ")
        verbose_name_plural = _("góp ý của cán bộ")
        ordering = OPEN_FIRST

    def __str__(self) -> str:
        return self.words[:60]


def open_remarks(page: Any) -> models.QuerySet[Remark]:
    """Those of the page (its number, or an expression for it) that nobody has answered yet."""
    return Remark.objects.filter(page=page, outcome=Outcome.OPEN)
