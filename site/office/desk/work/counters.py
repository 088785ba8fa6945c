"""Offices that readers are sent to ask and that cannot be asked: a row each until their address, hours and telephone are there."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...models import Office
from .rows import DUE, Desk, Row, Waiting, source

ASKED_BY = ("address", "hours", "phone")


def unanswering() -> list[tuple[Office, str]]:
    """Live offices with what they lack: (office, "Địa chỉ, giờ làm việc")."""
    names = {name: str(Office._meta.get_field(name).verbose_name) for name in ASKED_BY}  # type: ignore[union-attr]
    live = Office.objects.filter(live=True)
    lacking = ((office, [label for name, label in names.items() if not getattr(office, name)]) for office in live)
    return [(office, capfirst(", ".join(labels))) for office, labels in lacking if labels]


@source(DUE, 30)
def counters(desk: Desk) -> Waiting:
    """For whoever may write it down."""
    if not desk.user.has_perm("office.change_office"):
        return Waiting(())
    return Waiting(
        tuple(
            Row(
                kind=_("Quầy chưa hỏi được"),
                title=office.name,
                detail=_("Chưa ghi: %(what)s. Các trang dặn người đọc hỏi tại quầy.") % {"what": labels},
                action=_("Ghi thêm"),
                url=reverse(Office.snippet_viewset.get_url_name("edit"), args=[office.pk]),
            )
            for office, labels in unanswering()
        )
    )
