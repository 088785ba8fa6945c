from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Trang đầu")

    def ready(self) -> None:
        from office import cleaning

        from . import footer
        from .mirror import doctor, keeping
        from .setup import roles

        footer.connect()
        roles.connect()
        cleaning.watch_app(self)
        keeping.register_job()
        doctor.register_check()
