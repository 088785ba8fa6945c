"""What browser tests look at: faults on the console, other hosts, accessibility, sideways scrolling, weight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page in other colours may break that it did not break before: nothing else of it changes.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
BOX = "form.search input[name=q]"
_AXE = Axe().axe_script
# What passes is not told: a page has hundreds of elements that do.
VIOLATIONS = """options => axe.run(options).then((told) =>
    told.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => n.html) })))"""


def _bare(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


@dataclass
class Watch:
    """Notes what must not happen on a page. Chromium reports violations of the content security policy on the console."""

    host: str
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.context.on("request", self.request)

    def console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        # A test may open an address that answers 404; only what a page itself asks for must be there.
        # Nor what a form sends to its own address: one that is refused says so itself.
        missing_document = "Failed to load resource" in message.text and _bare(where) == _bare(message.page.url if message.page else "")
        if message.type in {"error", "warning"} and not missing_document:
            self.faults.append(f"console: {message.text} ({where})")

    def request(self, request: Request) -> None:
        """Asked for, not held: a page whose every request went through here would take half as long again. The host is not reached
        either: this browser knows none but its own machine (conftest.QUIET)."""
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.faults.append(f"another host: {request.url}")


def holdable(page: Page) -> Page:
    """The same page, of which a request can be held from now on; to be said before it is opened.

    A browser that begins to hold requests while a page is open may let the next one pass, on a busy machine.
    """
    page.context.route("**/*", lambda route: route.continue_())
    return page


def axe(page: Page, but: Sequence[str] = (), only: Sequence[str] = ()) -> None:
    """No violation of WCAG 2.0–2.2 A and AA, nor of axe's best practice; ``but``: rules that cannot be judged here; ``only``: no others."""
    options = {"runOnly": list(only)} if only else {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in but}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    # Where nothing lies under the bar at the foot: what does is scrolled out from there, and a circle that it halves is no small target.
    page.evaluate("document.querySelectorAll('.standing').forEach((bar) => { bar.style.position = 'static'; })")
    found = page.evaluate(VIOLATIONS, {**options, "resultTypes": ["violations"]})
    assert not found, f"{page.url}\n" + "\n".join(f"{v['id']}: {v['help']}\n    " + "\n    ".join(v["nodes"]) for v in found)


def axe_light_and_dark(page: Page) -> None:
    """The page as it is shown, and once more in the dark, where only colours are others."""
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, only=OF_COLOURS)


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    wide = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > room + 0.5);
            return out.slice(-5).map((e) => e.outerHTML.slice(0, 120));
        }"""
    )
    assert not wide, f"{page.url} is wider than the window:\n" + "\n".join(wide)


@dataclass
class Load:
    requests: list[Request]

    @property
    def bytes(self) -> int:
        return sum(self.size(r) for r in self.requests)

    def of(self, kind: str) -> int:
        """Bytes on the wire of one kind: document, stylesheet, script, font, image."""
        return sum(self.size(r) for r in self.requests if r.resource_type == kind)

    @staticmethod
    def size(request: Request) -> int:
        return request.sizes()["responseBodySize"]


def load(page: Page, path: str) -> Load:
    """Opens a page and says what was fetched for it, to the last request."""
    requests: list[Request] = []
    note = lambda request: requests.append(request)  # noqa: E731
    page.on("requestfinished", note)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("requestfinished", note)
    return Load(requests)


def field(page: Page) -> Locator:
    """The page's search field; on a telephone it is behind a sign of the bar."""
    if page.locator(".find summary").is_visible():
        page.locator(".find summary").press("Enter")
    return page.locator(BOX)


def type_and_wait(page: Page, words: str) -> Locator:
    """Types into the page's search field; comes back when the suggestions for all of it are there, not those for its first letters."""
    box = field(page)
    box.select_text()  # it may hold the words of a wrong address, or of the last search
    page.keyboard.type(words, delay=15)
    expect(page.locator(f"[role=listbox][data-query='{words}']")).to_be_visible()
    return box


def is_closed(page: Page) -> None:
    """The search field offers nothing."""
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    assert page.locator(BOX).get_attribute("aria-activedescendant") is None


def settings(page):
    """Opens the telephone's "Aa": size of letters, colours, language."""
    page.locator("header.mast summary", has_text="Aa").press("Enter")


STYLES_OF_PAPER = "[...document.querySelectorAll('head > link[media=print]')].every((link) => link.sheet)"


def for_paper(page: Page) -> Page:
    """The same page when the styles that paper has are there: nothing waits for them."""
    until(page, lambda: page.evaluate(STYLES_OF_PAPER))
    return page


def take(page):
    """Opens what the list can be taken away by: print, PDF, sending."""
    page.locator("details.take > summary").press("Enter")


def log_in(page: Page, name: str = "duyet") -> None:
    """At the desk, as one of the sample's users."""
    page.goto("/quan-tri/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", f"mau-{name}-2026")
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")


def enter(page: Page, name: str = "duyet") -> None:
    """As ``log_in``, without its two screens, which take a tenth of a test: where the story begins on another one."""
    page.request.get("/quan-tri/login/")
    token = next(cookie["value"] for cookie in page.context.cookies() if "csrf" in cookie["name"])
    fields = {"csrfmiddlewaretoken": token, "username": name, "password": f"mau-{name}-2026", "next": "/quan-tri/"}
    assert page.request.post("/quan-tri/login/", form=fields, max_redirects=0).status == 302


