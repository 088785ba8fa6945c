"""Words of two syllables that no line breaks."""

from vietnamese.compounds import WORDS, unbroken
from vietnamese.lexicon import is_real_syllable
from vietnamese.normal import old_tone_style


def test_a_word_of_two_syllables_is_kept_together():
    assert unbroken("Đăng ký bảo hiểm y tế") == "Đăng\u00a0ký bảo\u00a0hiểm y\u00a0tế"


def test_only_whole_syllables_are_a_word():
    assert unbroken("Mưa giấy tờm, (giấy tờ)") == "Mưa giấy tờm, (giấy\u00a0tờ)"


def test_nothing_else_of_a_text_changes():
    text = "Làm khai sinh  cho con\n<b>giấy tờ</b>"
    assert unbroken(text).replace("\u00a0", " ") == text
    assert unbroken(unbroken(text)) == unbroken(text)


def test_the_list_is_of_real_syllables_once_each_and_in_the_house_spelling():
    words = [line for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(words) == len(set(words))
    assert all(len(word.split()) == 2 and word == old_tone_style(word).lower() for word in words)
    assert [word for word in words if not all(map(is_real_syllable, word.split()))] == []
