"""A mail to whoever asked, and to those who answer for the area: the specialist has answered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from .models import ExpertCheck


def counts_words(check: ExpertCheck) -> str:
    """ "12 điều đúng, 1 điều chưa đúng, 2 điều chưa trả lời"."""
    answers = list(check.answers.all())
    right, wrong = sum(one.is_right for one in answers), sum(one.is_wrong for one in answers)
    left = len(answers) - right - wrong
    told = [ngettext("%(n)s điều đúng", "%(n)s điều đúng", right) % {"n": right}]
    if wrong:
        told.append(ngettext("%(n)s điều chưa đúng", "%(n)s điều chưa đúng", wrong) % {"n": wrong})
    if left:
        told.append(ngettext("%(n)s điều chưa trả lời", "%(n)s điều chưa trả lời", left) % {"n": left})
    return ", ".join(told)


def answered(check: ExpertCheck) -> None:
    area = check.page.area
    named = (check.made_by, *((area.responsible, area.deputy) if area else ()))
    address = (get_admin_base_url() or "") + reverse("expert_check_answers", args=[check.page_id, check.pk])
    for person in {one.pk: one for one in named if one}.values():
        if not (person.is_active and person.email):
            continue
        with override(UserProfile.get_for_user(person).get_preferred_language()):
            title = check.page.get_admin_display_title()
            subject = _("Chuyên viên đã trả lời về “%(title)s”") % {"title": title}
            words = _("%(who)s: %(counts)s.") % {"who": check.who, "counts": counts_words(check)}
            send_mail(subject, "\n\n".join([title, words, *([check.remark] if check.remark else []), address]), [person.email])
