"""A whole week at one desk, by real keys: from a record to a guide, what changes meanwhile, what readers say, and what each person sees."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.office.links.other_site import OtherSite
from tests.procedures_pages.register.factories import CHANNEL, record_text
from tests.servers.site import changeable_site, within

from .test_first_day import come_in
from .test_law_changes import send_decree
from .test_register_desk import upload, write_it
from .test_story import in_vietnamese, tab_to
from .test_transfers import press as press_button
from .test_two_people import press, typed
from .tools import DESKTOP, PHONE, at_rest, by_its_clock, part, watched

DESK = "/quan-tri/co-so-du-lieu/"
RECORD, TITLE, PAGE = "Thủ tục đăng ký nuôi mèo", "Nuôi mèo trong nhà", "/thu-tuc/nuoi-meo-trong-nha/"
SUMMARY, ONLINE = "Dành cho người nuôi mèo. Bạn nhận thẻ mèo.", "https://nuoi-meo.gov.vn/nop"
COMMENT, AGAIN = "Nói rõ dành cho mèo trong nhà.", "Dành cho người nuôi mèo trong nhà. Bạn nhận thẻ mèo."
REPORT, REMARK = "Quầy thu 25.000 đồng cho cả hai con mèo.", "Người dân hỏi có phải thu mỗi năm không."
WHY, SAYS = "Không sửa vì bản ghi ghi mỗi con.", "Thu một lần, không phải mỗi năm."
BIRTH, ON_A_DECREE = "/thu-tuc/lam-khai-sinh-cho-con/", "/thu-tuc/tach-thua-hop-thua-dat/"
# The hour that was chosen is now, and the clock of the site looks.
IT_IS_EIGHT = """
from django.utils import timezone
from office.clock.publishing import publish_and_expire
from wagtail.models import Revision
now = timezone.now()
planned = Revision.objects.get(object_id="{page}", approved_go_live_at__gt=now)
planned.approved_go_live_at, planned.content["go_live_at"] = now, now.isoformat()
planned.save()
publish_and_expire()
"""

# What the clock does about links, each time a day after the last. The name leads to a server of the test's own, which nothing outside
# tests may ask; all other links are left alone.
LINKS_ARE_CHECKED = """
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch
from django.db.models import F
from django.utils import timezone
from office.links import asking, checking, guard, keeping, work
from office.links.manners import Manners
from office.links.models import Link
links = Link.objects.filter(url="{url}")
keeping.renew(timezone.now())
links.update(failing_since=F("failing_since") - timedelta(days=1))
there = lambda url: replace(guard.target_of(url), scheme="http", port={port})
with patch.object(asking, "look_up", lambda host, port: ["127.0.0.1"]), patch.object(checking, "target_of", there):
    assert work.check_due(links, Manners(may=lambda ip, port: ip == "127.0.0.1", gap=0), 60, lambda: None)[0] == 1
