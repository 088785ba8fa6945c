from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresPagesConfig(AppConfig):
    name = "procedures_pages"
    verbose_name = _("Thủ tục")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register

        from .register.desk import uploads
        from .translation import keeping

        keeping.connect()
        # Uploads wait on the disk of the machine that took them.
        register(Job("sweep-uploads", _("Dọn tệp tải lên chưa nhập"), uploads.sweep_job, every=3600, everywhere=True))
        cleaning.watch_app(self, but=("RegisterSnapshot", "RegisterRecord", "RegisterVersion"))
