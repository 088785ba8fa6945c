from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = _("Hướng dẫn")

    def ready(self) -> None:
        from office import cleaning

        cleaning.watch_app(self)
