"""Old charsets and wrong readings: what was meant comes back, and what was meant as it stands stays."""

import tarfile
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.places import SHARED
from vietnamese.legacy import is_garbled, restored
from vietnamese.lexicon import SYLLABLES

from . import misreadings
from .strategies import anything, vietnamese

REGISTER = SHARED / "data" / "register-2026-07.tar.xz"
WORDS = [line.split(" ")[0] for line in SYLLABLES.read_text("utf-8").splitlines() if not line.startswith("#")]
NAMES = [
    "Đăng ký kết hôn",
    "Đăng ký khai sinh có yếu tố nước ngoài",
    "Cấp bản sao trích lục hộ tịch",
    "Chứng thực chữ ký trong các giấy tờ, văn bản",
    "Thủ tục hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
    "Chuyển mục đích sử dụng đất (QĐ số 2304/QĐ-BNNMT)",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ tại Đắk Lắk",
]
READINGS = {
    "TCVN3": misreadings.tcvn3,
    "VNI": misreadings.vni,
    "VPS": misreadings.vps,
    "VISCII": misreadings.viscii,
    "1258": misreadings.cp1258,
    "UTF-8 as Latin-1": misreadings.utf8_as("latin-1"),
    "UTF-8 as Mac Roman": misreadings.utf8_as("mac_roman"),
    "UTF-8 as 437": misreadings.utf8_as("cp437"),
    "UTF-8 twice": lambda text: text.encode().decode("latin-1").encode().decode("latin-1"),
    "TCVN3 as UTF-8 as Latin-1": lambda text: misreadings.tcvn3(text).encode().decode("latin-1"),
    "TCVN3 as 1258": lambda text: misreadings.tcvn3(text).encode("latin-1").decode("cp1258", "replace"),
}


def text_of(found):
    return found.text if found else None


@pytest.mark.parametrize(
    ("raw", "wanted", "charset"),
    [
        ("§¨ng ký kÕt h«n", "Đăng ký kết hôn", "TCVN3"),
        ("§¨ng ký", "Đăng ký", "TCVN3"),
        ("kÕt", "kết", "TCVN3"),
        ("CÊp", "Cấp", "TCVN3"),
        ("n\xadíc", "nước", "TCVN3"),
        ("§¡NG Ký KÕT H¤N", "ĐĂNG KÝ KẾT HÔN", "TCVN3"),
        ("QuyÕt ®Þnh sè 2353/Q§-BTC", "Quyết định số 2353/QĐ-BTC", "TCVN3"),
        ("Ñaêng kyù keát hoân", "Đăng ký kết hôn", "VNI"),
        ("ñaêng ky khai sinh", "đăng ky khai sinh", "VNI"),
        ("ÑAÊNG KYÙ KEÁT HOÂN", "ĐĂNG KÝ KẾT HÔN", "VNI"),
        ("Ðãng kyì kêìt hôn", "Đăng ký kết hôn", "Windows-1258"),
        ("Ä\x90Äƒng kÃ½ káº¿t hÃ´n", "Đăng ký kết hôn", "UTF-8"),
        ("Ä\ufffdÄƒng kÃ½ káº¿t hÃ´n", "Đăng ký kết hôn", "UTF-8"),
        ("Ä‘Äƒng kĂ½ káº¿t hĂ´n", "đăng ký kết hôn", "UTF-8"),
        ("vÃ  chi tiáº¿t, lÃ m viá»‡c", "và chi tiết, làm việc", "UTF-8"),
        ("cafÃ© â€“ MÃ¼ller", "café – Müller", "UTF-8"),
        ("&#272;&#259;ng k&#253; k&#x1EBF;t h&#244;n", "Đăng ký kết hôn", "HTML"),
        ("Học sinh đ¬ược tổ chức", "Học sinh được tổ chức", "Unicode"),
        ("\uf044\uf06f\uf063", "Doc", "Symbol"),
        ("Mẫu số 01 §¨ng ký kÕt h«n", "Mẫu số 01 Đăng ký kết hôn", "TCVN3"),
    ],
)
def test_what_was_meant_comes_back(raw, wanted, charset):
    assert restored(raw) == (wanted, charset)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_names_come_back_from_every_reading(name, reading):
    found = restored(READINGS[reading](name))
    assert found
    # The .VnTime fonts have no capitals with tone marks.
    assert found.text.casefold() == name.casefold()


