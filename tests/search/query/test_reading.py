import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.reading import ASKING, FILLING, MAX_LENGTH, MAX_WORDS, read_query


def words(raw):
    return [word.text for word in read_query(raw).words]


def weights(raw):
    return {word.text: word.weight for word in read_query(raw).words}


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("1.001612", ("1.001612",)),
        ("1001612", ("1.001612",)),
        ("1,001612", ("1.001612",)),
        ("001612", ("001612",)),
        ("mã 2.000815", ("2.000815",)),
        ("1.004442.000.00.00.H62", ("1.004442",)),
        ("2.000815.01", ("2.000815",)),
        ("0912345678", ()),
        ("năm 2022", ()),
        ("100.000 đồng", ()),
    ],
)
def test_codes(raw, codes):
    assert read_query(raw).codes == codes


def test_text_is_cleaned_and_in_the_old_tone_style():
    raw = unicodedata.normalize("NFD", "  hoà\u200b giải\0 \ud800\u202e ")
    assert read_query(raw).text == "hòa giải"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("§¨ng ký kÕt h«n", "Đăng ký kết hôn"),
        ("§¨ng ký", "Đăng ký"),
        ("n\xadíc ngoµi", "nước ngoài"),
        ("Ñaêng kyù keát hoân", "Đăng ký kết hôn"),
        ("Ðãng kyì kêìt hôn", "Đăng ký kết hôn"),
        ("Ä‘Äƒng kÃ½ káº¿t hÃ´n", "đăng ký kết hôn"),
        ("ÄÄƒng kÃ½ káº¿t hÃ´n", "Đăng ký kết hôn"),
        ("giấy §¨ng ký xe", "giấy Đăng ký xe"),
        ("café Loïc", "café Loïc"),
        ("\uf0a7\tkhai sinh", "- khai sinh"),
    ],
)
def test_text_in_an_old_charset_is_read_as_it_was_meant(raw, text):
    assert read_query(raw).text == text


def test_only_so_much_is_read():
    query = read_query("x " * 2000)
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) == MAX_WORDS
    assert len(read_query("x" * 7000).words[0].text) <= 40


def test_asking_counts_next_to_nothing():
    assert weights("Đăng ký kết hôn mất bao lâu?") == dict.fromkeys(["Đăng", "ký", "kết", "hôn"], 1)
    found = weights("Đăng ký kết hôn được không?")
    assert found["được"] == found["không"] == ASKING
    assert found["kết"] == found["hôn"] == 1
    assert weights("xin giấy cho con")["cho"] == FILLING


def test_asking_alone_counts_again():
    assert set(weights("bao lâu").values()) == {1.0}


def test_a_phrase_of_meaning_is_no_question():
    assert weights("mất sổ đỏ")["mất"] == 1


def test_keystrokes_are_repaired():
    word = read_query("giaays").words[0]
    assert [reading.marked or reading.key for reading in word.readings] == ["giaays", "giấy"]


@pytest.mark.parametrize("raw", ["mo tiem tap hoa", "mở tiệm tạp hóa", "mở tiệm tạp hoá", "MỞ TIỆM TẠP HÓA"])
def test_citizens_words_lead_to_official_ones(raw):
    segment = read_query(raw).segments[0]
    official = [" ".join(token.key for token in phrase) for phrase in segment.official]
    assert "dang ki thanh lap ho kinh doanh" in official


def test_marks_that_were_typed_are_meant():
    assert read_query("cắt đất").segments[0].official
    assert not read_query("cát đất").segments[0].official


def test_synonyms_lead_one_way():
    assert not any(segment.official for segment in read_query("tách thửa đất").segments)


@given(st.text(max_size=300))
def test_anything_can_be_typed(raw):
    query = read_query(raw)
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) <= MAX_WORDS
    assert query.text == unicodedata.normalize("NFC", query.text)


@pytest.mark.parametrize(
    ("raw", "official"),
    [
        ("sao y hoc ba", "giấy tờ"),
        ("hoc ba", "giấy tờ"),
        ("giờ làm việc một cửa", "trung tâm phục vụ hành chính công"),
        ("mua ban dat", "chuyển nhượng quyền sử dụng đất"),
        ("dong cua quan an", "chấm dứt hoạt động hộ kinh doanh"),
        ("làm giấy chứng tử", "đăng ký khai tử"),
    ],
)
def test_words_that_found_nothing_by_a_hair_lead_to_official_ones(raw, official):
    said = [" ".join(token.marked or token.key for token in phrase) for segment in read_query(raw).segments for phrase in segment.official]
    assert official.replace("ký", "kí") in [phrase.replace("ký", "kí") for phrase in said]


@pytest.mark.parametrize(
    ("typed", "outside"),
    [
        ("cách nấu phở bò", "cách nấu"),
        ("cach nau pho bo", "cach nau"),
        ("cho em hỏi truyện cười mất bao lâu ạ", "truyện cười"),
        ("cách nấu rượu để bán", ""),
        ("mở quán xem phim", ""),
        ("nấu rượu", ""),
        ("1.001612 cách nấu phở", ""),
    ],
)
def test_what_no_office_is_asked(typed, outside):
    assert read_query(typed).outside == outside
