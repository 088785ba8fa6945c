"""The clock's job ``mirror``: the folder that ``MIRROR_DIR`` names is as the site is, half a minute after a change and piece by piece."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.clock.jobs import Job, JobFailed, register

JOB = "mirror"
EVERY = 30.0
# Of each half minute: a process that serves readers goes on to serve them. What was published comes first.
SECONDS = 5.0


def register_job() -> None:
    if settings.MIRROR_DIR:
        register(Job(JOB, gettext_lazy("Giữ bản lưu đúng như trang"), keep_current, every=EVERY))


def keep_current() -> str:
    """Goes on for a few seconds with what is not as the site is. Returns what it wrote and what is left, in Vietnamese; "" for nothing."""
    from .building import Building  # the addresses are not there yet when apps are made ready
    from .folder import Folder, HeldError, MirrorError

    folder = Folder(Path(settings.MIRROR_DIR))
    try:
        with folder.held():
            done = Building(folder).run(SECONDS)
    except HeldError:
        return ""  # the command does it
    except MirrorError as error:
        raise JobFailed(str(error)) from error
    if done.failed:
        raise JobFailed(_("Trang lỗi, giữ bản trước: %(addresses)s") % {"addresses": ", ".join(done.failed)})
    if not (done.written or done.removed or done.left):
        return ""
    told = {"written": done.written, "removed": done.removed, "left": done.left}
    return _("ghi %(written)s tệp, bỏ %(removed)s tệp, còn %(left)s địa chỉ") % told
