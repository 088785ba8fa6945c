"""/tra-cuu/<code>/: a record as published, said to be unedited, until a guide takes its place."""

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings

from procedures_pages.register.parsing.records import RegisterCase, RegisterChannel, RegisterFee, RegisterRow

from .factories import AUGUST, record, store, stored

pytestmark = pytest.mark.django_db

HERE = "/tra-cuu/9.000001/"


def text_of(client, url=HERE):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_record_is_shown_with_what_it_says(client):
    stored(conditions="Có mèo.", description="Về mèo.")
    page = text_of(client)
    for words in (
        "Thủ tục đăng ký nuôi mèo",
        "9.000001",
        "77/QĐ-ABC",
        "Tờ khai nuôi mèo",
        "3 ngày làm việc",
        "Thẻ mèo",
        "12/2024/NĐ-CP",
        "Có mèo.",
    ):
        assert words in page


def test_it_says_that_nobody_has_edited_it_and_of_which_day_it_is(client):
    stored()
    page = text_of(client)
    assert "Chưa biên tập." in page
    assert "01/07/2026" in page


def test_papers_stand_apart_from_remarks(client):
    stored()
    papers, remarks = text_of(client).split("Ghi chú của cơ quan công bố")
    assert "Sổ tiêm phòng của mèo" in papers
    assert "không tẩy xóa" in remarks
    assert papers.count("data-document=") == 2


def test_it_leads_to_the_official_page(client):
    stored(portal_id="019d2bfd-8e22-77ef-819f-e49460350904")
    assert "dichvucong.gov.vn" in text_of(client)
    assert "019d2bfd-8e22-77ef-819f-e49460350904" in text_of(client)


def test_other_search_engines_are_asked_to_leave_it_out(client):
    stored()
    response = client.get(HERE)
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@override_settings(REGISTER_NOINDEX=False)
def test_a_setting_lets_them_in(client):
    stored()
    response = client.get(HERE)
    assert "X-Robots-Tag" not in response
    assert "noindex" not in response.content.decode()


def test_a_guide_takes_the_records_place(client):
    store(record(code="1.001193"))
    response = client.get("/tra-cuu/1.001193/?a=b")
    assert (response.status_code, response["Location"]) == (301, "/thu-tuc/lam-khai-sinh-cho-con/?a=b")


@pytest.mark.parametrize("code", ["9.999999", "abc", "1", "9.000001x", "0" * 40])
def test_an_unknown_code_is_not_found(client, code):
    stored()
    assert client.get(f"/tra-cuu/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["2.009182739", "1.014955-Xoa", "2.000815.01"])
def test_codes_of_every_shape_have_their_page(client, code):
    stored(code=code)
    assert code in text_of(client, f"/tra-cuu/{code}/")


def test_a_record_that_is_gone_says_so(client):
    stored()
    store(record(code="9.000002"), day=AUGUST)
    assert "không còn bản ghi này" in text_of(client)


def test_a_stub_says_that_only_its_name_is_known(client):
    stored(is_stub=True, cases=(), channels=(), steps="", laws=(), outputs=())
    assert "Bản ghi mới có tên" in text_of(client)


def test_a_fee_of_nothing_is_not_called_free(client):
    stored()
    page = text_of(client)
    assert "không ghi" in page
    assert "miễn phí" not in page.lower()


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (RegisterFee(50_000, "VND", "mỗi lần"), "50.000 đồng. mỗi lần"),
        (RegisterFee(10, "USD"), "10 USD"),
        (RegisterFee(5, ""), "có lẽ sai đơn vị"),
    ],
)
def test_fees_in_words(client, fee, words):
    stored(channels=(RegisterChannel("in_person", 3, "days", (fee,)),))
    assert words in text_of(client).replace("\u00a0", " ")


def test_nothing_a_record_holds_becomes_markup(client):
    evil = "<script>alert(1)</script>"
    stored(name=evil, conditions=evil, cases=(RegisterCase(evil, (RegisterRow(evil, 1, 0),)),))
    assert "<script>alert(1)" not in text_of(client)