@pytest.mark.parametrize("codepage", ["cp1252", "cp1258"])
@pytest.mark.parametrize("errors", ["replace", "ignore"])
@pytest.mark.parametrize("name", NAMES)
def test_where_bytes_are_lost_the_name_comes_back_or_is_known_to_be_garbled(name, errors, codepage):
    text = text_of(restored(misreadings.utf8_as(codepage, errors)(name)))
    assert text
    assert text == name or is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Đăng ký kết hôn", "hoà giải, thuỷ lợi", "XÃ\u00a0HỘI", "“CẤP XÃ”", "«Ủy ban»", "NGÃ BA – XÃ", "Đắk Lắk", "Cộng hoà Séc"),
        *("25°C, 5 m², 3 × 4 m, ½, µm, ±2 %", "§ 5, §5", "© Trung tâm", "Intel® Core™", "kW·h", "1.001612", "2072/QĐ-BYT", "KT3, H62"),
        *("café Noël", "São Paulo", "François Müller", "Loïc", "Haï", "Señor Muñoz", "Zürich", "Ærø", "naïve", "crème brûlée", "Åse"),
        *("laïc", "coöperate", "El Niño", "Ångström", "fjärde", "¿Qué?", "l’État", "São Tomé", "Ö", "Ça va", "Þór", "PRÉŒDIPIEN"),
        *(
            *("&#x3C;b&#x3E;", "&#39;", "&#8217;", "&#160;"),
            "birth certificate",
            "AT&T",
            "a?b=c&d=e",
            "Ai?Ở đâu?Khi nào",
            "😀 vui",
            "中文",
            "",
            " ",
            "\u200bkhai\u200b sinh",
            "trung tr\u00adường",
        ),
    ],
)
def test_what_was_meant_as_it_stands_stays(text):
    assert restored(text) is None
    assert not is_garbled(text)


def test_no_syllable_and_no_two_syllables_of_the_lexicon_change():
    for first, second in pairwise(WORDS):
        for text in (first, first.upper(), first.capitalize(), f"{first} {second}", unicodedata.normalize("NFD", first)):
            assert restored(text) is None, text
            assert not is_garbled(text), text


@pytest.mark.skipif(not REGISTER.exists(), reason=f"the register's texts are not in {REGISTER}")
def test_no_text_of_the_register_changes_but_for_hyphens_left_by_a_converter():
    changed = {}
    with tarfile.open(REGISTER) as archive:
        for member in archive:
            text = unicodedata.normalize("NFC", archive.extractfile(member).read().decode()) if member.isfile() else ""
            if found := restored(text):
                assert found.text == text.replace("¬", "")
                changed[member.name] = text.count("¬")
    assert changed == {"./1.014753.txt": 2, "./1.002759.txt": 2, "./1.000280.txt": 2, "./1.000713.txt": 2}


@pytest.mark.parametrize(
    "text",
    [
        *("Đ\ufffdng ký", "k?t h?n", "??ng k? k?t h?n", "Gi?y khai sinh, ??n xin", "k´t h¤n", "Ä‘á»\ufffd nghị", "vá» váº", "B\x90ng"),
        "Tá» khai vá» viá»c cÆ° trÃº",
    ],
)
def test_what_nobody_can_mend_is_known_to_be_garbled(text):
    found = restored(text)
    assert is_garbled(found.text if found else text)


@given(anything)
@example("ì\x80")  # in code page 1258 a letter and its mark
def test_any_text_is_taken(text):
    found = restored(text)
    if found:
        assert unicodedata.is_normalized("NFC", found.text)
        assert restored(found.text) is None or found.text != text
    is_garbled(text)


@given(vietnamese)
def test_letters_in_any_order_never_become_private_or_lost(text):
    found = restored(text)
    assert "\ufffd" not in (found.text if found else text)


@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=12, unique=True), st.sampled_from(["TCVN3", "VNI", "1258", "UTF-8 as Latin-1"])
)
def test_no_wrong_word_comes_out_of_running_words(words, reading):
    """All of it comes back, or nothing is changed: a doubt is no conversion. Words that read either way ("hé", "hộ") may stay."""
    found = restored(READINGS[reading](" ".join(words)))
    assert found is None or sum(a.casefold() != b.casefold() for a, b in zip(found.text.split(), words, strict=True)) <= len(words) // 4


@pytest.mark.parametrize("piece", ["Ã", "Ã x", "\uf0a7", "\uf041", "a?", "&#0", "aá", "§¨ng ký ", "Ã¡ÂºÂ¿t ", "Ä\ufffd"])
def test_long_text_is_bounded(piece):
    long = piece * (40_000 // len(piece))
    restored(long)
    is_garbled(long)
    assert restored(piece * 600_000) is None
