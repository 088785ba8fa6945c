from django.urls import path

from . import asked_views, views

app_name = "search"
urlpatterns = [
    path("tim-kiem/", views.results, name="results"),
    path("tim-kiem/goi-y/", views.suggestions, name="suggestions"),
    path("tim-kiem/da-mo/", asked_views.opened, name="opened"),
]
