from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresPagesConfig(AppConfig):
    name = "procedures_pages"
    verbose_name = _("Thủ tục")

    def ready(self) -> None:
        from office import cleaning
        from office.clock.jobs import Job, register
        from office.desk import handbook, kept_uploads

        from . import catalogue_rows, change_notes, effects, outgoing, withdrawing
        from .facts import requirement as cases  # noqa: F401 (adds its rule to publishing's)
        from .facts import stamp
        from .history import coming
        from .law_changes import opening
        from .models import CatalogueIndexPage, ProcedurePage
        from .on_page.states import standing
        from .paper_places import keeping as paper_places
        from .paper_places import renaming as paper_renaming
        from .publishing import sanity  # noqa: F401 (adds its rules to publishing's)
        from .publishing.panels import edit_handler
        from .reader_changes import ReaderChangesPanel
        from .register.desk import doctor
        from .register.desk.panels import SourcePanel
        from .register.review import requirement  # noqa: F401 (adds the register's rules to publishing's)
        from .register.truth import requirement as truth  # noqa: F401 (adds its rule to publishing's)
        from .register.versions import places
        from .sharing import case_codes
        from .transfers import batches as transfer_batches
        from .translation import keeping

        # The form knows rules and panels of rooms that know the models: it is put together when all are there.
        beside = [
            ReaderChangesPanel(heading=_("Người đọc sẽ thấy"), icon="view"),
            SourcePanel(heading=_("Đối chiếu với bản ghi"), icon="history"),
        ]
        ProcedurePage.edit_handler = edit_handler(ProcedurePage, beside, standing)

        writing = "viet-mot-huong-dan-trong-10-phut"
        handbook.tells_of(writing, ProcedurePage, CatalogueIndexPage)
        on_page = ("facts_screen", "fact_form", "fact_gone", "facts_answered", "facts_submitted", "facts_people")
        handbook.tells_of(writing, *on_page, anchor="sua-mot-dieu-tren-trang")
        handbook.tells_of(writing, "reader_changes", "english_note", anchor="6-xem-truoc-gui-duyet-xuat-ban-2-phut")
        handbook.tells_of(writing, "translations_waiting", anchor="kiem-tra-noi-dung-nguoi-thu-ba")
        handbook.tells_of("viec-cua-toi", "pages_due", "measures", anchor="trang-den-han-ra")
        handbook.tells_of("quay", "pages_to_read", "page_remark", "fact_remark", "remarks", "remark", anchor="gop-y-ve-mot-trang")
        handbook.tells_of("tu-ban-ghi-den-huong-dan", "register_desk")
        handbook.tells_of("tu-ban-ghi-den-huong-dan", "register_desk:waiting", "register_desk:review", anchor="khi-ban-ghi-doi")
        handbook.tells_of("luat-doi", "register_desk:laws", "register_desk:law", anchor="xu-ly-trang-bi-bao")
        handbook.tells_of("luat-doi", "register_desk:proposals", anchor="de-xuat-tu-ban-ghi")
        handbook.tells_of("luat-doi", "transfer_pages", "transfer_batch", anchor="chuyen-tham-quyen-o-nhieu-trang")
        handbook.tells_of("giay-in-va-lien-ket", "procedure_posters")
        handbook.tells_of("giay-in-va-lien-ket", "forms_wanted", anchor="giay-to-dung-chung")
        handbook.tells_of("bang-tinh", "procedures_workbook")
        handbook.tells_of("bang-tinh", "procedures_list", anchor="danh-sach-theo-cap-va-linh-vuc")
        stamp.watch()
        keeping.connect()
        withdrawing.connect()
        effects.connect()
        outgoing.connect()
        change_notes.connect()
        coming.connect()
        opening.connect()
        catalogue_rows.connect()
        case_codes.connect()
        paper_places.connect()
        paper_renaming.connect()
        transfer_batches.connect()
        doctor.register_all()
        # Uploads wait on the disk of the machine that took them.
        register(Job("sweep-uploads", _("Dọn tệp tải lên chưa nhập"), kept_uploads.sweep_job, every=3600, everywhere=True))
        register(Job("record-places", _("Xác định bản ghi thuộc tỉnh nào"), places.renew_job, every=3600, lease=600))
        register(Job("case-codes", _("Cấp mã ngắn cho các trường hợp"), case_codes.give_job, every=3600, lease=600))
        cleaning.watch_app(self, but=("CaseCode", "FactsStamp", "SettledProposal", "RegisterSnapshot", "RegisterRecord", "RegisterVersion"))
