"""Questions, documents and answers, as editors and readers might really combine them."""

from __future__ import annotations

from hypothesis import strategies as st

from procedures_pages.facts.procedure import Answer, Question, RequiredDocument

ids = st.sampled_from(["ai", "ai-nop", "o-dau", "vneid", "toi", "nha", "thue", "khac", "ref-giay", "utm", "x"])
# What stands in an address: anything at all.
words = st.one_of(ids, st.text(max_size=6), st.sampled_from(["co", "trang", "utm_source", "fbclid", "\x00", "'", "a=b&c", "%00", "🙂"]))


@st.composite
def questions(draw) -> tuple[Question, ...]:
    names = draw(st.lists(ids, unique=True, max_size=4))
    return tuple(
        Question(name, f"{name}?", "", tuple(Answer(a, a) for a in draw(st.lists(ids, unique=True, min_size=2, max_size=4))))
        for name in names
    )


@st.composite
def documents(draw, asked: tuple[Question, ...]) -> tuple[RequiredDocument, ...]:
    """Some apply always, some for answers that are there, some name a question or an answer that an editor has removed."""
    out = []
    for n in range(draw(st.integers(0, 6))):
        applies: dict[str, frozenset[str]] = {}
        for question in draw(st.lists(st.sampled_from(asked), unique=True, max_size=3)) if asked else []:
            there = [a.id for a in question.answers]
            applies[question.id] = frozenset(draw(st.lists(st.sampled_from([*there, "khong-con"]), min_size=1, max_size=3)))
        if draw(st.booleans()) and n == 0:
            applies["cau-hoi-da-bo"] = frozenset({"x"})
        out.append(RequiredDocument(f"giay-{n}", f"Giấy {n}", "", 1, 0, "submit", applies=tuple(applies.items())))
    return tuple(out)


@st.composite
def cases(draw):
    """(questions, documents, what the address gave)."""
    asked = draw(questions())
    papers = draw(documents(asked))
    given_: dict[str, list[str]] = {}
    for question in asked:
        if draw(st.booleans()):
            given_[question.id] = draw(st.lists(st.sampled_from([a.id for a in question.answers]), min_size=1, max_size=2))
    given_ |= draw(st.dictionaries(words, st.lists(words, max_size=3), max_size=4))
    return asked, papers, given_
