from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormTemplatesConfig(AppConfig):
    name = "office.form_templates"
    label = "form_templates"
    verbose_name = _("Biểu mẫu dùng chung")

    def ready(self) -> None:
        from office import cleaning, signal_handlers
        from office.desk import handbook, usage

        template = self.get_model("FormTemplate")
        for model in (template, self.get_model("FormVersion")):
            signal_handlers.tell_of(model)
        usage.guard(template)
        usage.look_into_drafts_of(template)
        cleaning.watch_app(self)
        handbook.tells_of("bieu-mau", template)
