from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        from . import callers, checks, desk_labels, signal_handlers

        callers.read_proxies(tuple(settings.TRUSTED_PROXIES))  # A typing mistake is told when the server starts.
        checks.register()
        signal_handlers.connect()
        desk_labels.give()
