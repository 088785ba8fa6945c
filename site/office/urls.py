from django.urls import path

from . import views

app_name = "office"
urlpatterns = [path("gop-y/", views.report, name="report"), path("thuat-ngu/", views.terms, name="terms")]
