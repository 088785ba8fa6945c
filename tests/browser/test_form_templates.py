"""A form kept once, by real keys: made with its file, approved, chosen on papers; a new version, added once, is on every page."""

from datetime import date

from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, approve, at_rest, axe, fits, form_at, from_menu, log_in, numbers, open_rows, publish, send, watched

COPY, WEDDING = "xin-ban-sao-khai-sinh-ket-hon-khai-tu", "dang-ky-ket-hon"
NAME, SLUG = "Tờ khai thử của phường", "to-khai-thu-cua-phuong"
OLD, NEW = b"%PDF-1.4 old", b"%PDF-1.4 new"


def upload(desk, number, name, data):
    """A file for a version, in the chooser's own dialogue."""
    desk.locator(f"#id_versions-{number}-file-chooser [data-chooser-action-choose]").first.press("Enter")
    expect(desk.locator(".modal.in")).to_be_visible()
    desk.locator(".modal").get_by_role("tab", name="Tải lên").click()
    desk.locator(".modal input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})
    desk.locator(".modal [role=tabpanel]:not([hidden]) input[name$=title]").fill(name.removesuffix(".pdf"))
    desk.locator(".modal form[data-chooser-modal-creation-form] [type=submit]").press("Enter")
    expect(desk.locator(f"#id_versions-{number}-file-title")).to_contain_text(name.removesuffix(".pdf"))


def say(desk, selector, words):
    desk.locator(selector).focus()
    desk.keyboard.insert_text(words)


def since(desk, number, day):
    desk.locator(f"#id_versions-{number}-effective_from").focus()
    desk.keyboard.type(day)
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")


def choose(desk, page, told):
    """The form on the first paper of a page, in place of the words that were there."""
    desk.goto(form_at(page, "giay-to"))
    watched(desk)
    open_rows(desk, "documents")
    desk.locator("select[name=documents-0-value-form_template]").select_option(label=told)
    desk.locator("input[name=documents-0-value-form]").fill("")


def link(reader, slug):
    reader.goto(f"/thu-tuc/{slug}/")
    return reader.locator("[data-document] a[href^='/bieu-mau/']").first.get_attribute("href")


def test_a_form_from_the_desk_to_its_second_version(open_page, own_site):
    writer, reviewer, reader = open_page(DESKTOP, url=own_site), open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    copy, wedding = numbers(reader, [COPY, WEDDING])
    log_in(writer, "bien-tap")
    log_in(reviewer, "duyet")
    writer.goto("/quan-tri/snippets/form_templates/formtemplate/add/")
    watched(writer)
    say(writer, "#id_name", NAME)
    say(writer, "#id_number", "Mẫu số 01")
    expect(writer.locator("#id_slug")).to_have_value(SLUG)
    since(writer, 0, "01/07/2025")
    upload(writer, 0, "mau-cu.pdf", OLD)
    send(writer)
    form = writer.locator("td.title a").first.get_attribute("href")
    assert reader.request.get(f"/bieu-mau/{SLUG}/").status == 404

    reviewer.goto(form)
    approve(reviewer)

    # A name typed beside the choice is refused in words; without it the page goes its way.
    choose(writer, copy, f"{NAME} (Mẫu số 01)")
    writer.locator("input[name=documents-0-value-form]").fill("Mẫu khác")
    from_menu(writer, writer.locator("button[name=action-submit]"))
    expect(writer.locator("main")).to_contain_text("để trống tên mẫu và tệp mẫu")
    choose(writer, copy, f"{NAME} (Mẫu số 01)")
    send(writer)
    reviewer.goto(form_at(copy, "giay-to"))
    approve(reviewer)
    choose(reviewer, wedding, f"{NAME} (Mẫu số 01)")
    publish(reviewer)

    old = link(reader, COPY)
    assert link(reader, WEDDING) == old
    assert reader.request.get(old).body() == OLD
    reader.get_by_role("link", name="Về mẫu này").first.press("Enter")
    reader.wait_for_url(f"**/bieu-mau/{SLUG}/")
    expect(reader.locator("ul.lines li")).to_have_count(2)
    axe(reader)
    fits(reader)

    # One change, told before it is live; then two pages lead to the new file, and the old address says what has become of it.
    writer.goto(form)
    watched(writer)
    expect(writer.locator("#trang-se-doi")).to_contain_text("2 trang sẽ đổi")
    writer.locator("#id_versions-ADD").press("Enter")
    today = date.today()
    since(writer, 1, f"{today:%d/%m/%Y}")
    upload(writer, 1, "mau-moi.pdf", NEW)
    at_rest(writer)
    send(writer)
    assert link(reader, COPY) == old
    reviewer.goto(form)
    approve(reviewer)
    new = link(reader, COPY)
    assert new != old
    assert link(reader, WEDDING) == new
    assert reader.request.get(new).body() == NEW
    reader.goto(old)
    expect(reader.locator("main [role=status]")).to_contain_text(f"Mẫu bạn mở đã được thay từ ngày {today:%d/%m/%Y}: đây là mẫu đang dùng.")
    expect(reader.get_by_role("link", name="Tải mẫu về")).to_have_attribute("href", new)
    kept = reader.get_by_role("link", name="Vẫn mở tệp cũ").get_attribute("href")
    assert reader.request.get(kept).body() == OLD
    axe(reader)
    fits(reader)
