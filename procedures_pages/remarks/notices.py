"""Mails about remarks: to those who write pages and answer for the area, what was pointed out; to the officer, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.users.models import UserProfile

from .models import Remark


def written(remark: Remark) -> None:
    """To whoever writes the page, and to the officer responsible for its area and the deputy."""
    policy = PagePermissionPolicy()
    publishing = policy.users_with_permission_for_instance("publish", remark.page).values("pk")
    writing = policy.users_with_permission_for_instance("change", remark.page, include_superusers=False).exclude(pk__in=publishing)
    area = remark.page.area
    named = [one for one in (area.responsible, area.deputy) if one] if area else []
    people = {one.pk: one for one in (*writing, *named) if one.pk != remark.written_by_id}
    _send(people.values(), lambda: _("Góp ý về “%(title)s”"), lambda: _about(remark), remark)


def settled(remark: Remark) -> None:
    """To whoever wrote it."""
    if remark.written_by and remark.written_by_id != remark.settled_by_id:
        _send([remark.written_by], lambda: _("Trả lời góp ý của bạn về “%(title)s”"), lambda: _outcome(remark), remark)


def _about(remark: Remark) -> list[str]:
    where = ": ".join(filter(None, (remark.part, remark.about)))
    who = remark.written_by.get_full_name() or remark.written_by.get_username() if remark.written_by else ""
    return [*([where] if where else []), _("%(who)s viết: “%(words)s”") % {"who": who, "words": remark.words}]


def _outcome(remark: Remark) -> list[str]:
    told = ". ".join(filter(None, (str(remark.get_outcome_display()), remark.answer)))
    return [_("Bạn viết: “%(words)s”") % {"words": remark.words}, told]


def _send(people: Iterable[Any], subject: Any, lines: Any, remark: Remark) -> None:
    address = (get_admin_base_url() or "") + reverse("remark", args=[remark.pk])
    for person in people:
        if not (person.is_active and person.email):
            continue
        with override(UserProfile.get_for_user(person).get_preferred_language()):
            title = subject() % {"title": remark.page.get_admin_display_title()}
            send_mail(title, "\n\n".join([remark.page.get_admin_display_title(), *lines(), address]), [person.email])
