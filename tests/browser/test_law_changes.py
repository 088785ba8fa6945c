"""A decree is entered, approved, told to readers the same minute, and settled: by real keys, by two people, and a reader who looks on."""

from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, approve, at_rest, axe, fits, log_in, send, watched

PAGE = "/thu-tuc/tach-thua-hop-thua-dat/"
TOLD = "Nghị định 309/2026/NĐ-CP đã sửa quy định về việc này từ 05/08/2026; chúng tôi đang rà lại."
REASON = "Trang này nộp ở Văn phòng đăng ký đất đai, Điều 17 không nói đến."


def send_decree(writer, number, title, target, day, kind="", articles=""):
    """Enters a decree that acts on another from that day, by keys, and sends it to be approved. ``kind``: as the field says it."""
    writer.goto("/quan-tri/snippets/office/legalresource/add/")
    watched(writer)
    for field, words in (("number", number), ("title", title)):
        writer.locator(f"#id_{field}").focus()
        writer.keyboard.insert_text(words)
    writer.locator("#id_effects-ADD").press("Enter")
    if kind:
        writer.locator("#id_effects-0-kind").select_option(label=kind)
    writer.locator("#id_effects-0-effective_from").focus()
    writer.keyboard.type(day)
    writer.keyboard.press("Escape")
    writer.keyboard.press("Tab")
    writer.locator("#id_effects-0-target-chooser [data-chooser-action-choose]").first.press("Enter")
    box = writer.locator(".modal input[name=q]")
    expect(writer.locator(".modal.in")).to_be_visible()
    # Wagtail's dialog takes the focus once more when it has come to rest.
    box.fill(target.partition("/NĐ")[0])
    box.press("Enter")
    found = writer.locator(".modal a[data-chooser-modal-choice]").filter(has_text=target)
    found.first.press("Enter")
    expect(writer.locator("#id_effects-0-target-title")).to_contain_text(target)
    writer.locator("#id_effects-0-articles").focus()
    writer.keyboard.insert_text(articles)
    at_rest(writer)
    send(writer)


def test_a_decree_from_the_desk_to_readers_and_off_again(open_page, own_site):
    writer, reviewer, reader = open_page(DESKTOP, url=own_site), open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    reader.goto(PAGE)
    expect(reader.locator("main")).not_to_contain_text("đang rà lại")
    log_in(writer, "bien-tap")
    send_decree(writer, "309/2026/NĐ-CP", "Nghị định sửa đổi Nghị định 118/2025/NĐ-CP", "118/2025/NĐ-CP", "05/08/2026", articles="Điều 17")
    reader.reload()
    expect(reader.locator("main")).not_to_contain_text("đang rà lại")

    log_in(reviewer, "duyet")
    reviewer.locator("main").get_by_role("link", name="309/2026/NĐ-CP").first.press("Enter")
    reviewer.wait_for_url("**/legalresource/edit/**")
    approve(reviewer)
    for path in (PAGE, PAGE + "ho-so/"):
        reader.goto(path)
        expect(reader.get_by_text(TOLD).first).to_be_visible()
        fits(reader)
        axe(reader)
    reader.goto("/thay-doi/")
    expect(reader.locator("main li a")).to_have_count(2)

    # On the first screen, in the list, settled with a reason.
    writer.goto("/quan-tri/")
    expect(writer.locator("#viec-cua-toi li").filter(has_text="Luật đổi").first).to_contain_text("309/2026/NĐ-CP")
    writer.locator("#viec-cua-toi").get_by_role("link", name="thay đổi của luật chờ lâu nhất").press("Enter")
    writer.wait_for_url("**/luat-doi/")
    row = writer.locator("tr", has_text="Tách")
    expect(row).to_contain_text("(Điều 17)")
    row.get_by_role("link", name="Không ảnh hưởng…").press("Enter")
    writer.get_by_role("button", name="Ghi kết quả").press("Enter")
    expect(writer.locator("main")).to_contain_text("Hãy ghi vì sao không ảnh hưởng")
    writer.locator("textarea[name=answer]").focus()
    writer.keyboard.insert_text(REASON)
    with writer.expect_navigation():
        writer.get_by_role("button", name="Ghi kết quả").press("Enter")
    expect(writer.locator(".messages .success")).to_be_visible()
    expect(writer.locator("tr", has_text="Tách")).to_have_count(0)
    reader.goto(PAGE)
    expect(reader.locator("main")).not_to_contain_text("đang rà lại")
    reader.goto("/thay-doi/")
    expect(reader.locator("main li a")).to_have_count(1)
