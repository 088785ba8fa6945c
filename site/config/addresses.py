"""Addresses. Those of DESIGN stand as they are: people print them and put them into QR codes. Loaded by config/urls.py."""

from functools import partial

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home import file_views, machine_views, sitemaps, views
from procedures_pages import api
from procedures_pages.expert_checks import views as expert_views
from search import urls as search_urls
from search import views as search_views

from .api import router, schema

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"

# With these Wagtail's developers try out its error pages; one of them raises what it is asked to.
ERROR_PAGES = ("failwhale/", "test404/")
# Only the desk has something that another site could misuse. Elsewhere nobody is logged in, and a wrong method gets its 405.
without_csrf = partial(decorate_urlpatterns, decorator=csrf_exempt)

urlpatterns = [
    *without_csrf(
        [
            path("healthz", machine_views.healthz, name="healthz"),
            path("readyz", machine_views.readyz, name="readyz"),
            path("metrics", machine_views.metrics, name="metrics"),
            path("sw.js", machine_views.service_worker, name="service_worker"),
            path("robots.txt", machine_views.robots, name="robots"),
            path("sitemap.xml", sitemaps.index, name="sitemap"),
            path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
            path(".well-known/security.txt", machine_views.security_txt, name="security_txt"),
            path("api/v2/procedures/", api.procedures, name="api_procedures"),
            re_path(r"^api/v2/procedures/(?P<code>[0-9.]{3,24})/$", api.procedure, name="api_procedure"),
            path("api/v2/answers/", search_views.answers, name="api_answers"),
            path("api/v2/schema.json", schema, name="api_schema"),
            path("api/v2/", router.urls),
            # Never to be served by a web server in front: who may see a file is asked here.
            path("tep/<path:path>", file_views.picture, name="picture"),
            # Of one who has no account: an address that is kept, logged and told nowhere (office.logs).
            re_path(r"^chuyen-vien/(?P<token>[^/]{1,100})/?$", expert_views.expert_check, name="expert_check"),
            re_path(r"^bieu-mau/(\d+)/(.*)$", file_views.document, name="wagtaildocs_serve"),
        ]
    ),
    path("quan-tri/", include([pattern for pattern in wagtailadmin_urls.urlpatterns if str(pattern.pattern) not in ERROR_PAGES])),
    *without_csrf(
        i18n_patterns(
            path("", views.front, name="front"),
            path("noi-nop/", views.offices, name="offices"),
            path("tra-cuu-ho-so/", views.after_handing_in, name="after_handing_in"),
            path("quyen-rieng-tu/", views.privacy_notice, name="privacy"),
            path("danh-muc-da-luu/", views.kept_lists, name="kept_lists"),
            path("goi-ngoai-tuyen.json", views.offline_pack, name="offline_pack"),
            path("so-do-trang/", views.site_map, name="site_map"),
            path("", include("procedures_pages.urls")),
            path("", include("guides.urls")),
            path("", include("office.urls")),
            path("", include(search_urls)),
            # Wagtail asks for the address of any page under this name; what is not one of ours above is a plain page.
            re_path(r"^((?:[\w\-]+/)*)$", views.standard, name="wagtail_serve"),
            prefix_default_language=False,
        )
    ),
]
