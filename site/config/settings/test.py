"""The test suite: SQLite in memory, quick password hashes, no waiting. The real servers are tried by tests/servers/."""

from .base import *  # noqa: F403
from .base import env

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
if not env.str("DATABASE_URL", default=""):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WAGTAIL_2FA_REQUIRED = env.bool("DESK_TWO_FACTOR", default=False)
# Off, or tests that mistype on purpose would lock each other out; tests/office/test_throttling.py switches it on.
AXES_ENABLED = env.bool("AXES_ENABLED", default=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SAMPLE_USERS = True
# A busy machine changes no answer; tests of what happens without the model, or a PDF, in time say so themselves.
SEARCH_MEANING_SECONDS = env.float("SEARCH_MEANING_SECONDS", default=60)
SEARCH_MEANING_START_SECONDS = env.float("SEARCH_MEANING_START_SECONDS", default=60)
PDF_SECONDS = 60.0
# Read again between two requests of a busy machine, it would be counted among the queries of the second.
SITE_DATA_SECONDS = 600
# What readers ask is written when a test says so, by no thread of its own.
SEARCH_LEARNING_SECONDS = 0
