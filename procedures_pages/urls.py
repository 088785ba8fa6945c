from django.urls import path, re_path

from . import views
from .register import views as register_views

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", views.catalogue, name="catalogue"),
    path("danh-muc-2022/", views.catalogue_2022, name="list_2022"),
    path("thu-tuc/<slug:slug>/", views.procedure, name="page"),
    path("thu-tuc/<slug:slug>/ho-so/", views.procedure, {"mode": "checklist"}, name="checklist"),
    path("thu-tuc/<slug:slug>/in/", views.procedure, {"mode": "print"}, name="print"),
    path("thu-tuc/<slug:slug>/ho-so.pdf", views.checklist_pdf, name="pdf"),
    path("thu-tuc/<slug:slug>/qr.svg", views.qr, name="qr"),
    re_path(r"^tra-cuu/(?P<code>[0-9A-Za-z.-]{1,40})/$", register_views.record, name="record"),
    re_path(r"^t/(?P<code>[0-9A-Za-z.]{1,40})/?$", views.short_address, name="short"),
]
