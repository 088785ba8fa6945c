"""Vietnamese words and hostile text for property tests."""

from hypothesis import strategies as st

from vietnamese.spelling import ONSETS, RIMES, with_tone

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


@st.composite
def words(draw):
    """A well-formed syllable with its tone in the old style."""
    rime = draw(st.sampled_from(sorted(RIMES)))
    tone = draw(st.sampled_from("sj" if rime.endswith(("c", "p", "t", "ch")) else ["", "f", "r", "x", "s", "j"]))
    return with_tone(draw(st.sampled_from([o for o in ONSETS if o not in ("qu", "gi")])), rime, tone)


vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + " -.,0123456789", max_size=60)
anything = st.text(max_size=60)
