"""What the mail says: as the first screen does, counts by kind and the first rows, each with its address. Nobody's words are quoted."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_admin_base_url

from ..desk.work.panel import age_words
from ..desk.work.rows import Desk, Listed, Row, gathered


def weekly_words(person: Any) -> tuple[str, str] | None:
    """(subject, text) in the language that is spoken now; None where nothing waits for that person."""
    desk = Desk(person)
    work = gathered(desk)
    if not work.count:
        return None
    subject = ngettext("Việc của bạn tuần này: %(n)s việc đang chờ", "Việc của bạn tuần này: %(n)s việc đang chờ", work.count)
    parts = []
    for group in work.groups:
        lines = [f"{group.label}: {group.count}", *(line for listed in group.lists for line in _lines(listed, desk))]
        parts.append("\n".join(lines))
    parts.append(_("Mở Việc của tôi: %(address)s") % {"address": _at(reverse("wagtailadmin_home"))})
    off = _("Không muốn nhận thư này: bỏ chọn “Thư đầu tuần” trong tài khoản của bạn, %(address)s")
    parts.append(off % {"address": _at(reverse("wagtailadmin_account"))})
    return subject % {"n": work.count}, "\n\n".join(parts)


def _lines(listed: Listed, desk: Desk) -> list[str]:
    lines = [line for row in listed.rows for line in _row(row, desk)]
    if listed.more:
        kind = listed.rows[0].kind.lower()
        more = ngettext("và %(n)s việc nữa: %(kind)s", "và %(n)s việc nữa: %(kind)s", listed.more) % {"n": listed.more, "kind": kind}
        lines.append(f"- {more}")
        if listed.all_url:
            lines.append(f"  {_at(listed.all_url)}")
    return lines


def _row(row: Row, desk: Desk) -> list[str]:
    age = age_words(row.since, desk.today)
    told = f"- {row.kind}: {row.title}" + (f" ({age.lower()})" if age else "")
    return [told, f"  {_at(row.url)}"] if row.url else [told]


def _at(path: str) -> str:
    return path if "://" in path else (get_admin_base_url() or "") + path
