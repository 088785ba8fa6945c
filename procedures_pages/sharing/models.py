"""Which case a short code stands for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseCode(models.Model):
    """``code`` stands for a procedure and answers, for ever: people have it on paper. Rows come with publishing and never change nor go.

    But for ``present``: the canonical query string that these answers come to today, by which a page finds its code; None where they are
    no case any more, or where another code stands for the same one.
    """

    code = models.CharField(_("mã ngắn"), max_length=9, unique=True)
    page_key = models.UUIDField(_("trang"))
    answers = models.CharField(_("câu trả lời"), max_length=700, blank=True, default="")
    present = models.CharField(_("trường hợp hôm nay"), max_length=700, null=True, blank=True)  # noqa: DJ001 ("" is a case)

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("mã ngắn của một trường hợp")
        verbose_name_plural = _("mã ngắn của các trường hợp")
        constraints = [models.UniqueConstraint(fields=["page_key", "answers"], name="case_code_of_answers")]
        indexes = [models.Index(fields=["page_key", "present"], name="case_code_of_case")]

    def __str__(self) -> str:
        return self.code