def test_in_english_it_says_that_the_record_is_vietnamese(client):
    stored()
    answer = client.get("/en" + HERE)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en">' in html
    assert "The record is in Vietnamese only." in html
    title = BeautifulSoup(html, "html.parser").h1
    assert title.text == "Đăng ký nuôi mèo"
    assert next(part["lang"] for part in title.find_parents(lang=True)) == "vi"


def test_it_takes_few_queries(client, django_assert_max_num_queries):
    stored()
    client.get(HERE)
    with django_assert_max_num_queries(6):
        client.get(HERE)


def test_a_sentence_that_the_source_broke_flows_again(client):
    stored(conditions="Người nuôi mèo\nnộp hồ sơ.\na) Phường xem;\nb) Phường trả.")
    page = text_of(client)
    assert "Người nuôi mèo nộp hồ sơ.\na) Phường xem;\nb) Phường trả." in page


LONG = (
    "THỦ TỤC CẤP GIẤY PHÉP NUÔI MÈO, CHÓ VÀ CÁC LOÀI VẬT NUÔI KHÁC TRONG NHÀ ĐỐI VỚI HỘ GIA ĐÌNH, CÁ NHÂN ĐANG SỬ DỤNG ĐẤT CỦA NHÀ NƯỚC "
    "NHƯNG CHƯA KHAI BÁO (CẤP XÃ)"
)
SHORT = "Cấp giấy phép nuôi mèo, chó và các loài vật nuôi khác trong nhà đối với hộ gia đình… (cấp xã)"


def soup_of(client, url=HERE):
    return BeautifulSoup(text_of(client, url), "html.parser")


def row(page, label):
    return next(div.dd.text for div in page.select("header .glance > div") if div.dt.text == label).replace("\u00a0", " ")


def test_the_short_name_heads_the_page_and_the_official_one_stands_further_down(client):
    stored(name=LONG)
    page = soup_of(client)
    assert page.h1.text == SHORT
    assert page.title.text.startswith(SHORT)
    assert page.find("meta", property="og:title")["content"] == SHORT
    assert page.select_one("[data-official-name]").text == LONG


def test_the_first_screen_tells_time_cost_place_and_whether_online(client):
    fee = (RegisterFee(50_000, "VND"),)
    channels = (RegisterChannel("online", 3, "working_days", fee), RegisterChannel("in_person", 3, "working_days", fee))
    stored(channels=channels, executing=("Công an xã",))
    page = soup_of(client)
    assert row(page, "Thời hạn") == "3 ngày làm việc"
    assert row(page, "Phí, lệ phí") == "50.000 đồng"
    assert row(page, "Nơi giải quyết") == "Công an xã"
    assert row(page, "Trực tuyến") == "Được, hoặc tại quầy"


@pytest.mark.parametrize(
    ("channels", "words"),
    [
        ([(3, "days"), (7, "days")], "3 đến 7 ngày, tùy trường hợp"),
        ([(3, "days"), (2, "months")], "3 ngày hoặc 2 tháng"),
        ([(1, "other")], "Bản ghi không ghi rõ, hãy hỏi tại quầy"),
        ([(None, "")], "Bản ghi không ghi rõ, hãy hỏi tại quầy"),
        ([(1, "days"), (2, "months"), (3, "hours")], "Tùy trường hợp, xem phần thời hạn"),
    ],
)
def test_times_of_the_first_screen(client, channels, words):
    stored(channels=tuple(RegisterChannel("online", amount, unit, (), f"Mèo {n}") for n, (amount, unit) in enumerate(channels)))
    assert row(soup_of(client), "Thời hạn") == words


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([RegisterFee(None)], "Bản ghi không ghi, hãy hỏi tại quầy"),
        ([RegisterFee(10_000), RegisterFee(20_000)], "10.000 đồng đến 20.000 đồng, tùy trường hợp"),
        ([RegisterFee(10_000), RegisterFee(None, note="Phí khác")], "10.000 đồng và khoản khác, xem phần lệ phí"),
        ([RegisterFee(None, note="Theo quy định của HĐND tỉnh.")], "Theo quy định của HĐND tỉnh"),
        ([RegisterFee(None, note="Phí nuôi mèo. " * 20)], "Có quy định riêng, xem phần lệ phí"),
        ([RegisterFee(10, "USD"), RegisterFee(10_000)], "Nhiều mức, xem phần lệ phí"),
    ],
)
def test_costs_of_the_first_screen(client, fees, words):
    stored(channels=(RegisterChannel("online", 3, "days", tuple(fees)),))
    assert row(soup_of(client), "Phí, lệ phí") == words