def numbers(page: Page, slugs: Sequence[str], language: str = "vi") -> list[int]:
    """The page numbers of these slugs, asked of the public API."""
    items = page.request.get(f"/api/v2/pages/?limit=100&fields=slug&locale={language}").json()["items"]
    found = {item["meta"]["slug"]: item["id"] for item in items}
    return [found[slug] for slug in slugs]


# Wagtail's own parts of a form of the desk. It begins to look for changes two seconds after it has opened, looks twice a second, and saves
# by itself half a second after it has seen one. A form that came back with errors is looked at from the start.
PARTS = """const form = document.querySelector("form[data-edit-form]"), app = (window.wagtail || {}).app;
    const part = (name) => app && form && app.getControllerForElementAndIdentifier(form, name);
    const unsaved = part("w-unsaved"), autosave = part("w-autosave");"""
WATCHED = f"() => {{ {PARTS} return !!unsaved && (unsaved.forceValue || unsaved.initialFormData !== undefined); }}"
# A change that is not on its way after so many looks of a tenth of a second each, by the page's own clock, was refused.
AT_REST = f"""() => {{ {PARTS}
    if (!autosave || !autosave.activeValue) return true;
    if (autosave.submitPromise) {{ form.looks = 0; return false; }}
    form.looks = (form.looks || 0) + 1;
    return unsaved.formData === unsaved.initialFormData || form.looks > 12; }}"""


def watched(page: Page) -> None:
    """The form on the desk is ready for hands: blocks drawn, buttons at work, and what is changed from now on is noticed."""
    page.wait_for_load_state()
    page.wait_for_function(WATCHED)


def at_rest(page: Page) -> None:
    """What was typed into the form on the desk is saved by itself, or refused. Nothing of the form is exchanged after that."""
    watched(page)
    page.evaluate("() => { document.querySelector('form[data-edit-form]').looks = 0; }")
    page.wait_for_function(AT_REST, polling=100)


def from_menu(page: Page, choice: Locator) -> None:
    """Presses a line of the menu beside "Lưu bản nháp", as somebody who looks first; back when the next screen stands there whole."""
    at_rest(page)
    page.get_by_role("button", name="Thao tác khác").last.click()
    with page.expect_navigation(wait_until="commit"):
        choice.click()
    page.wait_for_load_state()


def give_reason(page: Page) -> None:
    """One user edits and publishes: for tests of other things than the rule of two people, where the desk asks why nobody else looks first.

    Where it does not ask (the form is refused, somebody else wrote it), nothing happens.
    """
    if "/nguoi-thu-hai/" in page.url:
        page.get_by_label("Vì sao không chờ được người thứ hai").fill("Không ai khác có mặt hôm nay.")
        with page.expect_navigation(wait_until="commit"):
            page.get_by_role("button", name="Đăng khẩn cấp").click()
        page.wait_for_load_state()


def publish(page: Page) -> None:
    """Publishes the form on the desk, with a reason where the desk asks for one; or brings it back with what is wrong."""
    from_menu(page, page.get_by_role("button", name="Xuất bản", exact=True))
    give_reason(page)


def send(page: Page) -> None:
    """Sends the form on the desk for approval; back when the desk has said that it is sent."""
    from_menu(page, page.locator("button[name=action-submit]").first)
    expect(page.locator(".messages .success")).to_be_visible()


def approve(page: Page) -> None:
    """Approves the form on the desk, as somebody else than who sent it; back when the desk has said so."""
    from_menu(page, page.locator("[data-workflow-action-name=approve]").first)
    expect(page.locator(".messages .success")).to_be_visible()


def save_draft(page: Page) -> None:
    """Presses "Lưu bản nháp", as somebody who looks first; back when the form stands there again, whole."""
    at_rest(page)
    with page.expect_navigation(wait_until="commit"):
        page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_load_state()


def is_copied(page: Page, typed: str) -> None:
    """What was typed last on the desk is in the browser's copy, at most a second later."""
    found = "typed => Object.entries(localStorage).some(([key, copy]) => key.startsWith('cn-copy:') && copy.includes(typed))"
    page.wait_for_function(found, arg=typed)


def until(page: Page, what: Callable[[], object]) -> None:
    """Waits for what ``expect`` cannot ask for. Playwright's ``wait_for_function`` looks once at a reader's page and then fails: it
    evaluates text, which our content security policy forbids."""
    for _tenth in range(10 * 30):
        if what():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never so at {page.url}")


def by_its_clock(page: Page, milliseconds: int) -> None:
    """What the page's script had put off for as long or less has happened, however busy the machine is: for what must not come of it."""
    page.evaluate("wait => new Promise((done) => setTimeout(done, wait))", milliseconds)


def part(page: Page, key: str) -> None:
    """Opens another part of a page's long form by the column of parts; what was typed into this one is saved on the way."""
    page.locator(f".cn-form__parts a[data-cn-part={key}]").click()
    expect(page.locator("input[name=cn-part]")).to_have_value(key)
    page.wait_for_load_state()


def open_rows(page: Page, stream: str) -> None:
    """Opens the rows of a stream that are one line each, as they come from the server; their boxes are drawn then."""
    expect(page.locator(f"#{stream}-root")).to_be_attached()
    closed = page.locator(f"#{stream}-root [data-streamfield-child]:has([data-cn-closed]) [data-panel-toggle]")
    while closed.count():
        closed.first.press("Enter")


def form_at(number: int, key: str) -> str:
    """The address of one part of a page's long form."""
    return f"/quan-tri/pages/{number}/edit/?phan={key}"
