from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    """What a text of the law can set; a page's own row of costs has more (``procedures_pages.blocks.CostBlock``)."""

    AMOUNT = "amount", _("Một số tiền")
    FREE = "free", _("Miễn phí (văn bản nói miễn)")