def test_what_is_the_same_for_every_way_is_told_once(client):
    fee = (RegisterFee(50_000, "VND", "mỗi con mèo"),)
    stored(channels=tuple(RegisterChannel(method, 3, "days", fee, "Nộp tại phường.") for method in ("online", "post", "in_person")))
    ways = soup_of(client).select_one("[data-part=thoi-han]").text
    assert "như nhau ở mọi cách nộp" in ways
    assert ways.count("mỗi con mèo") == ways.count("Nộp tại phường.") == 1


def test_steps_are_a_numbered_list(client):
    stored(steps="Bước 1: Nộp hồ sơ.\nBước 2: Nhận thẻ mèo.")
    steps = soup_of(client).select("[data-part=trinh-tu] ol > li")
    assert [step.text.strip() for step in steps] == ["Nộp hồ sơ.", "Nhận thẻ mèo."]


def test_steps_keep_their_published_numbers(client):
    stored(steps="Bước 1: Nộp hồ sơ.\nBước 3: Nhận thẻ mèo.")
    assert [step.get("value") for step in soup_of(client).select("[data-part=trinh-tu] ol > li")] == [None, "3"]


def test_nothing_is_lost_where_much_is_folded_away(client):
    """Every sentence of a long record stands on its page once."""
    sentences = {name: [f"Mèo {name} {n} phải khỏe và có sổ tiêm phòng." for n in range(30)] for name in ("a", "b", "c", "d")}
    papers = tuple(RegisterRow(text, 1, 0, "", n) for n, text in enumerate(sentences["a"]))
    cases = (RegisterCase("Mèo con", papers), *(RegisterCase(f"Mèo lớn {n}", papers) for n in range(6)))
    steps = "\n".join(f"Bước {n}: {text} {'Phường xem hồ sơ. ' * 20}" for n, text in enumerate(sentences["b"], 1))
    stored(cases=cases, steps=steps, conditions="\n".join(sentences["c"]), outputs=tuple(sentences["d"]))
    page = soup_of(client)
    words = " ".join(page.article.get_text(" ").split())
    message = page.find("textarea").text
    for name, times in (("a", 7), ("b", 1), ("c", 1), ("d", 1)):
        for sentence in sentences[name]:
            assert words.count(sentence) - message.count(sentence) == times, sentence
    assert len(page.select("[data-document]")) == 7 * 30
    assert len({paper["data-document"] for paper in page.select("[data-document]")}) == 7 * 30


def test_every_entry_of_the_contents_leads_to_a_part(client):
    stored(conditions="Có mèo.")
    page = soup_of(client)
    entries = [link["href"][1:] for link in page.select("nav.contents a")]
    assert entries == ["giay-to", "trinh-tu", "cach-nop", "dieu-kien", "can-cu", "nguon"]
    assert all(page.find(id=entry) for entry in entries)


def test_a_message_is_ready_to_be_sent(client):
    stored(name=LONG)
    message = soup_of(client).find("textarea").text
    assert message.startswith(SHORT)
    assert "1. Tờ khai nuôi mèo (1 bản chính)" in message
    assert "Thời hạn: 3 ngày làm việc" in message
    assert "/t/9.000001" in message
    assert message.endswith("01/07/2026, chưa biên tập")


def test_the_code_to_scan_is_a_picture(client):
    stored()
    response = client.get(HERE + "qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert soup_of(client).select_one(".send img")["src"] == HERE + "qr.svg"


def test_there_is_no_code_of_an_unknown_record(client):
    assert client.get("/tra-cuu/9.999999/qr.svg").status_code == 404


def test_a_short_address_that_no_door_knows_is_not_handed_out(client):
    stored(code="1.014955-Xoa")
    assert soup_of(client, "/tra-cuu/1.014955-Xoa/").select_one(".send .address").text.endswith("/tra-cuu/1.014955-Xoa/")
