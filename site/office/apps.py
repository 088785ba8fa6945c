from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        from . import clean_fields, cleaning, desk_labels, signal_handlers

        signal_handlers.connect()
        cleaning.watch_app(self)
        cleaning.watch_other_apps()
        cleaning.connect()
        clean_fields.give_to_forms()
        desk_labels.give()
