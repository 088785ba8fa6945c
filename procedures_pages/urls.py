from django.urls import path, re_path

from . import views
from .counter import views as counter_views
from .law_changes import views as law_views
from .paper.posters import views as poster_views
from .paper_places import views as paper_views
from .register import views as register_views

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", views.catalogue, name="catalogue"),
    path("thu-tuc/danh-muc.pdf", poster_views.printed_catalogue, name="printed_catalogue"),
    path("thu-tuc/ap-phich.pdf", poster_views.poster_of_area, name="area_poster"),
    path("thu-tuc/atom.xml", views.changes_feed, name="changes_feed"),
    path("danh-muc-2022/", views.catalogue_2022, name="list_2022"),
    path("thay-doi/", law_views.changes, name="law_changes"),
    path("thu-tuc/<slug:slug>/", views.procedure, name="page"),
    path("thu-tuc/<slug:slug>/ho-so/", views.procedure, {"mode": "checklist"}, name="checklist"),
    path("thu-tuc/<slug:slug>/ho-so/in/", views.procedure, {"mode": "checklist_print"}, name="checklist_print"),
    path("thu-tuc/<slug:slug>/ho-so.pdf", views.pdf, name="pdf"),
    path("thu-tuc/<slug:slug>/in/", views.procedure, {"mode": "print"}, name="print"),
    path("thu-tuc/<slug:slug>/in.pdf", views.pdf, {"whole": True}, name="print_pdf"),
    path("thu-tuc/<slug:slug>/ap-phich.pdf", poster_views.poster, name="poster"),
    path("thu-tuc/<slug:slug>/lich-su/", views.history, name="history"),
    path("thu-tuc/<slug:slug>/lich-su/atom.xml", views.changes_feed, name="page_changes_feed"),
    path("giay-to/", paper_views.papers, name="papers"),
    path("giay-to/<slug:slug>/", paper_views.paper, name="paper"),
    path("bieu-mau/<slug:slug>/", paper_views.form, name="form"),
    path("quay/<slug:slug>/", counter_views.case, name="counter"),
    path("thu-tuc/<slug:slug>/gui/", views.procedure, {"mode": "hand_over"}, name="hand_over"),
    re_path(r"^thu-tuc/(?P<slug>[-a-zA-Z0-9_]+)/qr\.(?P<kind>svg|png)$", views.qr, name="qr"),
    re_path(r"^tra-cuu/(?P<code>[0-9A-Za-z.-]{1,40})/$", register_views.record, name="record"),
    re_path(r"^tra-cuu/(?P<code>[0-9A-Za-z.-]{1,40})/qr\.svg$", register_views.qr, name="record_qr"),
    re_path(r"^t/(?P<code>[0-9A-Za-z.]{1,40})/?$", views.short_address, name="short"),
    path("k/", views.said_code, name="said_box"),
    re_path(r"^[kK]/(?P<text>[^/]{1,60})/?$", views.said_code, name="said"),
]
