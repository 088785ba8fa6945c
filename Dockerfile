# The site as one image: granian on port 8000, as an ordinary user. Configuration: docs/operators.md.
# /app is only read: code and static files, owned by root. Whatever the site writes is under /data, which the user of the image owns, and
# in /tmp: the rest may be read-only, and several nodes share one /data.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --quiet --require-hashes -r requirements.txt

FROM python:3.13-slim-bookworm
# Pango and HarfBuzz lay out the PDF. pg_dump and pg_restore must be as new as compose's PostgreSQL, which Debian's are not.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install -y --no-install-recommends postgresql-client-17 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 1000 --home-dir /app site \
 && install -d -o site -g site /data
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app/site:/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production DATA_DIR=/data STATIC_ROOT=/app/static
# sbom.cdx.json: all that is in here and was made by others, with versions, licences and hashes.
RUN python scripts/catalogues.py compile \
 && python scripts/sbom.py > sbom.cdx.json \
 && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q site guides procedures_pages search
USER site
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "scripts/healthcheck.py"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "config.wsgi:application"]
