"""A server that readers reach, over HTTPS, behind a proxy that sets X-Forwarded-Proto."""

from django.core.exceptions import ImproperlyConfigured

from office.secret_key import weakness

from .base import *  # noqa: F403
from .base import SECRET_KEY_FALLBACKS, SITE_URL, STORAGES, env

SECRET_KEY = env.str("SECRET_KEY")
for key in (SECRET_KEY, *SECRET_KEY_FALLBACKS):
    if reason := weakness(key):
        hint = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        raise ImproperlyConfigured(f"SECRET_KEY, or one of SECRET_KEY_FALLBACKS, keeps nobody out: {reason}. A new one: {hint}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# The proxy of docs/operators.md stands on the same machine.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
CHECK_LINKS = env.bool("CHECK_LINKS", default=True)
# Two years, as browsers' own lists ask for. To be on such a list is hard to take back: the operator says so, nobody else.
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
if not SECURE_HSTS_PRELOAD:
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # asks for it
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-phien"
CSRF_COOKIE_NAME = "__Host-csrf"
# Names with a hash of their content, cached for ever; styles in fewer signs.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "config.static_files.Storage"}}
