"""Mails are kept in the database and sent by the clock: a mail server that hangs or is dead delays a mail, never what an editor saves.

``EMAIL_BACKEND`` is ``QueueBackend``; what really sends is ``MAIL_TRANSPORT``, set up by ``EMAIL_URL``. A mail is written in the
transaction of what it tells of: what is rolled back is told to nobody. Once sent it is deleted. A process that dies between the two
leaves it to be sent again: twice rather than never.
"""

from __future__ import annotations

import json
import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import MIMEMixin
from django.utils import timezone
from django.utils.translation import ngettext

from .clock.jobs import JobFailed
from .models import QueuedMail

log = logging.getLogger(__name__)

# After each failure the wait doubles, from one minute to six hours; after a week nobody waits for it any more.
FIRST_WAIT, LONGEST_WAIT, GIVEN_UP = timedelta(minutes=1), timedelta(hours=6), timedelta(days=7)
AT_ONCE = 200
# What concerns one mail; every other failure concerns the server.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


class QueueBackend(BaseEmailBackend):
    """Django's mail backend that writes each message into ``QueuedMail``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written; one that is for nobody is not."""
        rows = [
            QueuedMail(
                subject=str(message.subject)[:255],
                sender=message.from_email,
                recipients=json.dumps(message.recipients()),
                source=message.message().as_bytes(),
            )
            for message in email_messages
            if message.recipients()
        ]
        QueuedMail.objects.bulk_create(rows)
        return len(rows)


class WrittenMail(MIMEMixin, Message):  # type: ignore[misc]
    """MIME that was written before, with Django's way to give its bytes."""


class KeptMessage(EmailMessage):
    """A message as it was written: every backend of Django's sends what ``message`` returns to ``recipients``."""

    def __init__(self, row: QueuedMail) -> None:
        super().__init__(subject=row.subject, from_email=row.sender, to=json.loads(row.recipients))
        self._source = bytes(row.source)

    def message(self) -> Message:  # type: ignore[override]
        return message_from_bytes(self._source, _class=WrittenMail)


def send_job() -> str:
    """Sends what is due, the oldest first, and returns how many, in Vietnamese. Raises JobFailed while any is late.

    Where the server cannot be reached, the others are not tried in this round.
    """
    now = timezone.now()
    given_up, _all = QueuedMail.objects.filter(created_at__lt=now - GIVEN_UP).delete()
    due = QueuedMail.objects.filter(next_try_at__lte=now).order_by("created_at", "pk")
    sent = 0
    connection = get_connection(settings.MAIL_TRANSPORT, fail_silently=False)
    try:
        for row in list(due[:AT_ONCE]):
            sent += _send(row, connection)
    except (OSError, smtplib.SMTPException) as problem:
        for row in due:
            _put_off(row, problem)
    finally:
        _close(connection)
    late = QueuedMail.objects.filter(tries__gt=0).order_by("created_at").first()
    if late is not None or given_up:
        raise JobFailed(_told(late, given_up))
    return ngettext("%(n)d thư", "%(n)d thư", sent) % {"n": sent} if sent else ""


def _send(row: QueuedMail, connection: BaseEmailBackend) -> bool:
    """Whether it was taken, by one connection for all. Raises what the server as a whole is to blame for."""
    try:
        connection.open()
        connection.send_messages([KeptMessage(row)])
    except OF_ONE_MAIL as problem:
        _put_off(row, problem)
        return False
    row.delete()
    return True


def _put_off(row: QueuedMail, problem: Exception) -> None:
    row.tries += 1
    row.error = f"{type(problem).__name__}: {problem}"[:500]
    row.next_try_at = timezone.now() + min(FIRST_WAIT * 2 ** min(row.tries - 1, 10), LONGEST_WAIT)
    row.save(update_fields=["tries", "error", "next_try_at"])


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException) as problem:
        log.info("mail: the server ended the connection: %s", problem)


def _told(late: QueuedMail | None, given_up: int) -> str:
    parts = []
    if late is not None:
        number = QueuedMail.objects.filter(tries__gt=0).count()
        words = ngettext("%(n)d thư chưa gửi được, sẽ gửi lại: %(error)s", "%(n)d thư chưa gửi được, sẽ gửi lại: %(error)s", number)
        parts.append(words % {"n": number, "error": late.error})
    if given_up:
        words = ngettext("%(n)d thư quá một tuần không gửi được, đã bỏ.", "%(n)d thư quá một tuần không gửi được, đã bỏ.", given_up)
        parts.append(words % {"n": given_up})
    return " ".join(parts)
