from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

DAY = 24 * 3600
# What procedures refer to.
REFERENCE_DATA = ("ThematicArea", "CompetentAuthority", "AuthorityTransfer", "LegalResource", "Office", "Term", "HolidayYear")


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        from django.db import models
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model

        from . import callers, checks, clean_fields, cleaning, desk_labels, mail_queue, metrics, signal_handlers
        from .backup import regular
        from .clock import chores, jobs, publishing
        from .desk import aliases, asked_less, chapters, listing, nonces, page_rows, recovery_codes, sorting, usage
        from .desk.titles import VietnameseSlugInput
        from .doctor import checks as doctor_checks
        from .published_files import rule as published_files
        from .two_people import notices, rule, translated
        from .weekly_mail import sending as weekly_mail

        callers.read_proxies(tuple(settings.TRUSTED_PROXIES))  # A typing mistake is told when the server starts.
        checks.register()
        doctor_checks.register_all()
        metrics.register_all()
        signal_handlers.connect()
        cleaning.watch_app(self, but=("ScheduledJob", "QueuedMail", "MadeBackup", "ReaderConfirmation"))
        cleaning.watch_other_apps()
        cleaning.connect()
        clean_fields.give_to_forms()
        desk_labels.give()
        listing.connect()
        sorting.connect()
        usage.guard(get_document_model(), get_image_model(), *(self.get_model(name) for name in REFERENCE_DATA))
        rule.connect()
        translated.connect()
        published_files.connect()
        notices.connect()
        aliases.withdraw_offers()
        page_rows.connect()
        asked_less.connect()
        nonces.connect()
        recovery_codes.connect()
        chapters.tell(self)
        register_form_field_override(models.SlugField, override={"widget": VietnameseSlugInput})
        # Every twenty seconds: at its minute. The lease is short, because each page is a transaction of its own.
        jobs.register(jobs.Job("publish", _("Đăng và gỡ trang đúng giờ"), publishing.publish_and_expire, every=20, lease=30))
        jobs.register(jobs.Job("send-mail", _("Gửi thư"), mail_queue.send_job, every=20, lease=120))
        jobs.register(jobs.Job("clear-sessions", _("Xóa phiên đăng nhập đã hết hạn"), chores.clear_sessions, every=DAY))
        jobs.register(jobs.Job("forget-reports", _("Xóa góp ý đã trả lời từ lâu"), chores.forget_reports, every=DAY))
        jobs.register(jobs.Job("weekly-mail", _("Gửi thư đầu tuần"), weekly_mail.weekly_job, every=300, lease=300))
        if settings.BACKUP_DIR:
            jobs.register(jobs.Job(regular.JOB, _("Sao lưu"), regular.backup_job, every=regular.every(), lease=300))
