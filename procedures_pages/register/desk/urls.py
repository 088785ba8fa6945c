"""Addresses under /quan-tri/co-so-du-lieu/. The desk lets in only those who may enter it; each view asks for what it needs beyond that."""

from django.urls import path

from .areas import AreaList
from .import_views import SnapshotView, UploadView, WriteView
from .law_views import LawList, LawView
from .lists import RecordList
from .proposal_views import ProposalsView
from .record_views import DraftView, RecordView
from .review_views import ReviewView, WaitingList
from .truth_views import TruthView

app_name = "register_desk"
urlpatterns = [
    path("", RecordList.as_view(), name="records"),
    path("ket-qua/", RecordList.as_view(results_only=True), name="records_results"),
    path("ban-ghi/<str:code>/", RecordView.as_view(), name="record"),
    path("ban-ghi/<str:code>/soan/", DraftView.as_view(), name="draft"),
    path("nhap/", UploadView.as_view(), name="upload"),
    path("nhap/ghi/", WriteView.as_view(), name="write"),
    path("ban-chup/<int:pk>/", SnapshotView.as_view(), name="snapshot"),
    path("doi-chieu/", WaitingList.as_view(), name="waiting"),
    path("doi-chieu/<int:pk>/", ReviewView.as_view(), name="review"),
    path("doi-chieu/<int:pk>/tung-dieu/", TruthView.as_view(), name="truth"),
    path("luat-doi/", LawList.as_view(), name="laws"),
    path("luat-doi/de-xuat/", ProposalsView.as_view(), name="proposals"),
    path("luat-doi/<int:pk>/", LawView.as_view(), name="law"),
    path("linh-vuc/", AreaList.as_view(), name="areas"),
]
