"""On one's own machine: `make run`. Works with nothing set; never for a public server."""

from .base import *  # noqa: F403
from .base import DATA_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-never-for-a-server-that-others-reach")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
WAGTAIL_2FA_REQUIRED = env.bool("DESK_TWO_FACTOR", default=False)
# Static files straight from the source folders.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DATA_DIR.mkdir(parents=True, exist_ok=True)
SAMPLE_USERS = True
