import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.reading import read_query
from search.ranking.selection import FEW_WORDS, only_offered

from ..sample import DOCUMENTS, document, engine

ENGINE = engine()


def found(raw, where=ENGINE):
    return [hit.document.result for hit in where.search(read_query(raw), "vi")]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Đăng ký kết hôn", "1.000894"),
        ("dang ky ket hon", "1.000894"),
        ("đăng ky kết hon", "1.000894"),
        ("ĐĂNG KÝ KẾT HÔN", "1.000894"),
        ("đăng kí kết hôn", "1.000894"),
        (unicodedata.normalize("NFD", "đăng ký kết hôn"), "1.000894"),
        ("đăng\u200b ký kết\u00a0hôn", "1.000894"),
        ("ddawng kys keets hoon", "1.000894"),
        ("d9a8ng ky1 ke61t ho6n", "1.000894"),
        ("đăgn ký kết hôn", "1.000894"),
        ("dangkykethon", "1.000894"),
        ("Đăng ký kết hôn mất bao lâu?", "1.000894"),
        ("marriage registration", "1.000894"),
        ("giay khai sihn", "1.001193"),
        ("hkd", "1.001612"),
        ("mo tiem tap hoa", "1.001612"),
        ("sao y bản chính", "2.000815"),
        ("1.000894", "1.000894"),
        ("1000894", "1.000894"),
        ("000894", "1.000894"),
        ("mã 1.000894", "1.000894"),
        ("2.000843", "2.000815"),
        ("giấy độc thân", "1.004873"),
        ("gpxd", "1.009994"),
        ("đốn cây trước nhà", "1.002693"),
        ("cấp lại giấy phép bán lẻ rượu", "2.000615"),
    ],
)
def test_found_first(typed, first):
    assert found(typed)[:1] == [first]


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "\u200b", "asdfghjkl", "giá vàng hôm nay", "thời tiết ngày mai", "how to cook rice", "9.999999", "!!!", "(((", "😀", "a"],
)
def test_nothing_answers(typed):
    assert found(typed) == []


def test_typed_marks_decide():
    assert found("bán tài sản")[0] == "1.004002"
    assert found("bán")[0] in {"1.004002", "2.000620", "2.000615"}
    assert found("bàn")[0] == "1.004003"
    assert found("bàn giao")[0] == "1.004003"


def test_the_plain_procedure_comes_before_the_special_one():
    assert found("khai sinh").index("1.001193") < found("khai sinh").index("2.000528")
    assert found("khai sinh có yếu tố nước ngoài")[0] == "2.000528"


def test_abolished_ones_only_when_asked_for_by_name_or_code():
    assert "1.004004" not in found("hộ khẩu")
    assert found("Thủ tục cũ về hộ khẩu")[0] == "1.004004"
    assert found("1.004004") == ["1.004004"]


def test_a_present_code_comes_before_a_former_one():
    documents = [document("2.000001", "Tên mới", codes=("2.000001", "2.000002")), document("2.000002", "Tên khác")]
    assert found("2.000002", engine(documents)) == ["2.000002", "2.000001"]


def test_namesakes_step_back():
    documents = [*DOCUMENTS, *(document(f"1.11{n:04}", "Tách thửa đất") for n in range(5)), document("1.120000", "Tách thửa đất, hợp thửa")]
    assert set(found("tách thửa đất", engine(documents))[:2]) >= {"1.120000"}


def test_no_other_language():
    assert ENGINE.search(read_query("khai sinh"), "en") == []


def suggested(raw):
    return [hit.document.title for hit in ENGINE.suggest(read_query(raw), "vi", 8)]


def test_suggestions_take_the_last_word_for_a_beginning():
    assert suggested("dang ky k")[0] in {"Thủ tục đăng ký kết hôn", "Thủ tục đăng ký khai sinh", "Đăng ký thành lập hộ kinh doanh"}
    assert suggested("dang ky ke")[0] == "Thủ tục đăng ký kết hôn"
    assert len(suggested("đ")) <= 8


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="đăngkýkhaisinh .0123456789\"'()*:-", max_size=120))
def test_any_text_is_answered(raw):
    found(raw)
    suggested(raw)


LICENCE, FOREIGN = "Cấp lại Giấy phép lái xe", "Đăng ký khai sinh có yếu tố nước ngoài"


@pytest.mark.parametrize(
    ("typed", "name", "ways"),
    [
        ("cấp giấy phép lái xe", LICENCE, 1),
        ("cap giay phep lai xe", LICENCE, 1),
        ("gplx", LICENCE, 1),
        ("cấp lại giấy phép lái xe", LICENCE, 0),
        ("cap lai giay phep lai xe", LICENCE, 0),
        ("caaps laji giaays phesp lasi xe", LICENCE, 0),
        ("mất bằng lái", LICENCE, 0),
        ("khai sinh cho con ngoai gia thu", FOREIGN, 2),
        ("khai sinh có yếu tố nước ngoài", FOREIGN, 0),
        ("khai sinh cho con lai nguoi nuoc ngoai", FOREIGN, 0),
    ],
)
def test_a_variant_is_one_unless_the_query_says_what_makes_it_one(typed, name, ways):
    """No word of the variant counts that the plain act has, too, nor one that only looks alike without marks."""
    where = engine([document("1", name), *DOCUMENTS])
    ((score, _analysed),) = [one for one in where.answer(read_query(typed), "vi").scores if one[1].document.title == name]
    assert score.narrower == ways


def test_the_plain_act_comes_before_its_variants():
    licences = [document("1", LICENCE), document("2", "Cấp Giấy phép lái xe"), document("3", "Thu hồi Giấy phép lái xe")]
    where = engine([*licences, *DOCUMENTS])
    for typed in ("giấy phép lái xe", "giay phep lai xe", "cấp giấy phép lái xe"):
        assert found(typed, where)[0] == "2"
    assert found("mất bằng lái xe", where)[0] == "1"


def test_no_replaced_page_stands_above_its_successor():
    old, new = "Đóng dấu giấy tờ nước ngoài", "Chứng nhận giấy tờ nước ngoài, đóng dấu"
    replaced = document("1.000001", old, status="replaced", successor="/thu-tuc/1.000002/")
    for successor in (document("1.000002", new), document("1.000002", new, status="replaced")):
        where = engine([replaced, successor, *DOCUMENTS])
        order = found(old, where)
        assert "1.000002" not in order or order.index("1.000002") < order.index("1.000001")
        assert found("1.000001", where)[0] == "1.000001"
    assert found(old, engine([replaced, document("1.000002", new), *DOCUMENTS]))[:2] == ["1.000002", "1.000001"]


def test_few_words_that_are_not_near_in_meaning_are_only_asked_about():
    hits = ENGINE.search(read_query("mở quán"), "vi")
    scores = ENGINE.answer(read_query("mở quán"), "vi").scores
    assert only_offered(hits, scores, 0.6, 3)
    assert not only_offered(hits, scores, 0.8, 3)
    assert not only_offered(hits, scores, 0.6, FEW_WORDS + 1)
    assert not only_offered([], scores, 0.6, 3)
