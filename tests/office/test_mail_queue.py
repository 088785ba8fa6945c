"""Mails wait in the database for the clock: a mail server that is dead, hangs or refuses one delays it and nothing else."""

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from office.clock import leases
from office.clock.jobs import JobFailed, job_of
from office.clock.running import run_job
from office.mail_queue import send_job
from office.models import QueuedMail
from tests.servers.process import free_port

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def queue(settings):
    """As on a server: the test runner puts a backend of its own into the setting."""
    settings.EMAIL_BACKEND = "office.mail_queue.QueueBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


def write(to="a@example.vn", subject="Chờ bạn duyệt"):
    message = EmailMultiAlternatives(subject, "Một trang chờ duyệt.", "cam-nang@example.vn", [to], bcc=["b@example.vn"])
    message.attach_alternative("<p>Một trang chờ duyệt.</p>", "text/html")
    message.send()


@contextmanager
def smtp_server(settings, taken):
    """A mail server of four commands that refuses whoever is called nobody; ``taken`` gets (recipients, message). Yields who has come."""
    came = []

    def serve(connection):
        with connection, connection.makefile("rb") as lines:
            say = lambda words: connection.sendall(f"{words}\r\n".encode())  # noqa: E731
            say("220 test")
            to = []
            for line in lines:
                command = line[:4].upper()
                if command == b"RCPT":
                    refused = b"nobody" in line
                    to += [] if refused else [line.decode().partition("<")[2].partition(">")[0]]
                    say("550 nobody of that name" if refused else "250 ok")
                elif command == b"DATA":
                    say("354 go on")
                    text = b"".join(iter(lines.readline, b".\r\n"))
                    taken.append((to, text.decode()))
                    say("250 ok")
                elif command == b"QUIT":
                    say("221 bye")
                    return
                else:
                    to = [] if command == b"MAIL" else to
                    say("250 ok")

    def accept():
        while True:
            try:
                came.append(server.accept()[0])
                threading.Thread(target=serve, args=came[-1:], daemon=True).start()
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, *server.getsockname()
        threading.Thread(target=accept, daemon=True).start()
        yield came
        server.shutdown(socket.SHUT_RDWR)


def test_a_mail_waits_and_is_sent_as_it_was_written(settings):
    write()
    assert QueuedMail.objects.get().subject == "Chờ bạn duyệt"
    taken = []
    with smtp_server(settings, taken):
        assert send_job() == "1 thư"
    ((to, text),) = taken
    assert sorted(to) == ["a@example.vn", "b@example.vn"]
    assert "multipart/alternative" in text
    assert "b@example.vn" not in text
    assert not QueuedMail.objects.exists()
    assert send_job() == ""


def test_whoever_saves_never_waits_for_a_server_that_hangs(settings):
    """Wagtail tells the reviewers of a page that waits for them."""
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, *hanging.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        page = Page.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi").specific
        page.save_revision()
        page.get_workflow().start(page, get_user_model().objects.get(username="bien-tap"))
        written = QueuedMail.objects.count()
        assert written
        with pytest.raises(JobFailed, match=f"{written} thư chưa gửi được"):
            send_job()
        hanging.settimeout(1)
        hanging.accept()[0].close()  # it was asked once, by the clock, for all of them
        hanging.settimeout(0.1)
        with pytest.raises(TimeoutError):
            hanging.accept()
    assert QueuedMail.objects.filter(tries=1, next_try_at__gt=timezone.now()).count() == written


def test_one_that_is_refused_holds_up_no_other(settings):
    for name in ("nobody", "a", "nobody", "c"):
        message = EmailMultiAlternatives("Thư", "…", "cam-nang@example.vn", [f"{name}@example.vn"])
        message.send()
    taken = []
    with smtp_server(settings, taken) as came, pytest.raises(JobFailed, match=r"2 thư chưa gửi được.*550"):
        send_job()
    assert len(came) == 1  # one connection for all
    assert [to for to, _text in taken] == [["a@example.vn"], ["c@example.vn"]]
    assert QueuedMail.objects.count() == 2


def test_what_waits_is_sent_when_the_server_is_back(settings):
    write()
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    for minutes in (1, 2, 4):
        before = timezone.now()
        with pytest.raises(JobFailed):
            send_job()
        waits = QueuedMail.objects.get().next_try_at - before
        assert abs(waits - timedelta(minutes=minutes)) < timedelta(seconds=30)
        QueuedMail.objects.update(next_try_at=before)
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert send_job() == "1 thư"
    assert mail.outbox[0].recipients() == ["a@example.vn", "b@example.vn"]


def test_after_a_week_nobody_waits_for_it(settings):
    write()
    QueuedMail.objects.update(created_at=timezone.now() - timedelta(days=8))
    with pytest.raises(JobFailed, match="1 thư quá một tuần"):
        send_job()
    assert not mail.outbox
    assert not QueuedMail.objects.exists()


def test_what_is_rolled_back_is_told_to_nobody():
    with transaction.atomic():
        send_mail("Thư", "…", None, ["a@example.vn"])
        transaction.set_rollback(True)
    assert not QueuedMail.objects.exists()


def test_the_desk_says_what_waits(settings, enter):
    leases.add_rows()
    write()
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    run_job(job_of("send-mail"), whether_due_or_not=True)
    html = enter("duyet").get(reverse("wagtailadmin_home")).content.decode()
    assert "Gửi thư" in html
    assert "1 thư chưa gửi được" in html
