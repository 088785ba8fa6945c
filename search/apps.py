from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register

        from . import signal_handlers
        from .editors_words import wording
        from .index import adapters, offices, records, watching
        from .learning import store

        cleaning.watch_app(self, but=("AskedQuery", "OpenedHit", "SearchState", "IndexedDocument", "IndexedWord"))
        adapters.register()
        offices.register()
        records.register()
        signal_handlers.connect()
        wording.connect()
        # A look at all sources takes a fiftieth of the time at most, however many there are.
        register(Job(watching.JOB, _("Đối chiếu chỉ mục tìm kiếm"), watching.index_round, every=30, rest=49))
        register(Job("forget-queries", _("Xóa câu tìm kiếm cũ hơn 90 ngày"), store.forget_job, every=24 * 3600))
