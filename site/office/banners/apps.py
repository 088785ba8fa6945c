from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BannersConfig(AppConfig):
    name = "office.banners"
    label = "banners"
    verbose_name = _("Thông báo đầu trang")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_slug_changed, post_page_move

        from office import cleaning, site_data
        from office.desk import handbook

        def changed(**kwargs: object) -> None:
            site_data.changed()

        banner = self.get_model("Banner")
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=banner, weak=False, dispatch_uid=f"banners-{id(signal)}")
        # A notice for a page goes with it to its new address.
        for signal in (page_slug_changed, post_page_move):
            signal.connect(changed, weak=False, dispatch_uid=f"banners-{id(signal)}")
        cleaning.watch_app(self)
        handbook.tells_of("giay-in-va-lien-ket", banner, anchor="thong-bao-dau-trang")
