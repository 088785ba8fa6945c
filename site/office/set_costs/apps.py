from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SetCostsConfig(AppConfig):
    name = "office.set_costs"
    label = "set_costs"
    verbose_name = _("Mức thu")

    def ready(self) -> None:
        from office import cleaning, signal_handlers
        from office.desk import handbook, usage

        rate = self.get_model("Rate")
        signal_handlers.tell_of(rate)
        usage.guard(rate)
        cleaning.watch_app(self)
        handbook.tells_of("muc-thu", rate)
