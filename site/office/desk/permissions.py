"""What an editor may do with a page, told by the page itself where it can be: a list of fifty pages asks about none of them."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester


class PagePermissions(PagePermissionTester):
    """Wagtail's rules. Whether a page may go, Wagtail asks of all that stands under it, also where nothing does."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not self.user.is_active or self.page_is_root or self.user.is_superuser or "publish" in self.permissions:
            return bool(super().can_delete(ignore_bulk))
        if self.page.live:  # goes with what is published under it, which only those may take down who publish
            return False
        if self.page.is_leaf():
            return "change" in self.permissions or ("add" in self.permissions and self.page.owner_id == self.user.pk)
        return bool(super().can_delete(ignore_bulk))


class PermittedPage:
    """Of every page model."""

    def permissions_for_user(self, user: Any) -> PagePermissions:
        return PagePermissions(user, self)

    @property
    def private_page_options(self) -> list[str]:
        """How it may be hidden: in no way once readers have had it, or a page under it. That is a withdrawal, and asks for its reason.

        One that is hidden already may be hidden otherwise, or shown.
        """
        page: Any = self
        known = page.pk and page.get_descendants(inclusive=True).exclude(first_published_at=None).exists()
        return [] if known and not page.view_restrictions.exists() else Page.private_page_options
