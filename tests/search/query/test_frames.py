"""Questions are read as questions: what asks is taken off, whatever it stands beside, and no name of an act loses a word."""

import json
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.models import ProcedurePage
from search.index import indexing
from search.query.frames import Frames, frames
from search.query.reading import read_query
from search.query.tokens import token
from search.searching import searcher
from tests.search.query.questions import FRAMES
from tests.search.sample import DOCUMENTS
from vietnamese.folding import fold
from vietnamese.syllables import syllables

ACTS = [name for document in DOCUMENTS if document.kind == "procedure" for name in (document.title, *document.keywords)]


def read(raw):
    """What is matched, and what is asked for."""
    query = read_query(raw)
    return query.segments, query.codes, query.is_english, query.asks


def words(raw):
    return read_query(raw).subject


def matched(raw):
    return read(raw)[:3]


def test_there_are_enough_to_cross():
    assert len(FRAMES) >= 40
    assert len(set(ACTS)) >= 25


@pytest.mark.parametrize(("kind", "frame"), FRAMES)
def test_a_frame_changes_nothing_of_what_is_matched(kind, frame):
    for act in (*ACTS, "1.001193"):
        for said, plain in ((frame.format(act), act), (fold(frame.format(act)), fold(act)), (frame.format(act).upper(), act.upper())):
            *found, asks = read(said)
            assert tuple(found) == matched(plain), said
            assert asks == (kind,), said


def test_two_questions_are_both_heard():
    assert read_query("khai sinh cần giấy tờ gì và mất bao lâu").asks == ("papers", "time")
    assert words("khai sinh cần giấy tờ gì và mất bao lâu") == "khai sinh"


@pytest.mark.parametrize(
    ("raw", "left", "asks"),
    [
        ("mất thẻ căn cước làm lại bao nhiêu tiền", "mất thẻ căn cước làm lại", "cost"),
        ("thẻ căn cước bị mất làm lại mất bao lâu", "thẻ căn cước bị mất làm lại", "time"),
        ("thẻ căn cước mất bao nhiêu tiền", "thẻ căn cước", "cost"),
        ("giay phep lai xe mat bao lau", "giay phep lai xe", "time"),
        ("maats soor ddor laamf laij maats bao laau", "maats soor ddor laamf laij", "time"),
        ("mất sổ đỏ", "mất sổ đỏ", ""),
        # What sounds like a question of time or money, and asks for what no page tells.
        ("giấy xác nhận độc thân có giá trị bao lâu", "giấy xác nhận độc thân", "other"),
        ("thời hạn của thẻ căn cước là bao lâu", "thời hạn của thẻ căn cước", "other"),
        ("trợ cấp khuyết tật bao nhiêu tiền", "trợ cấp khuyết tật", "other"),
        # A noun before it only says what the question is about.
        ("hồ sơ chuyển trường mất bao lâu", "chuyển trường", "time"),
        ("điều kiện mở karaoke mất bao lâu", "mở karaoke", "time"),
        ("lệ phí đăng ký kết hôn thế nào", "đăng ký kết hôn", "cost"),
        ("trợ cấp khuyết tật có mất phí không", "trợ cấp khuyết tật", "cost"),
        # Where nothing else is said, no word is taken off.
        ("bao lâu", "bao lâu", "time"),
        ("cho em hỏi ạ", "cho em hỏi ạ", ""),
    ],
)
def test_what_is_left(raw, left, asks):
    assert words(raw) == left
    assert " ".join(read_query(raw).asks) == asks


@pytest.mark.parametrize(
    "name",
    [
        "hợp thức hóa giấy tờ",
        "miễn lệ phí",
        "Miễn, giảm lệ phí",
        "Tích hợp hóa đơn điện tử với biên lai thu thuế, phí, lệ phí",
        "mai táng phí",
        "giấy tờ nhà đất",
        "lệ phí trước bạ",
        "Cấp Giấy phép cung cấp dịch vụ trò chơi điện tử G1 trên mạng",
        "Phê duyệt Trang thông tin đấu giá trực tuyến",
        "Giấy chứng nhận đủ điều kiện an toàn thực phẩm",
        "Sử dụng vật liệu nổ sau khi hết thời hạn",
        "Tuyển sinh theo hình thức xét hồ sơ",
        "Hồ sơ mua tem điện tử",
        "cách ly y tế",
    ],
)
def test_no_name_loses_a_word(name):
    for said in (name, fold(name)):
        assert read_query(said).asks == ()
        assert words(said).split() == syllables(said)


@pytest.mark.django_db
def test_names_of_the_sample_are_whole():
    for document in indexing.documents("vi"):
        for name in (document.title, document.official_name) if document.kind != "guide" else ():
            assert read_query(name).asking == (), name


@pytest.mark.django_db
@pytest.mark.parametrize("frame", ["{} mất bao nhiêu tiền", "cho em hỏi {} mất bao lâu ạ", "muốn {} cần những giấy tờ gì"])
def test_the_first_hit_is_the_same(frame):
    search = searcher()

    def first(said):
        found = search.suggest(read_query(said), "vi", 1)  # by words alone: the rest is asked with what is matched, which is equal
        return [hit.document.key for hit in found]

    titles = list(ProcedurePage.objects.published().in_source_language().values_list("title", flat=True))
    assert len(titles) >= 44
    assert {title: first(frame.format(title)) for title in titles} == {title: first(title) for title in titles}


@pytest.mark.django_db
def test_what_is_corrected_still_asks(client):
    answer = searcher().answer(read_query("đăng ký khai sihn mất bao lâu"), "vi")
    assert answer.correction == "đăng ký khai sinh mất bao lâu"


@given(st.text(max_size=120))
def test_anything_can_be_asked(raw):
    said = [(token(word),) for word in syllables(raw)]
    found = frames(said)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(one.end - one.start for one in found) < max(1, len(said))


@given(st.sampled_from(ACTS), st.sampled_from(FRAMES))
def test_reading_again_what_was_left_takes_nothing_more(act, frame):
    left = words(frame[1].format(act))
    assert words(left) == left


@pytest.mark.parametrize("table", ["[time]\n(a", "[time]\n<a"])
def test_a_table_that_cannot_be_read_is_said_so(table):
    with pytest.raises(ValueError, match="a"):
        Frames(table)


def test_judged_queries_keep_what_they_look_for():
    for one in json.loads((Path(__file__).parents[1] / "judged.json").read_text(encoding="utf-8")):
        assert read_query(one["query"]).codes or words(one["query"]), one


def test_frames_cross_with_each_other():
    for (kind, before), (other, after) in product([("time", "{} mất bao lâu"), ("papers", "{} cần giấy tờ gì")], repeat=2):
        assert read_query(after.format(before.format("đăng ký kết hôn"))).asks == tuple(dict.fromkeys((kind, other)))
