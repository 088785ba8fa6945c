"""Settings shared by all environments. Every environment variable read here is listed in docs/operators.md."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF


class NotingEnv(environ.Env):
    """Notes the names that settings are read from, which a backup tells."""

    names: set[str] = set()

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        self.names.add(var)
        return super().get_value(var, *args, **kwargs)


env = NotingEnv()
ENVIRONMENT_READ = env.names
ROOT = Path(__file__).resolve().parent.parent.parent.parent
SITE_DIR = ROOT / "site"
# Everything the site writes while it runs: database, uploads, collected static files.
DATA_DIR = env.path("DATA_DIR", default=str(ROOT / "var"))
DATA_DIR = Path(str(DATA_DIR))

# --- Identity: which site this is. Host names come from here only, never from a request. ---
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_SITE_NAME = "Cẩm nang Một cửa"
SECRET_KEY = env.str("SECRET_KEY", default="")
# Keys of before: what was signed with one is still good, nothing new is.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
# Proxies in front of the site whose X-Forwarded-For is believed (office.callers): addresses, networks, the word "unix".
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])
# The quiet notice on every page that this is a sample and not the official list.
SAMPLE_NOTICE = env.bool("SAMPLE_NOTICE", default=True)
# Records of the register that nobody has edited: kept out of other search engines.
REGISTER_NOINDEX = env.bool("REGISTER_NOINDEX", default=True)
# The three users of the sample, with passwords that anybody can read: only where nobody else reaches the server.
SAMPLE_USERS = False

# --- Apps: one room of the house each, highest first; see docs/ and pyproject.toml (import-linter). ---
INSTALLED_APPS = [
    "home",
    "search",
    "guides",
    "procedures_pages",
    "procedures_pages.expert_checks",
    "office",
    "office.banners",
    "office.form_templates",
    "office.links",
    "office.set_costs",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_2fa",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
]

# --- Middleware: bad input is stopped first, policies are added last. ---
MIDDLEWARE = [
    "home.middleware.RefuseBrokenRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.page_cache.middleware.KeepPages",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.SecurityHeaders",
    "home.middleware.Validators",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.LanguageOfPath",
    "home.middleware.Slashes",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.middleware.DeskTwoFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "office.desk.once.AskOnce",
    "home.middleware.TellWhyPublishingIsRefused",
    "office.two_people.desk.LeadToSecondPerson",
    "home.middleware.TellWhyNothingIsWritten",
    "office.desk.usage.TellWhatUsesIt",
    "office.desk.doors.AskAtTheDoor",
    "home.conversions.TellOfConversions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.middleware.FewerLines",
    "home.middleware.MarkVietnamese",
    "axes.middleware.AxesMiddleware",
    "office.known_devices.MarkDevice",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

# --- Templates: all in one folder, by app. ---
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["config.templates.Loader", "config.templates.LibraryLoader"])],
            "builtins": ["office.desk.nonces"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "office.context_processors.furniture",
            ],
        },
    }
]

# Boxes of forms, too, are read by these loaders: Wagtail's boxes for dates bring inline scripts of their own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database: embedded SQLite unless DATABASE_URL says otherwise. WAL lets readers read while an editor
# publishes; IMMEDIATE takes the write lock at BEGIN, so that two editors wait for each other instead of failing. ---
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A server that was started anew is connected to again; one that hangs is not waited for (office/postgresql).
    DATABASES["default"].update({"ENGINE": "office.postgresql", "CONN_HEALTH_CHECKS": True})
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
# To open one takes longer than to ask whether anything has changed: of SQLite, too, whose last connection also puts the log away.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache: local memory unless CACHE_URL says otherwise (redis://…). A cache that is down is a miss, never an error. ---
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://cam-nang")}
if "redis" in CACHES["default"]["BACKEND"]:
    CACHES["default"]["BACKEND"] = "django_redis.cache.RedisCache"
    CACHES["default"].setdefault("OPTIONS", {}).update({"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5})
    # The first failure is felt, for half a second; for a quarter of a minute after it everything misses at once.
    CACHES["default"]["OPTIONS"]["CONNECTION_POOL_CLASS"] = "office.redis_pool.PatientPool"
# What a process keeps for itself beside it: the facts of so many pages (procedures_pages/facts/reading.py), some 20 KB each.
CACHES["process"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process", "OPTIONS": {"MAX_ENTRIES": 500}}
# And whole pages as they are sent, packed: so many megabytes of them in each process, some 15 KB each; 0 for none (home/page_cache).
KEPT_PAGES_MB = env.int("KEPT_PAGES_MB", default=32)
# Every public page as a file, for nginx to show where the site does not answer (home/mirror); "" for none.
MIRROR_DIR = env.str("MIRROR_DIR", default="")
# So old at most is what every page carries (the unit, its notices, the footer): a process with a cache of its own is told of no change.
SITE_DATA_SECONDS = 3

# --- Search: in the database, or in an Elasticsearch at SEARCH_URL (several nodes: separated by commas). ---
SEARCH_URL = env.str("SEARCH_URL", default="")
SEARCH_INDEX = env.str("SEARCH_INDEX", default="cam-nang")
SEARCH_REPLICAS = env.int("SEARCH_REPLICAS", default=1)
# The half of search that goes by meaning (docs/decisions/0007-search.md).
SEARCH_MEANING = env.bool("SEARCH_MEANING", default=True)
# Seconds a query waits for its vector at most, words alone answering then; and for a model that is only being started.
SEARCH_MEANING_SECONDS = env.float("SEARCH_MEANING_SECONDS", default=0.4)
SEARCH_MEANING_START_SECONDS = 0.0
# Seconds in which a PDF is set, the wait for its turn among them; a sheet takes some 100 ms. QUALITY: a hanging engine is given up in 10.
PDF_SECONDS = 8.0
# What readers ask is counted without anything about them, and written that many seconds later; 0: only when told to.
SEARCH_LEARNING = env.bool("SEARCH_LEARNING", default=True)
SEARCH_LEARNING_SECONDS = 10
# The desk's own search: where the site's is.
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    # Not all in one transaction: an editor who saves meanwhile would wait for the end of it.
    "default": {"BACKEND": "search.desk.database_backend", "ATOMIC_REBUILD": False}
}
if SEARCH_URL:
    WAGTAILSEARCH_BACKENDS = {
        "database": WAGTAILSEARCH_BACKENDS["default"],
        "default": {
            "BACKEND": "search.desk.wagtail_backend",
            "URLS": SEARCH_URL.split(","),
            "INDEX_PREFIX": f"{SEARCH_INDEX}-desk-",
            "TIMEOUT": 0.25,
            "OPTIONS": {"max_retries": 0},
        },
    }

# --- The clock: publishing at its hour, expiry, housekeeping (site/office/clock). Off where a process of its own does it. ---
CLOCK = env.bool("CLOCK", default=True)
# Whether the clock asks other sites if our links to them open: on a server that readers reach, not on everybody's own machine.
CHECK_LINKS = env.bool("CHECK_LINKS", default=False)

# --- What a serving process runs beside its requests (config.background); empty: nothing, as on a node that only serves. ---
BACKGROUND: list[str] = env.list("BACKGROUND", default=["facts", "search", "clock", "pdf", "meaning"])

# --- Days after which a live page is due for another look by its owner (procedures_pages/register/review/freshness.py). ---
REVIEW_DAYS = env.int("REVIEW_DAYS", default=90)

# --- Language: Vietnamese is the source and has no prefix; English lives under /en/. ---
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
# A page sent to be translated starts as a draft: it would go live with the source's own words for a translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LOCALE_PATHS = [SITE_DIR / "locale", SITE_DIR / "locale" / "desk"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
USE_TZ = True
USE_I18N = True
# The desk shows and reads dates the way they are written here.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"

# --- Pages: slugs without marks (the folding is ours), no comments by mail to strangers, redirects on every move. ---
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
TAGGIT_CASE_INSENSITIVE = True

# --- Files: uploads are checked by extension and size; SVG is refused. ---
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
MEDIA_URL = "/tep/"
# Snapshots of the register between upload and import: private, a day at most.
UPLOADS_ROOT = Path(env.str("UPLOADS_ROOT", default=str(DATA_DIR / "uploads")))
# A backup is written there, where it is set, as often as that, and kept so many days (office/backup); for these public keys of age alone.
BACKUP_DIR = env.str("BACKUP_DIR", default="")
BACKUP_EVERY_MINUTES = env.int("BACKUP_EVERY_MINUTES", default=24 * 60)
BACKUP_KEEP_DAYS = env.int("BACKUP_KEEP_DAYS", default=14)
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
# Whether ``manage.py doctor`` connects to SITE_URL to see how long its certificate lasts.
DOCTOR_CERTIFICATE = env.bool("DOCTOR_CERTIFICATE", default=False)
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "office.pictures.PictureForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "odt", "ods"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "office.documents.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Collected once for each version and only read by the server: the image keeps it beside the code.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [SITE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The editors' handbook, read inside the desk (office.desk.handbook).
HANDBOOK = ROOT / "docs" / "bien-tap"

# --- Public API: read-only, bounded. ---
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_SEARCH_ENABLED = True
WAGTAILAPI_BASE_URL = SITE_URL
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"], "DEFAULT_AUTHENTICATION_CLASSES": []}

# --- Policies of public pages: nothing but our own files, no inline script, no third party. The desk's are in home.middleware. ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # The code on the sheet stands in the page.
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's desk reads the token from the page; its scripts send it as a header.
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.not_sent"

# --- Editors: long passwords, a second factor, and a log-in that slows a guesser down without locking out anyone else. ---
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAIL_2FA_REQUIRED = env.bool("DESK_TWO_FACTOR", default=True)
WAGTAIL_2FA_OTP_TOTP_NAME = WAGTAIL_SITE_NAME
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "office.known_devices.who_logs_in"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "403.html"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Mail and logs. ---
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
# Mails wait in the database for the clock, which hands them to what EMAIL_URL names (office/mail_queue.py).
MAIL_TRANSPORT = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "office.mail_queue.QueueBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="cam-nang@localhost")
# One JSON object a line, or lines for people; neither with personal data (office/logs.py).
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
# Who may read /metrics: addresses and networks, the word "unix"; empty: nobody.
METRICS_ALLOWED: list[str] = env.list("METRICS_ALLOWED", default=[])
TELLS_OF_REQUESTS = LOG_FORMAT == "json" or bool(METRICS_ALLOWED)
if TELLS_OF_REQUESTS:
    MIDDLEWARE.insert(0, "office.requests.CountAndTell")
LINE = "{asctime} {levelname} {name} {message}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "office.logs.Line", "fmt": LINE, "style": "{"}, "json": {"()": "office.logs.JsonLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if LOG_FORMAT == "json" else "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "fontTools": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
