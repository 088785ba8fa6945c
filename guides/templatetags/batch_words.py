"""Words of a batch, for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from guides.batch import Batch
from guides.merging import MergedDocument

register = template.Library()


@register.simple_tag
def uses_words(paper: MergedDocument, batch: Batch) -> str:
    """For which procedures a paper is: "Dùng cho cả 3 thủ tục", "Dùng cho thủ tục 1, 3"."""
    every = len(batch.chosen)
    if every > 1 and len(paper.uses) == every:
        return _("Dùng cho cả %(n)s thủ tục") % {"n": every}
    return _("Dùng cho thủ tục %(numbers)s") % {"numbers": ", ".join(str(position + 1) for position in paper.uses)}
