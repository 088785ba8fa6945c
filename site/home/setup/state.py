"""How far a new office has come: what the site cannot do without, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from office.models import Office, Unit
from procedures_pages.models import CatalogueIndexPage, ProcedurePage, RegisterSnapshot

from ..footer import PLAIN_PAGES
from ..models import HomePage, StandardPage
from .tree import SHELVES

REGISTER = 2  # its place among the steps


@dataclass(frozen=True, slots=True)
class SetupStep:
    """``url`` leads to where it is done; "" for what is done elsewhere or by somebody else."""

    name: str
    hint: str
    url: str
    done: bool


def missing_parts() -> list[str]:
    """What ``manage.py setup`` would make: "home", "thu-tuc", "huong-dan". Empty once the site can serve readers."""
    missing = [] if HomePage.objects.filter(locale__language_code="vi").exists() else ["home"]
    return missing + [slug for model, _title, slug in SHELVES if not model.objects.filter(locale__language_code="vi").exists()]


def has_name() -> bool:
    return Unit.objects.exclude(name="").exists()


def next_steps(user: Any) -> list[SetupStep]:
    """What makes an empty site one that serves readers, in order, with what this user may do about it; empty once all is done."""
    steps = [
        SetupStep(
            _("Ghi tên đơn vị và liên hệ"),
            _("Hiện ở đầu, cuối mọi trang và trên giấy in."),
            reverse("wagtailsettings:edit", args=["office", "unit"]) if user.has_perm("office.change_unit") else "",
            has_name(),
        ),
        SetupStep(
            _("Ghi nơi nộp hồ sơ"),
            _("Địa chỉ, giờ làm việc, điện thoại của từng bộ phận Một cửa."),
            reverse("wagtailsnippets_office_office:add") if user.has_perm("office.add_office") else "",
            Office.objects.exists(),
        ),
        SetupStep(
            _("Nhập bản chụp Cơ sở dữ liệu quốc gia"),
            _("Để mọi thủ tục tra cứu được ngay, và để soạn hướng dẫn từ bản ghi."),
            reverse("register_desk:upload") if user.has_perm("procedures_pages.add_registersnapshot") else "",
            RegisterSnapshot.objects.exists(),
        ),
        SetupStep(
            _("Soạn và xuất bản hướng dẫn đầu tiên"),
            _("Mở một bản ghi rồi bấm soạn từ bản ghi, hoặc thêm trang mới trong mục Thủ tục."),
            _first_guide_url(user),
            ProcedurePage.objects.published().exists(),
        ),
    ]
    # A site may do without the register.
    if all(step.done for n, step in enumerate(steps) if n != REGISTER):
        return []
    if user.is_superuser:
        others = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
        hint = _("Mỗi người một tài khoản, trong nhóm Biên tập, Duyệt hoặc Quầy.")
        steps.append(SetupStep(_("Thêm người làm cùng"), hint, reverse("wagtailusers_users:add"), others.exists()))
    home = HomePage.objects.filter(locale__language_code="vi").first()
    written = set(StandardPage.objects.published().values_list("slug", flat=True))
    if home:
        slugs = ", ".join(PLAIN_PAGES)
        hint = _("Hai trang thường có đường dẫn %(slugs)s; chân trang dẫn tới khi đã xuất bản.") % {"slugs": slugs}
        url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]) if _may_add(user, home) else ""
        done = written.issuperset(PLAIN_PAGES)
        steps.append(SetupStep(_("Viết trang giới thiệu và khả năng tiếp cận"), hint, url, done))
    return steps


def _may_add(user: Any, parent: Page) -> bool:
    return bool(parent.permissions_for_user(user).can_add_subpage())


def _first_guide_url(user: Any) -> str:
    if RegisterSnapshot.objects.exists():
        return reverse("register_desk:records")
    shelf = CatalogueIndexPage.objects.filter(locale__language_code="vi").first()
    if shelf is None or not _may_add(user, shelf):
        return ""
    return reverse("wagtailadmin_pages:add", args=["procedures_pages", "procedurepage", shelf.pk])
