"""The list read aloud. A Chromium without a window has no voices: the tests bring a speech of their own, which notes what it is given."""

import re

import pytest
from playwright.sync_api import expect

from .tools import PHONE, axe_light_and_dark, by_its_clock, fits, for_paper, load, until

LIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"
OURS = {"lang": "vi-VN", "localService": True, "name": "Linh"}
SOMEBODYS = {"lang": "vi-VN", "localService": False, "name": "Google Tiếng Việt"}
ENGLISH = {"lang": "en-US", "localService": True, "name": "Samantha"}
# Speaks nothing by itself: `heard.end()` ends what is being said.
SPEECH = """(voices) => {
    const heard = window.heard = { texts: [], voices: [], now: null, list: voices.late ? [] : voices.list };
    heard.end = () => { const u = heard.now; heard.now = null; u.onend(); };
    const speech = { onvoiceschanged: null, getVoices: () => heard.list,
        speak(u) { heard.now = u; heard.texts.push(u.text); heard.voices.push(u.voice && u.voice.name); },
        cancel() { const u = heard.now; heard.now = null; if (u) setTimeout(() => u.onerror({ error: "canceled" })); } };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    heard.bring = () => { heard.list = voices.list; if (speech.onvoiceschanged) speech.onvoiceschanged(); };
}"""


@pytest.fixture
def with_voices(open_page):
    def opened(*voices, late=False, path=LIST):
        page = open_page(PHONE)
        told = {"list": list(voices), "late": late}
        page.add_init_script(f"({SPEECH})({str(told).replace('True', 'true').replace('False', 'false')})")
        page.goto(path)
        # Somebody listens for voices: the page while there are none, the script of the button once there are.
        until(page, lambda: page.evaluate("speechSynthesis.onvoiceschanged !== null"))
        return page

    return opened


def button(page):
    return page.locator("[data-listen]")


def texts(page):
    return page.evaluate("heard.texts")


def to_the_end(page):
    page.evaluate("() => { let left = 200; while (heard.now && left--) heard.end(); }")


def test_the_whole_list_is_said_in_words_sentence_by_sentence(with_voices):
    page = with_voices(ENGLISH, SOMEBODYS, OURS)
    expect(button(page)).to_have_text("Nghe")
    button(page).click()
    assert len(texts(page)) == 1
    to_the_end(page)
    said = texts(page)
    assert said[0].startswith(("Chắc chắn cần", "Bạn cần"))
    assert "một bản chính" in " ".join(said)
    assert not re.search(r"[\d()/]", "".join(said))
    assert all(len(re.findall(r"[.!?]", text)) <= 1 for text in said)
    names = [" ".join(e.inner_text().split()) for e in page.locator("[data-aloud] [data-document] :is(h3, h4)").all()]
    assert names
    assert all(name.split(" (")[0] in said or any(text.startswith(name[:12]) for text in said) for name in names)


def test_only_a_voice_of_the_device_speaks_and_of_what_is_shown_alone(with_voices):
    page = with_voices(SOMEBODYS, OURS)
    page.locator("[data-aloud] .open-part summary").press("Enter")
    folded = page.locator("[data-aloud] .open-part .cond").first.text_content()
    button(page).click()
    to_the_end(page)
    assert not [text for text in texts(page) if folded.strip().startswith(text.rstrip("."))]
    assert set(page.evaluate("heard.voices")) == {"Linh"}


@pytest.mark.parametrize("voices", [[SOMEBODYS], [ENGLISH], [SOMEBODYS, ENGLISH]], ids=["of a server", "English", "both"])
def test_without_a_vietnamese_voice_of_the_device_there_is_no_button(with_voices, voices):
    expect(button(with_voices(*voices))).to_be_hidden()


def test_without_any_voice_the_script_is_not_even_asked_for(phone):
    seen = load(phone, LIST)
    assert "listen.js" not in " ".join(request.url for request in seen.requests)
    expect(button(phone)).to_be_hidden()


def test_voices_may_come_late(with_voices):
    page = with_voices(OURS, late=True)
    expect(button(page)).to_be_hidden()
    page.evaluate("heard.bring()")
    expect(button(page)).to_be_visible()


def test_android_writes_the_language_its_own_way(with_voices):
    expect(button(with_voices({**OURS, "lang": "vi_VN"}))).to_be_visible()


def test_the_line_that_is_said_is_marked(with_voices):
    page = with_voices(OURS)
    button(page).click()
    marked = page.locator("[data-heard]")
    expect(marked).to_have_count(1)
    first = marked.inner_text()
    page.evaluate("heard.end()")
    expect(marked).to_have_count(1)
    assert marked.inner_text() != first
    expect(marked).to_be_in_viewport()
    to_the_end(page)
    expect(marked).to_have_count(0)
    expect(button(page)).to_have_text("Nghe")


def test_the_same_button_stops_and_begins_again(with_voices):
    page = with_voices(OURS)
    button(page).focus()
    page.keyboard.press("Enter")
    expect(button(page)).to_have_text("Dừng")
    page.evaluate("heard.end()")
    page.keyboard.press("Space")
    expect(button(page)).to_have_text("Nghe")
    expect(button(page)).to_be_focused()
    expect(page.locator("[data-heard]")).to_have_count(0)
    count = len(texts(page))
    by_its_clock(page, 50)
    assert len(texts(page)) == count == 2
    page.keyboard.press("Enter")
    assert texts(page)[2] == texts(page)[0]


def test_escape_stops(with_voices):
    page = with_voices(OURS)
    button(page).press("Enter")
    page.keyboard.press("Escape")
    expect(button(page)).to_have_text("Nghe")
    assert page.evaluate("heard.now") is None


def test_another_answer_stops_and_is_heard_next(with_voices):
    page = with_voices(OURS)
    before = page.locator("[data-aloud]").inner_text()
    button(page).click()
    page.locator("form[data-answers] input[type=radio]:visible").first.press("Space")
    expect(button(page)).to_have_text("Nghe")
    until(page, lambda: page.locator("[data-aloud]").inner_text() != before)
    button(page).click()
    to_the_end(page)
    assert not re.search(r"[\d()/]", "".join(texts(page)))


def test_a_page_that_is_left_falls_silent(with_voices):
    page = with_voices(OURS)
    button(page).click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("heard.now") is None


def test_a_voice_that_fails_leaves_the_button_as_it_was(with_voices):
    page = with_voices(OURS)
    button(page).click()
    page.evaluate("heard.now.onerror({ error: 'synthesis-failed' })")
    expect(button(page)).to_have_text("Nghe")


def test_nothing_moves_when_the_button_appears(with_voices):
    page = with_voices(OURS, late=True)
    where = "[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().top).filter(Boolean).join()"
    before = page.evaluate(where.replace("main *", "main :not([data-listen])"))
    page.evaluate("heard.bring()")
    expect(button(page)).to_be_visible()
    assert page.evaluate(where.replace("main *", "main :not([data-listen])")) == before


def test_the_button_and_the_mark_are_accessible(with_voices):
    page = with_voices(OURS)
    button(page).click()
    axe_light_and_dark(page)
    fits(page)


def test_nothing_of_it_is_printed(with_voices):
    page = with_voices(OURS)
    for_paper(page).emulate_media(media="print")
    expect(button(page)).to_be_hidden()
