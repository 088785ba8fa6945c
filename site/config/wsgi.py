"""WSGI entry point. The server must have ``site/`` and the project root on its import path."""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# What is loaded here stays until the end. The collector would look through it again and again: a sixth of the time of a start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402

django = get_wsgi_application()

from config import background  # noqa: E402
from home.page_cache.before import BeforeDjango  # noqa: E402

application = BeforeDjango(django)

gc.freeze()
gc.enable()
# A page makes some ten thousand objects that are gone when it is sent: the usual 700 have the collector look at them while they are in use.
gc.set_threshold(20_000, 20, 20)

background.start()