"""


class Week:
    """Who works with the site this week, each with a window of their own."""

    def __init__(self, open_page, url, folder):
        self.url, self.folder = url, folder
        self.writer, self.approver = open_page(DESKTOP, url=url), open_page(DESKTOP, url=url)
        self.counter, self.reader = open_page(PHONE, url=url), open_page(PHONE, url=url)
        self.page = ""  # the number of the guide that is written on Monday

    def open_first(self, desk, words):
        """From the first screen by the one link of what waits there; the row that told of it, in words."""
        desk.goto("/quan-tri/")
        row = desk.locator("#viec-cua-toi li").filter(has_text=words).first
        told = row.inner_text()
        in_vietnamese(desk)
        row.get_by_role("link").last.press("Enter")
        desk.wait_for_url(re.compile(r"/quan-tri/.+"))
        desk.wait_for_load_state()
        return told

    def approve(self, words):
        """Whoever approves finds it on the first screen, and lets it go to readers."""
        self.open_first(self.approver, words)
        press(self.approver, "[data-workflow-action-name=approve]")
        expect(self.approver.locator(".messages .success")).to_be_visible()


def snapshot(folder, day, fee="0 VNĐ ()"):
    """A file of the national register as of that day; the procedure is handed in at the counter and by the web."""
    counter = CHANNEL.format(fee=fee)
    path = folder / f"{day}.txt"
    path.write_text(record_text(channels=f"{counter}\n{counter.replace('DIRECT', 'ONLINE')}"), "utf-8")
    return path


def by_tab(page, wanted, *, back=False):
    """Comes there by Tab alone and presses Enter."""
    tab_to(page, wanted, back=back)
    page.keyboard.press("Enter")


def part_by_tab(page, key):
    by_tab(page, f".cn-form__parts a[data-cn-part={key}]", back=True)
    expect(page.locator("input[name=cn-part]")).to_have_value(key)
    watched(page)


def type_over(page, wanted, words):
    tab_to(page, wanted)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(words)


def monday_a_draft_from_a_record(week):
    come_in(week.approver, "duyet")
    upload(week.approver, snapshot(week.folder, "2026-07-01"))
    write_it(week.approver)
    come_in(week.writer, "bien-tap")
    writer = week.writer
    in_vietnamese(writer)
    # From here to what is sent: no mouse, no place that Tab does not reach.
    writer.goto(DESK)
    by_tab(writer, f"main a:has-text('{RECORD}')")
    writer.wait_for_url("**/ban-ghi/9.000001/")
    by_tab(writer, "button:has-text('Soạn hướng dẫn từ bản ghi này')")
    writer.wait_for_url("**/edit/")
    watched(writer)
    week.page = re.search(r"/pages/(\d+)/", writer.url)[1]
    expect(writer.locator(".cn-gaps")).to_contain_text("Thiếu ngày kiểm tra.")
    part_by_tab(writer, "nhan-dien")
    type_over(writer, "#id_title", TITLE)
    type_over(writer, "#id_summary", SUMMARY)
    part_by_tab(writer, "truc-tuyen")
    type_over(writer, "#id_submission_url", ONLINE)
    part_by_tab(writer, "nguon")
    type_over(writer, "#id_verified_on", "01/07/2026")
    writer.keyboard.press("Tab")
    at_rest(writer)
    by_tab(writer, "button:has-text('Thao tác khác')")
    tab_to(writer, "button[name=action-submit]")
    with writer.expect_navigation():
        writer.keyboard.press("Enter")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt")
    in_vietnamese(writer)


def tuesday_sent_back_with_a_comment_and_sent_again(week):
    writer, approver = week.writer, week.approver
    assert "Biên tập (mẫu) gửi lúc" in week.open_first(approver, TITLE)
    watched(approver)
    approver.get_by_role("button", name="Thao tác khác").last.press("Enter")
    approver.locator("[data-workflow-action-name=reject]").press("Enter")
    box = approver.locator(".modal").get_by_label("Bình luận")
    expect(approver.locator(".modal.in")).to_be_visible()
    by_its_clock(approver, 1000)  # which takes the focus once it has faded in
    box.focus()
    approver.keyboard.type(COMMENT)
    with approver.expect_navigation():
        approver.locator(".modal").get_by_role("button", name="Yêu cầu sửa").press("Enter")
    approver.goto("/quan-tri/")
    expect(approver.locator("#viec-cua-toi li").filter(has_text=TITLE)).to_have_count(0)

    told = week.open_first(writer, TITLE)
    assert "Trả lại bạn" in told
    assert COMMENT in told
    watched(writer)
    part(writer, "nhan-dien")
    watched(writer)
    typed(writer, "#id_summary", AGAIN)
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt")


def wednesday_planned_and_live_at_its_minute(week):
    approver, reader = week.approver, week.reader
    week.open_first(approver, TITLE)
    watched(approver)
    hour = (timezone.localtime() + timedelta(days=1)).replace(hour=8, minute=0)
    approver.get_by_role("button", name="Trạng thái").first.press("Enter")
    approver.get_by_role("button", name="Đặt lịch").press("Enter")
    approver.locator("#id_go_live_at").focus()
    approver.keyboard.type(f"{hour:%d/%m/%Y %H:%M}")
    approver.keyboard.press("Tab")
    approver.get_by_role("button", name="Lưu lịch").press("Enter")
    expect(approver.get_by_text(f"Xuất bản lúc:\n{hour:%d/%m/%Y %H:%M}")).to_be_visible()
    watched(approver)
    press(approver, "[data-workflow-action-name=approve]")
    approver.goto("/quan-tri/")
    waiting = approver.locator("#viec-cua-toi li").filter(has_text=TITLE)
    expect(waiting).to_contain_text("08:00")

    reader.goto("/tra-cuu/9.000001/")
    expect(reader.locator("main")).to_contain_text("Chưa biên tập")
    within(week.url, IT_IS_EIGHT.format(page=week.page))
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(AGAIN)
    assert urlsplit(reader.url).path == PAGE


def send(desk):
    """From the page as readers will see it."""
    with desk.expect_navigation():
        desk.get_by_role("button", name="Gửi duyệt").press("Enter")
    expect(desk.locator(".messages .success")).to_contain_text("Đã gửi duyệt")


def thursday_the_register_changes_and_the_page_is_mended(week):
    writer, approver, reader = week.writer, week.approver, week.reader
    upload(approver, snapshot(week.folder, "2026-08-01", fee="25000 VNĐ (Lệ phí)"))
    write_it(approver)
    told = week.open_first(writer, TITLE)
    assert "Bản ghi 9.000001 đã đổi từ lần đối chiếu trước." in told
    expect(writer.locator("main")).to_contain_text("Trực tiếp · 3 ngày làm việc · 25.000 đồng")
    writer.get_by_label("Sửa: trang phải theo bản ghi mới").press("Space")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Ghi kết quả đối chiếu").press("Enter")
    expect(writer.locator(".messages")).to_contain_text("Hãy sửa trên trang: Cách thức thực hiện, thời hạn, phí.")

    writer.goto(f"/quan-tri/trang/{week.page}/su-kien/")
    fee = writer.locator("#phan-le-phi")
    expect(fee).to_contain_text("Đối chiếu với 9.000001: phải sửa.")
    fee.locator(".cn-f").first.press("Enter")
    writer.locator("select[name=fact-basis]").select_option(label="Một số tiền")
    typed(writer, "input[name=fact-amount]", "25000")
    writer.locator(".cn-ask").get_by_text("Các ô khác").click()
    typed(writer, "input[name=fact-note]", "Mỗi con mèo.")
    with writer.expect_navigation():
        writer.keyboard.press("Enter")
    expect(fee).to_contain_text("25.000 đồng")
    send(writer)
    week.approve(TITLE)
    reader.goto(PAGE)
    expect(reader.locator("dl.facts [data-part=le-phi] dd")).to_contain_text("25.000 đồng")
    writer.goto("/quan-tri/")
    expect(writer.locator("#viec-cua-toi")).to_be_visible()
    expect(writer.locator("#viec-cua-toi li").filter(has_text=TITLE)).to_have_count(0)


def thursday_a_decree_is_repealed_and_pages_say_so(week):
    writer, reader = week.writer, week.reader
    reader.goto(ON_A_DECREE)
    expect(reader.locator("main")).not_to_contain_text("đang rà lại")
    send_decree(writer, "401/2026/NĐ-CP", "Nghị định bãi bỏ Nghị định số 118/2025/NĐ-CP", "118/2025/NĐ-CP", "05/08/2026", kind="Bãi bỏ")
    week.approve("401/2026/NĐ-CP")
    writer.goto("/quan-tri/")
    waiting = writer.locator("#viec-cua-toi li").filter(has_text="Nghị định 401/2026/NĐ-CP bãi bỏ 118/2025/NĐ-CP")
    expect(waiting.first).to_contain_text("Luật đổi")
    reader.goto("/thay-doi/")
    expect(reader.locator("main")).to_contain_text("Bãi bỏ 118/2025/NĐ-CP từ ngày 05/08/2026")
    listed = reader.locator("main li a")
    expect(listed).to_have_count(waiting.count())
    pages = [link.get_attribute("href") for link in listed.all()]
    assert ON_A_DECREE in pages
    for page in pages:
        reader.goto(page)
        expect(reader.locator("main")).to_contain_text("Nghị định 401/2026/NĐ-CP đã bãi bỏ")
        expect(reader.locator("main")).to_contain_text("chúng tôi đang rà lại")
    reader.goto(PAGE)
    expect(reader.locator("main")).not_to_contain_text("đang rà lại")


def friday_many_pages_change_at_once_and_back(week):
    writer, approver, reader = week.writer, week.approver, week.reader
    day = timezone.localdate() + timedelta(30)
    writer.goto("/quan-tri/snippets/office/authoritytransfer/add/")
    watched(writer)
    for name, words in (("from_name", "Phường"), ("to_name", "Trung tâm hành chính công"), ("basis", "Nghị định số 999/2026/NĐ-CP")):
        writer.locator(f"#id_{name}").focus()
        writer.keyboard.insert_text(words)
    for name, words in (("from_name_en", "The commune"), ("to_name_en", "The public service centre")):
        writer.locator(f"#id_{name}").focus()
        writer.keyboard.insert_text(words)
    writer.locator("#id_date").focus()
    writer.keyboard.type(f"{day:%d/%m/%Y}")
    writer.keyboard.press("Escape")
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt")
    week.approve("Trung tâm hành chính công")

    writer.goto("/quan-tri/snippets/office/authoritytransfer/")
    writer.get_by_role("link", name="Trung tâm hành chính công").first.press("Enter")
    writer.wait_for_url("**/edit/**")
    writer.get_by_role("link", name="Áp dụng cho nhiều trang").press("Enter")
    writer.wait_for_url("**/chuyen-tham-quyen/**")
    writer.get_by_label("Cơ quan thực hiện hôm nay").select_option(label="Ủy ban nhân dân cấp xã (phường)")
    press_button(writer, "Lọc")
    writer.get_by_label("Chọn mọi trang đang hiện").press("Space")
    boxes = writer.locator("input[name=trang]")
    expect(writer.locator("input[name=trang]:checked")).to_have_count(boxes.count())
    n = boxes.count()
    assert n >= 35
    press_button(writer, "Xem trước các trang đã chọn")
    press_button(writer, f"Gửi duyệt {n} trang")

    told = f"Đến hết {day - timedelta(1):%d/%m/%Y} do Phường giải quyết"
    week.open_first(approver, f"ở {n} trang")
    press_button(approver, "Duyệt và đăng cả đợt")
    expect(approver.locator(".messages .success")).to_contain_text(f"Đã đổi và đăng {n} trang.")
    reader.goto(BIRTH)
    expect(reader.locator("main")).to_contain_text(told)
    writer.reload()
    press_button(writer, "Hoàn tác cả đợt")
    week.open_first(approver, "Hoàn tác chuyển thẩm quyền")
    press_button(approver, "Duyệt và đăng cả đợt")
    expect(approver.locator(".messages .success")).to_contain_text(f"Đã đổi và đăng {n} trang.")
    reader.reload()
    expect(reader.locator("main")).not_to_contain_text(told)


def friday_a_link_dies_and_opens_again(week, other_site):
    writer, reader = week.writer, week.reader
    check = LINKS_ARE_CHECKED.format(url=ONLINE, port=other_site.port)
    within(week.url, check)
    reader.goto(PAGE)
    way = reader.locator("[data-part=nop-truc-tuyen]")
    expect(way.get_by_role("link", name="Nộp hồ sơ trực tuyến")).to_have_attribute("href", ONLINE)
    other_site.gone.add("/nop")
    for _day in range(2):
        within(week.url, check)
    reader.reload()
    expect(way).to_contain_text("Liên kết nộp đang không mở được từ ngày")
    expect(way.get_by_role("link", name="Nộp hồ sơ trực tuyến")).to_have_count(0)

    writer.goto("/quan-tri/")
    writer.get_by_role("button", name="Báo cáo").press("Enter")
    writer.get_by_role("link", name="Liên kết hỏng").press("Enter")
    writer.wait_for_url("**/lien-ket/")
    row = writer.get_by_role("row").filter(has_text="404")
    expect(row).to_contain_text(TITLE)
    row.locator("td.title a").press("Enter")
    writer.get_by_role("button", name="Kiểm tra lại").press("Enter")
    expect(writer.get_by_text("Sẽ thử lại trong ít phút.")).to_be_visible()
    other_site.gone.clear()
    within(week.url, check)
    reader.reload()
    expect(way.get_by_role("link", name="Nộp hồ sơ trực tuyến")).to_be_visible()


def saturday_a_reader_and_an_officer_say_what_is_wrong(week):
    writer, reader, officer = week.writer, week.reader, week.counter
    reader.goto(PAGE)
    reader.get_by_role("link", name="Chưa đúng").first.press("Enter")
    reader.get_by_label("Phí, lệ phí").press("Space")
    reader.get_by_label("Chưa đúng hoặc khó hiểu thế nào?").focus()
    reader.keyboard.type(REPORT, delay=5)
    reader.get_by_role("button", name="Gửi", exact=True).press("Enter")
    expect(reader.locator("main")).to_contain_text("Chúng tôi đã nhận góp ý và sẽ xem lại trang này.")
    come_in(officer, "quay")
    officer.goto(f"/quan-tri/trang/{week.page}/su-kien/")
    officer.locator("#phan-le-phi .cn-f").first.press("Enter")
    officer.get_by_label("Chỗ nào chưa đúng, nên ghi thế nào?").focus()
    officer.keyboard.type(REMARK, delay=5)
    officer.get_by_role("button", name="Gửi góp ý").press("Enter")
    expect(officer.locator(".messages")).to_contain_text("Đã gửi góp ý")

    for words, kind in ((REPORT, "Người dân báo"), (REMARK, "Cán bộ góp ý")):
        assert kind in week.open_first(writer, words)
        writer.get_by_label("Không sửa").first.check()
        writer.locator("textarea[name=answer]").fill(WHY)
        with writer.expect_navigation():
            writer.get_by_role("button", name=re.compile("^(Lưu|Gửi trả lời)$")).press("Enter")
    writer.goto("/quan-tri/")
    expect(writer.locator("#viec-cua-toi")).to_be_visible()
    expect(writer.locator("#viec-cua-toi li").filter(has_text=TITLE)).to_have_count(0)
    officer.goto("/quan-tri/")
    expect(officer.locator("main li").filter(has_text=REMARK)).to_contain_text(WHY)


def saturday_a_specialist_corrects(week, specialist):
    writer, reader = week.writer, week.reader
    writer.goto(f"/quan-tri/trang/{week.page}/su-kien/")
    writer.get_by_role("link", name="Nhờ chuyên viên kiểm").press("Enter")
    writer.wait_for_url("**/chuyen-vien/")
    writer.get_by_label("Họ tên chuyên viên").fill("Trần Thị Bình")
    writer.get_by_label("Phòng").fill("Phòng Chăn nuôi")
    writer.get_by_role("button", name="Tạo đường dẫn").press("Enter")
    address = writer.get_by_label("Địa chỉ").input_value()

    specialist.goto(urlsplit(address).path)
    expect(specialist.get_by_role("heading", level=1)).to_contain_text(f"Nhờ kiểm: {TITLE}")
    facts = specialist.locator("fieldset")
    fee = facts.filter(has_text="25.000 đồng").first
    for right in specialist.get_by_label("Đúng", exact=True).all():
        right.press("Space")
    fee.get_by_label("Chưa đúng").press("Space")
    fee.get_by_label("Nên ghi thế nào?").fill(SAYS)
    specialist.get_by_role("button", name="Gửi", exact=True).press("Enter")
    expect(specialist.get_by_role("heading", level=1)).to_have_text("Đã gửi, cảm ơn bạn")

    told = week.open_first(writer, "Chuyên viên đã trả lời")
    assert "Trần Thị Bình, Phòng Chăn nuôi" in told
    expect(writer.locator("main")).to_contain_text(SAYS)
    writer.get_by_role("button", name="Đã xem").press("Enter")
    writer.get_by_role("link", name="Mở điều này trên trang").press("Enter")
    writer.wait_for_url("**/su-kien/**")
    fee = writer.locator("#phan-le-phi")
    expect(fee.locator(".cn-flag")).to_contain_text(f"Chuyên viên Trần Thị Bình, Phòng Chăn nuôi: {SAYS}")
    fee.locator(".cn-f").first.press("Enter")
    writer.locator(".cn-ask").get_by_text("Các ô khác").click()
    typed(writer, "input[name=fact-note]", "Mỗi con mèo, thu một lần.")
    with writer.expect_navigation():
        writer.keyboard.press("Enter")
    send(writer)
    week.approve(TITLE)
    reader.goto(PAGE)
    expect(reader.locator("main")).to_contain_text("Mỗi con mèo, thu một lần.")


def sunday_the_procedures_go_out_as_a_workbook_and_come_back(week):
    writer, reader = week.writer, week.reader
    writer.goto("/quan-tri/bang-tinh/")
    with writer.expect_download() as going:
        writer.get_by_role("link", name="Tải về (.xlsx)").press("Enter")
    path = week.folder / going.value.suggested_filename
    going.value.save_as(path)
    book = load_workbook(path)
    paper = next(cells[1] for cells in book["Giấy tờ"].iter_rows(min_row=2) if cells[0].value == TITLE)
    paper.value = "Tờ khai nuôi mèo có ảnh"
    book.save(path)
    writer.get_by_label("Bảng tính đã sửa").set_input_files(path)
    writer.get_by_role("button", name="Xem trước").press("Enter")
    expect(writer.get_by_role("row").filter(has_text=f"ô {paper.coordinate}")).to_contain_text("Tờ khai nuôi mèo có ảnh")
    writer.get_by_role("button", name="Ghi thành bản nháp").press("Enter")
    expect(writer.locator("main")).to_contain_text("Đã ghi 1 bản nháp")
    writer.get_by_role("link", name=TITLE).press("Enter")
    writer.wait_for_url("**/su-kien/")
    reader.goto(f"{PAGE}ho-so/")
    expect(reader.locator("main")).not_to_contain_text("Tờ khai nuôi mèo có ảnh")
    send(writer)
    week.approve(TITLE)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Tờ khai nuôi mèo có ảnh")


@pytest.fixture
def guarded(sample):
    """The second factor as it is where it counts."""
    with changeable_site(sample, DESK_TWO_FACTOR="true") as put_back:
        yield put_back("")


@pytest.fixture
def other_site():
    there = OtherSite()
    yield there
    there.end()


def test_a_week_at_the_desk_and_before_it(open_page, guarded, other_site, tmp_path):
    """One story, told by day: a failure names the day it happened on."""
    week = Week(open_page, guarded, tmp_path)
    monday_a_draft_from_a_record(week)
    tuesday_sent_back_with_a_comment_and_sent_again(week)
    wednesday_planned_and_live_at_its_minute(week)
    thursday_the_register_changes_and_the_page_is_mended(week)
    thursday_a_decree_is_repealed_and_pages_say_so(week)
    friday_many_pages_change_at_once_and_back(week)
    friday_a_link_dies_and_opens_again(week, other_site)
    saturday_a_reader_and_an_officer_say_what_is_wrong(week)
    saturday_a_specialist_corrects(week, open_page(PHONE, scripts=False, url=guarded))
    sunday_the_procedures_go_out_as_a_workbook_and_come_back(week)
