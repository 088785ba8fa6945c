"""Which chapter of the handbook tells of the office's own screens, and of Wagtail's."""

from __future__ import annotations

from django.apps import AppConfig
from wagtail.documents import get_document_model

from .handbook import tells_of

WRITING = "viet-mot-huong-dan-trong-10-phut"
REFERENCE = ("ThematicArea", "CompetentAuthority", "AuthorityTransfer")
REPORTS = "wagtailadmin_reports"


def tell(office: AppConfig) -> None:
    """Called once, when the app is ready."""
    _of_the_office(office)
    _of_wagtail()


def _of_the_office(office: AppConfig) -> None:
    tells_of("thuat-ngu", office.get_model("Term"))
    tells_of(WRITING, office.get_model("HolidayYear"), anchor="lich-nghi-va-ngay-tra-ket-qua")
    tells_of("giay-in-va-lien-ket", get_document_model(), "wagtaildocs", anchor="giay-to-dung-chung")
    tells_of(WRITING, office.get_model("Office"), anchor="noi-nop-mau-don-theo-truong-hop")
    tells_of("luat-doi", office.get_model("LegalResource"), anchor="ghi-van-ban-moi")
    tells_of(WRITING, *(office.get_model(name) for name in REFERENCE), anchor="2-dien-theo-thu-tu-cua-trang-nguoi-doc-7-phut")
    tells_of("quay", office.get_model("ReaderReport"), "reader_answers", anchor="gop-y-ve-mot-trang")
    tells_of(WRITING, "urgent_publication", "urgent_review", anchor="luon-hai-nguoi")


def _of_wagtail() -> None:
    """By the names of its addresses, or of all that stand together."""
    tells_of("viec-cua-toi", "wagtailadmin_home")
    tells_of(WRITING, "wagtailadmin_pages", "wagtailadmin_explore_root", "wagtailadmin_explore", anchor="1-vao-ban-bien-tap-1-phut")
    tells_of(WRITING, "wagtailadmin_pages:revisions_compare", anchor="6-xem-truoc-gui-duyet-xuat-ban-2-phut")
    tells_of(WRITING, "wagtailsnippets", anchor="danh-muc-dung-chung")
    tells_of(WRITING, "wagtailadmin_account", anchor="dang-nhap-hai-buoc")
    tells_of(WRITING, f"{REPORTS}:workflow", f"{REPORTS}:workflow_tasks", f"{REPORTS}:locked_pages", anchor="luon-hai-nguoi")
    translating = ("translation_way", "translations_report", "wagtail_localize")
    tells_of(WRITING, "wagtailadmin_workflows", *translating, anchor="kiem-tra-noi-dung-nguoi-thu-ba")
    tells_of("quyen-truy-cap", REPORTS, anchor="bao-cao")
    tells_of("quyen-truy-cap", "wagtailimages", "wagtailadmin_collections", anchor="bieu-mau-giay-in-hinh")
    tells_of("giay-in-va-lien-ket", "wagtailredirects", anchor="de-dia-chi-da-in-con-dung-duoc")
    settings = ("wagtailsettings", "wagtailsites", "wagtaillocales", "wagtailusers_users", "wagtailusers_groups")
    tells_of("quyen-truy-cap", *settings, anchor="cai-dat-va-nguoi-dung")
