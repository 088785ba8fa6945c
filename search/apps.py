from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        from office import cleaning

        from . import signal_handlers
        from .editors_words import wording
        from .index import adapters, offices, records

        cleaning.watch_app(self, but=("AskedQuery", "OpenedHit", "SearchState", "IndexedDocument", "IndexedWord"))
        adapters.register()
        offices.register()
        records.register()
        signal_handlers.connect()
        wording.connect()
