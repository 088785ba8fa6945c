"""What publishing asks of a page's truth. Importing this module adds the rule to publishing's list."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...facts.procedure import GONE
from ...models import ProcedurePage
from ...publishing.requirements import Gap, rule
from .checking import check_page


@rule
def says_what_its_record_says(page: ProcedurePage) -> Iterator[Gap]:
    """No finding is open: each is mended, or kept with a written reason. A page that is no longer in force need not follow its record."""
    if page.status in GONE or not page.pk:
        return
    if left := len(check_page(page).open):
        words = _("%(n)s điều trên trang khác bản ghi mà chưa có lý do: xem “Đối chiếu với bản ghi”.")
        yield Gap("says_what_its_record_says", "source_record", words % {"n": left})
