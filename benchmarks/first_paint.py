"""When a telephone on a slow network shows a page: 400 kbps, 400 ms, a processor a quarter as fast. See README.md beside this file.

python benchmarks/first_paint.py [--times N] [--json FILE] [PATH…]
"""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
PATHS = ["/", BIRTH, BIRTH + "ho-so/", "/thu-tuc/dang-ky-ket-hon/", "/tim-kiem/?q=khai+sinh"]
PHONE = {"width": 360, "height": 740}
NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
# Noted from the first moment on: the largest thing painted, in milliseconds, and how far things moved.
NOTE = """() => {
    window.seen = { lcp: 0, cls: 0 };
    new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
        .observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
        .observe({ type: "layout-shift", buffered: true });
}"""

# What was asked for before the page was there: the first view. Styles of paper and the like come after it.
FIRST = """() => {
    const page = performance.getEntriesByType("navigation")[0];
    const all = [page, ...performance.getEntriesByType("resource").filter((e) => e.startTime < page.loadEventStart && e.transferSize)];
    return { first_bytes: all.reduce((sum, e) => sum + e.transferSize, 0), first_requests: all.length };
}"""


@contextmanager
def _served() -> Iterator[str]:
    """The sample behind a proxy that packs, as operators run it."""
    from tests.servers.nginx import nginx
    from tests.servers.site import sample_data, site

    packing = "gzip on; gzip_comp_level 6; gzip_types text/css text/javascript application/javascript; gzip_proxied any;"
    with site(sample_data(), ALLOWED_HOSTS="127.0.0.1") as url, nginx(f"{packing} location / {{ proxy_pass {url}; }}") as proxy:
        yield proxy


def opened(browser: Browser, url: str) -> dict[str, Any]:
    """One first visit, with nothing kept."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(f"({NOTE})()")
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", NETWORK)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    received: list[int] = []
    # What stands in the page itself (a picture as data:) comes with no bytes of its own.
    client.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    seen: dict[str, Any] = {**page.evaluate("seen"), **page.evaluate(FIRST)}
    context.close()
    return {**seen, "bytes": sum(received), "requests": sum(size > 0 for size in received)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=PATHS)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = {}
    with _served() as base, sync_playwright() as playwright:
        from tests.browser.conftest import QUIET, WITH_WINDOW, WITHOUT_WINDOW, chromium_path

        browser = playwright.chromium.launch(executable_path=chromium_path(WITHOUT_WINDOW, *WITH_WINDOW), headless=True, args=QUIET)
        for path in options.paths:
            opened(browser, base + path)  # the server's own first time
            seen = [opened(browser, base + path) for _ in range(options.times)]
            rows[path] = {name: statistics.median(one[name] for one in seen) for name in seen[0]}
        browser.close()
    print(f"{'page':45} {'LCP, s':>7} {'CLS':>6} {'KB':>6} {'requests':>9} {'first KB':>9} {'requests':>9}")
    for path, row in rows.items():
        print(
            f"{path:45} {row['lcp'] / 1000:7.2f} {row['cls']:6.3f} {row['bytes'] / 1024:6.1f} {row['requests']:9.0f} "
            f"{row['first_bytes'] / 1024:9.1f} {row['first_requests']:9.0f}"
        )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), "utf-8")


if __name__ == "__main__":
    main()
