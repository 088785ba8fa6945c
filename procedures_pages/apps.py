from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresPagesConfig(AppConfig):
    name = "procedures_pages"
    verbose_name = _("Thủ tục")

    def ready(self) -> None:
        from office import cleaning

        cleaning.watch_app(self, but=("RegisterSnapshot", "RegisterRecord", "RegisterVersion"))
