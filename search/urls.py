from django.urls import path
from django.http import HttpResponse
app_name="search"
urlpatterns=[path("tim-kiem/",lambda r:HttpResponse(),name="results"),path("tim-kiem/goi-y/",lambda r:HttpResponse(),name="suggestions")]
