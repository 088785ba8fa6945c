from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DAY = 24 * 3600


class ExpertChecksConfig(AppConfig):
    name = "procedures_pages.expert_checks"
    label = "expert_checks"
    verbose_name = _("Nhờ chuyên viên kiểm")

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from office import cleaning, site_data
        from office.clock.jobs import Job, register
        from office.desk import handbook

        from ..on_page import behind
        from . import forgetting, standing

        def changed(**kwargs: object) -> None:
            site_data.changed()

        cleaning.watch_app(self, but=("ExpertUse",))
        behind.register(standing.behind_facts)
        # Where a check goes with its page, readers are told of it no longer.
        post_delete.connect(changed, sender=self.get_model("ExpertCheck"), weak=False, dispatch_uid="expert-checks")
        handbook.tells_of("nho-chuyen-vien-kiem", "expert_checks", "expert_check_answers")
        register(Job("expert-checks", _("Xóa đường dẫn nhờ chuyên viên kiểm đã cũ"), forgetting.forget_job, every=DAY))
