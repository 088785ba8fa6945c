from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresPagesConfig(AppConfig):
    name = "procedures_pages"
    verbose_name = _("Thủ tục")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register

        from . import catalogue_rows
        from .facts import requirement as cases  # noqa: F401 (adds its rule to publishing's)
        from .models import ProcedurePage
        from .publishing.panels import edit_handler
        from .register.desk import uploads
        from .register.desk.panels import SourcePanel
        from .register.review import requirement  # noqa: F401 (adds the register's rules to publishing's)
        from .translation import keeping

        # The form knows rules and panels of rooms that know the models: it is put together when all are there.
        ProcedurePage.edit_handler = edit_handler(ProcedurePage, [SourcePanel(heading=_("Đối chiếu với bản ghi"), icon="history")])

        keeping.connect()
        catalogue_rows.connect()
        # Uploads wait on the disk of the machine that took them.
        register(Job("sweep-uploads", _("Dọn tệp tải lên chưa nhập"), uploads.sweep_job, every=3600, everywhere=True))
        cleaning.watch_app(self, but=("RegisterSnapshot", "RegisterRecord", "RegisterVersion"))
