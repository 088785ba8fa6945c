"""WSGI entry point. The server must have ``site/`` and the project root on its import path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

# Beside the requests: what the first search would wait for is read now, what each process knows of the search index is kept true from
# then on, and the clock runs.
from office.clock import scheduler  # noqa: E402
from procedures_pages.paper import renderer  # noqa: E402
from search import watch  # noqa: E402
from search.meaning import embedder  # noqa: E402

watch.start()
scheduler.start()
renderer.warm()
embedder.start()
