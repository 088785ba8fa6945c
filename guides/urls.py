from django.urls import path

from . import views

app_name = "guides"
urlpatterns = [
    path("huong-dan/", views.index, name="index"),
    path("huong-dan/<slug:slug>/", views.guide, name="page"),
]
