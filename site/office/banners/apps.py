from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BannersConfig(AppConfig):
    name = "office.banners"
    label = "banners"
    verbose_name = _("Thông báo đầu trang")

    def ready(self) -> None:
        from wagtail.signals import page_slug_changed, post_page_move

        from office import cleaning, signal_handlers, site_data
        from office.desk import handbook

        def changed(**kwargs: object) -> None:
            site_data.changed()

        banner = self.get_model("Banner")
        signal_handlers.tell_of(banner)
        # A notice for a page goes with it to its new address.
        for signal in (page_slug_changed, post_page_move):
            signal.connect(changed, weak=False, dispatch_uid=f"banners-{id(signal)}")
        cleaning.watch_app(self)
        handbook.tells_of("giay-in-va-lien-ket", banner, anchor="thong-bao-dau-trang")
