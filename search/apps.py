from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register
        from office.desk import handbook
        from procedures_pages import api

        from . import searching, signal_handlers, watch
        from .desk import doctor
        from .editors_words import outgoing, vocabulary_rules
        from .index import office_source, page_source, record_source, wake
        from .query_log import store

        cleaning.watch_app(self, but=("AskedQuery", "OpenedHit", "SearchState", "IndexedDocument", "IndexedWord"))
        words = [self.get_model(name) for name in ("Synonym", "Confusion", "PromotedAnswer", "Elsewhere")]
        handbook.tells_of("tu-ngu-tim-kiem", *words, "search_asked:report", "search_explanation")
        doctor.register_all()
        page_source.register()
        office_source.register()
        record_source.register()
        api.set_search(searching.found_procedures)
        signal_handlers.connect()
        vocabulary_rules.connect()
        outgoing.connect()
        # A look at all sources takes a fiftieth of the time at most, however many there are.
        register(Job(wake.JOB, _("Đối chiếu chỉ mục tìm kiếm"), watch.index_round, every=30, rest=49))
        register(Job("forget-queries", _("Xóa câu tìm kiếm cũ hơn 90 ngày"), store.forget_job, every=24 * 3600))
