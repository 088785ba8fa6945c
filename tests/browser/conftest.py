"""A real Chromium on the real site.

`phone`, `desktop` and `no_scripts` are pages on a site that all tests of a process share: read only. A test that changes something
takes `own_site` and opens pages on it with `open_page(url=own_site)`. Every page fails its test on an error on the console (so on
any violation of the content security policy) and on any request to another host.
"""

import os
import re
import shutil
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Error, expect, sync_playwright

from tests.servers.site import changeable_site, site

from .tools import DESKTOP, PHONE, Watch

PATIENT = 30_000  # milliseconds: a busy machine is no failure
MORE_PATIENT = 60_000  # the desk's longest form opens
SEEN = 3000  # signs of a page that a failure tells
expect.set_options(timeout=PATIENT)

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Features of the browser's own window that nobody sees here. The first three are web pages in the address bar, one process each for
# every window: half of the work of opening and loading a page. The others are Playwright's list, which this one replaces.
OFF = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]
OFF += ["AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"]
OFF += ["HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"]
OFF += ["OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"]
QUIET = [
    f"--disable-features={','.join(OFF)}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failure tells what stood on each page: elsewhere nobody can look."""
    report = yield
    if report.failed:
        for page in getattr(item, "pages_opened", ()):
            with suppress(Error):
                words = re.sub(r"\n{2,}", "\n", page.locator("body").inner_text(timeout=1000))
                report.sections.append((f"page {page.url}", words[:SEEN]))
    return report


WITH_WINDOW = ("chromium", "chromium-browser", "google-chrome")
# The same engine, in seven tenths of the time; it keeps no page that was left, for Back.
WITHOUT_WINDOW = "chromium-headless-shell"


def chromium_path(*names: str) -> str | None:
    """The first of these that the machine has; without one, Playwright's build (which says how to install it where it is missing)."""
    if given := os.environ.get("CHROMIUM"):
        return given
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium():
    # Django keeps the connections of code beside an event loop apart, and Playwright leaves one running in this thread. The database is in
    # memory, so another connection would be another database: tests of the database that come after those of the browser get the same one.
    database = connections["default"]
    with sync_playwright() as playwright:
        path = chromium_path(WITHOUT_WINDOW, *WITH_WINDOW)
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=QUIET)
        connections["default"] = database
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_url(sample):
    with site(sample) as url:
        yield url


@pytest.fixture(scope="session")
def _changeable(sample):
    with changeable_site(sample) as put_back:
        yield put_back


@pytest.fixture
def own_site_after(_changeable):
    """Called with Python that runs within it first: the address of a site that the test may change. One to a test."""
    return _changeable


@pytest.fixture
def own_site(own_site_after):
    return own_site_after("")


@pytest.fixture
def open_page(chromium, request):
    """Opens an empty page: `open_page(PHONE, scripts=False, dark=True, url=own_site)`; `goto` takes paths.

    Nothing is kept for a time without a connection unless `keeping`: what goes through a service worker cannot be counted nor held.
    """
    watches = []
    request.node.pages_opened = []

    def opened(viewport=PHONE, *, scripts=True, dark=False, forced_colors=False, keeping=False, url=None):
        base = url or request.getfixturevalue("site_url")
        context = chromium.new_context(
            base_url=base,
            viewport=viewport,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced_colors else "none",
            reduced_motion="reduce",
            has_touch=viewport["width"] < 700,
        )
        if not keeping:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        context.set_default_timeout(PATIENT)
        context.set_default_navigation_timeout(MORE_PATIENT)
        page = context.new_page()
        request.node.pages_opened.append(page)
        watch = Watch(urlsplit(base).netloc)
        watch.over(page)
        watches.append(watch)
        # Closed before anything that the test asked for ends, whatever the order: a page that still loads finds its server.
        request.node.addfinalizer(context.close)
        return page

    yield opened
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)


@pytest.fixture
def desktop(open_page):
    return open_page(DESKTOP)


@pytest.fixture
def no_scripts(open_page):
    return open_page(PHONE, scripts=False)
