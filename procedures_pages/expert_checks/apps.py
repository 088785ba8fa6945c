from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DAY = 24 * 3600


class ExpertChecksConfig(AppConfig):
    name = "procedures_pages.expert_checks"
    label = "expert_checks"
    verbose_name = _("Nhờ chuyên viên kiểm")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register
        from office.desk import handbook
        from office.signal_handlers import tell_of

        from ..on_page import behind
        from . import forgetting, standing

        cleaning.watch_app(self, but=("ExpertUse",))
        behind.register(standing.behind_facts)
        tell_of(self.get_model("ExpertCheck"))
        handbook.tells_of("nho-chuyen-vien-kiem", "expert_checks", "expert_check_answers")
        register(Job("expert-checks", _("Xóa đường dẫn nhờ chuyên viên kiểm đã cũ"), forgetting.forget_job, every=DAY))
