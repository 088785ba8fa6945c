"""What every screen of the register's desk shares: the way back, who may see what."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from ...models import CatalogueIndexPage

IMPORT_PERMISSION = "procedures_pages.add_registersnapshot"


def crumbs(*last: tuple[str, Any]) -> list[dict[str, Any]]:
    """Breadcrumbs from the desk's home through the list of records to (address, label) …; the place where one stands has no address."""
    steps = [(reverse("wagtailadmin_home"), _("Trang đầu")), (reverse("register_desk:records"), _("Cơ sở dữ liệu quốc gia")), *last]
    return [{"url": url, "label": label} for url, label in steps]


def may_import(user: Any) -> bool:
    return bool(user.has_perm(IMPORT_PERMISSION))


def catalogue_index_for(user: Any) -> CatalogueIndexPage | None:
    """The Vietnamese catalogue, where this user may add pages to it."""
    catalogue_index = CatalogueIndexPage.objects.filter(locale__language_code="vi").first()
    return catalogue_index if catalogue_index and catalogue_index.permissions_for_user(user).can_add_subpage() else None


class ImportersOnly:
    """A view for those who may import snapshots; others are sent back with a message by the desk itself."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
