"""Vietnamese words and hostile text for property tests."""

from hypothesis import strategies as st

from vietnamese.spelling import ONSETS, RIMES, take_tone, with_tone

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def _fits(onset, rime):
    """Whether the two make one syllable only: "giu" is gi + u, never g + iu; q and gi swallow vowels."""
    if onset == "qu":
        return rime[0] not in "uưo"
    return not (onset == "gi" and rime[0] in "iyê") and not (onset == "g" and rime[0] == "i")


_SYLLABLES = [(onset, rime) for onset in ONSETS for rime in sorted(RIMES) if _fits(onset, rime)]


@st.composite
def words(draw):
    """A well-formed syllable with its tone in the old style."""
    onset, rime = draw(st.sampled_from(_SYLLABLES))
    tone = draw(st.sampled_from("sj" if rime.endswith(("c", "p", "t", "ch")) else ["", "f", "r", "x", "s", "j"]))
    return with_tone(onset, rime, tone)


_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
_VNI_TONES = {"": "", "s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}


@st.composite
def typed_words(draw):
    """A word, and the keys that somebody pressed for it, in Telex or VNI: each mark at its letter or at the end, any case."""
    word = draw(words())
    bare, tone = take_tone(word)
    keys, tones = draw(st.sampled_from([(_TELEX, dict.fromkeys("sfrxj")), (_VNI, _VNI_TONES)]))
    tone_key = tones.get(tone) or tone
    late = draw(st.booleans())
    if late and "ươ" in bare:  # one key at the end gives both their horns
        bare = bare.replace("ươ", "uơ")
    inline, at_end, last_vowel = [], [], 0
    for letter in bare:
        plain, *shape = keys.get(letter, letter)
        inline.append(plain if late else plain + "".join(shape))
        at_end += shape if late else []
        last_vowel = len(inline) if letter in "aeiouyăâêôơư" else last_vowel
    if draw(st.booleans()):
        inline.insert(last_vowel, tone_key)
    else:
        at_end.insert(draw(st.integers(0, len(at_end))), tone_key)
    pressed = "".join(inline + at_end)
    return word, draw(st.sampled_from([pressed, pressed.upper(), pressed.capitalize()]))


vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + " -.,0123456789", max_size=60)
anything = st.text(alphabet=st.characters(), max_size=60)  # lone surrogates too
