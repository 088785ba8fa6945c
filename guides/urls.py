from django.urls import path

from . import batch_views, views

app_name = "guides"
urlpatterns = [
    path("huong-dan/", views.index, name="index"),
    path("huong-dan/<slug:slug>/", views.guide, name="page"),
    path("huong-dan/<slug:slug>/in/", views.plan_print, name="plan_print"),
    path("huong-dan/<slug:slug>/ho-so/", batch_views.batch, name="batch"),
    path("huong-dan/<slug:slug>/ho-so/in/", batch_views.batch_print, name="batch_print"),
    path("huong-dan/<slug:slug>/ho-so.pdf", batch_views.batch_pdf, name="batch_pdf"),
]
