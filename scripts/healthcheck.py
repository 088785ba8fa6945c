"""Asks the server in this container whether it lives, the way the proxy in front would."""

import os
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
urllib.request.urlopen(request, timeout=4).close()  # noqa: S310
