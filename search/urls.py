from django.urls import path

from . import views
from .pages import counter_views
from .query_log import views as asked_views

app_name = "search"
urlpatterns = [
    path("tim-kiem/", views.results, name="results"),
    path("tim-kiem/goi-y/", views.suggestions, name="suggestions"),
    path("quay/", counter_views.begin, name="counter"),
    path("tim-kiem/da-mo/", asked_views.opened, name="opened"),
]
