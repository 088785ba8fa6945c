"""Words of two syllables that no line breaks."""

from vietnamese.compounds import WORDS, compounds
from vietnamese.lexicon import is_real_syllable
from vietnamese.normal import old_tone_style


def test_a_word_of_two_syllables_is_a_part():
    assert compounds("Đăng ký bảo hiểm y tế") == ["", "Đăng ký", " ", "bảo hiểm", " ", "y tế", ""]


def test_only_whole_syllables_are_a_word():
    assert compounds("Mưa giấy tờm, (giấy tờ)") == ["Mưa giấy tờm, (", "giấy tờ", ")"]


def test_nothing_of_a_text_changes():
    for text in ("Làm khai sinh  cho con\n<b>giấy tờ</b>", ""):
        assert "".join(compounds(text)) == text


def test_the_list_is_of_real_syllables_once_each_and_in_the_house_spelling():
    words = [line for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(words) == len(set(words))
    assert all(len(word.split()) == 2 and word == old_tone_style(word).lower() for word in words)
    assert [word for word in words if not all(map(is_real_syllable, word.split()))] == []
