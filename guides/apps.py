from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = _("Hướng dẫn")

    def ready(self) -> None:
        from office import cleaning
        from office.desk import handbook

        from . import outgoing
        from .models import GuideIndexPage, GuidePage, LifeEventPage

        cleaning.watch_app(self)
        outgoing.connect()
        pages = (GuideIndexPage, GuidePage, LifeEventPage)
        handbook.tells_of("viet-mot-huong-dan-trong-10-phut", *pages, anchor="viec-trong-doi-cung-hoi")
