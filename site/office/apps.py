from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        from . import desk_labels, signal_handlers

        signal_handlers.connect()
        desk_labels.give()
