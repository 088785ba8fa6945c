from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "office.links"
    label = "links"
    verbose_name = _("Liên kết ra ngoài")

    def ready(self) -> None:
        from office.clock.jobs import Job, register
        from office.desk import handbook

        from . import dead, doctor, found, work

        dead.connect()
        doctor.register_all()
        found.register(found.of_records)
        handbook.tells_of("giay-in-va-lien-ket", "broken_links", "link", anchor="lien-ket-ra-ngoai")
        register(Job("collect-links", _("Ghi lại các liên kết ra ngoài"), work.collect_job, every=3600, lease=300))
        # Few at a time: what another site takes its time for holds up nothing else.
        register(Job("check-links", _("Thử các liên kết ra ngoài"), work.check_job, every=300, lease=120))
