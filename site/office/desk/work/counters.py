"""Offices that readers are sent to ask and that cannot be asked: a row each until their address, hours and telephone are there."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...models import Office
from .rows import DUE, Desk, Row, Waiting, source


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
                detail=_("Chưa ghi: %(what)s. Các trang dặn người đọc hỏi tại quầy.") % {"what": capfirst(", ".join(lacking))},
                action=_("Ghi thêm"),
                url=reverse(Office.snippet_viewset.get_url_name("edit"), args=[office.pk]),
            )
            for office in Office.objects.filter(live=True)
            if (lacking := office.unknown)
        )
    )
