"""What the specialist answers: kept as far as they have come, and once sent a remark on the page for each fact that is not right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from office.clean_fields import CleanCharField
from vietnamese import typed

from ..on_page.parts import KINDS
from ..remarks.models import Remark
from .models import MAX_CORRECTION, MAX_REMARK, ExpertAnswer, ExpertCheck, ExpertUse
from .tokens import note_use

RIGHT, WRONG = ExpertAnswer.Verdict.RIGHT, ExpertAnswer.Verdict.WRONG


class AnswerForm(forms.Form):
    """Of one fact. What is written without choosing is a correction."""

    verdict = forms.ChoiceField(choices=ExpertAnswer.Verdict.choices, required=False, widget=forms.RadioSelect)
    correction = CleanCharField(
        cleaner=typed.own_lines, must_read=False, label=_("Nên ghi thế nào?"), max_length=MAX_CORRECTION, required=False
    )

    def __init__(self, answer: ExpertAnswer, data: Any = None) -> None:
        kept = {"verdict": answer.verdict, "correction": answer.correction}
        super().__init__(data, prefix=f"d{answer.pk}", initial=kept)
        self.answer = answer

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("correction") and not told.get("verdict"):
            told["verdict"] = WRONG.value
        return told

    def say_what_is_missing(self) -> None:
        """What keeps this answer from being sent becomes an error of it."""
        told = self.cleaned_data
        if told.get("verdict") == WRONG and not told.get("correction"):
            self.add_error("correction", gettext("Hãy ghi điều này nên sửa thế nào."))
        if told.get("verdict") == RIGHT and told.get("correction"):
            self.add_error("correction", gettext("Bạn chọn “Đúng” mà lại ghi lời sửa: chọn “Chưa đúng”, hoặc xóa lời sửa."))


class WholeForm(forms.Form):
    """Of the page as a whole. ``leave``: what has no answer was left out on purpose."""

    remark = CleanCharField(
        cleaner=typed.own_lines, must_read=False, label=_("Nhận xét chung (nếu có)"), max_length=MAX_REMARK, required=False
    )
    leave = forms.BooleanField(required=False)

    def __init__(self, check: ExpertCheck, data: Any = None) -> None:
        super().__init__(data, prefix="chung", initial={"remark": check.remark})


class Answers:
    """All forms of one link. ``unanswered``: how many facts have no answer, None where that is no matter now."""

    def __init__(self, check: ExpertCheck, answers: Sequence[ExpertAnswer], data: Any = None) -> None:
        self.check = check
        self.forms = [AnswerForm(answer, data) for answer in answers]
        self.whole = WholeForm(check, data)
        self.unanswered: int | None = None

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms] + [self.whole.is_valid()])

    @property
    def has_errors(self) -> bool:
        return bool(self.unanswered or self.whole.errors or any(form.errors for form in self.forms))

    @property
    def unanswered_words(self) -> str:
        n = self.unanswered or 0
        return ngettext("Còn %(n)s điều chưa trả lời.", "Còn %(n)s điều chưa trả lời.", n) % {"n": n}

    @property
    def first_unanswered(self) -> ExpertAnswer | None:
        """Where to go on, once it was asked what is missing."""
        return next((form.answer for form in self.forms if not form.answer.verdict), None)

    def keep(self) -> None:
        """Writes down what was typed. Called where all of it is valid, and before it is asked what is missing."""
        for form in self.forms:
            form.answer.verdict, form.answer.correction = form.cleaned_data["verdict"], form.cleaned_data["correction"]
            form.answer.save(update_fields=["verdict", "correction"])
        self.check.remark, self.check.saved_at = self.whole.cleaned_data["remark"], timezone.now()
        self.check.save(update_fields=["remark", "saved_at"])

    def may_be_sent(self) -> bool:
        """Says of each answer what is missing, and of all how many there are none of: then ``has_errors``."""
        for form in self.forms:
            form.say_what_is_missing()
        if not self.whole.cleaned_data["leave"]:
            self.unanswered = sum(not form.cleaned_data["verdict"] for form in self.forms)
        return not self.has_errors


def save(answers: Answers) -> bool:
    """Whether it could still be kept: what was sent is sent."""
    with transaction.atomic():
        if not _held(answers.check):
            return False
        answers.keep()
        note_use(answers.check, ExpertUse.What.SAVED)
    return True


def send(answers: Answers) -> bool:
    """Keeps what was typed; where nothing is missing ends the check: each correction becomes a remark on the page.

    Whether this was the one time that it was sent. What is missing is said in ``answers``.
    """
    check = answers.check
    with transaction.atomic():
        if not _held(check):
            return False
        answers.keep()
        if not answers.may_be_sent():
            note_use(check, ExpertUse.What.SAVED)
            return False
        told = [form.answer for form in answers.forms]
        for answer in told:
            if answer.is_wrong:
                answer.remark = _remark_on(check, answer)
                answer.save(update_fields=["remark"])
        if check.remark:
            Remark.objects.create(page_id=check.page_id, words=_in_their_name(check, check.remark))
        check.sent_at, check.is_confirmed = timezone.now(), bool(told) and all(answer.is_right for answer in told)
        check.save(update_fields=["sent_at", "is_confirmed"])
        note_use(check, ExpertUse.What.SENT)
    return True


def _held(check: ExpertCheck) -> bool:
    """Whether it is still open and not sent, held for the rest of the transaction."""
    return ExpertCheck.objects.open().select_for_update().filter(pk=check.pk, sent_at=None).exists()


def _remark_on(check: ExpertCheck, answer: ExpertAnswer) -> Remark:
    heading = str(KINDS[answer.fact][0].heading) if answer.fact in KINDS else ""
    told = {"part": heading, "about": answer.told[:400], "fact": answer.fact, "block": answer.block}
    return Remark.objects.create(page_id=check.page_id, words=_in_their_name(check, answer.correction), **told)


def _in_their_name(check: ExpertCheck, words: str) -> str:
    """A remark without an account behind it says itself whose it is."""
    return gettext("Chuyên viên %(who)s: %(words)s") % {"who": check.who, "words": words}
