"""A page goes through wagtail-localize to English and comes out whole: words translated, facts untouched."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import translation as language
from wagtail.documents import get_document_model
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.strings import StringValue

from guides.building import facts_of_guide
from guides.factories import GuideFactory, guide_step
from procedures_pages import blocks
from procedures_pages.factories import ProcedureFactory, channel, cost, document, output, question, step, time
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage
from tests.procedures_pages.translation.translating import english, translate

pytestmark = pytest.mark.django_db

# What an editor writes and a translator must see, in the order of the ``full`` trait.
WORDS = {
    *("Ghi chú về tình trạng.", "Ai nộp?", "Giải thích câu hỏi.", "Tôi", "Người khác", "Văn bản ủy quyền", "Chủ hộ viết."),
    *("Căn cước", "Hộ chiếu", "Mẫu số 1", "Bệnh viện nơi sinh", "Nộp tại quầy", "Nói rõ thêm về bước.", "kể từ ngày nhận đủ hồ sơ"),
    *("Cần xác minh: 5 ngày.", "Ghi chú của cách nộp.", "trang", "Khoản thu thử", "Ghi chú của khoản thu.", "Lý do không nộp được."),
    *("Ảnh chụp giấy tờ.", "Phải đến ký tên.", "Giấy chứng nhận thử", "Nhận tại quầy.", "Đủ 18 tuổi.", "Đi buổi sáng vắng hơn."),
    *("Thủ tục 9.8885019", "Sở Thử", "Chị Thử", "Chị Thử đến quầy.", "Bản ghi không nói rõ."),
    *("từ ngày có giấy thử", "Quá hạn vẫn nộp được.", "Luật 60/2014/QH13, Điều 15"),
}
# What is the same in every language.
FIXED = {
    *("9.888501", "9.888502", "ai-nop", "nguoi-khac", "ai-nop=nguoi-khac", "uy-quyen", "50000", "2", "1", "3"),
    *("working_days", "online", "amount", "le_phi", "submit", "show", "photo", "partial", "ward", "citizen", "city", "in_force"),
    *(
        "019d2bfb-d76d-737f-81b9-69258b07240b",
        "https://dichvucong.gov.vn/nop",
        "2353/QĐ-BTC",
        "1.001612",
        "168/2025/NĐ-CP",
        "Người kiểm tra",
    ),
    *("Hộ tịch", "Tên năm 2022", "2026-08-03", "9.8885019", "019d2bfb-0001-737f-81b9-69258b07240b", "chi-thu", "Mã: 9.777702"),
}


def segments(page) -> list[str]:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return [StringValue(data).render_text() for data in StringSegment.objects.filter(source=source).values_list("string__data", flat=True)]


def texts(value) -> list[str]:
    """Every text in facts, however deep."""
    if dataclasses.is_dataclass(value):
        return [t for f in dataclasses.fields(value) for t in texts(getattr(value, f.name))]
    if isinstance(value, (tuple, frozenset, list)):
        return [t for item in value for t in texts(item)]
    return [value] if isinstance(value, str) else []


def skeleton(facts):
    """What must be the same in both languages: ids, numbers, choices, and how many of each."""
    return {
        "codes": facts.codes,
        "questions": [(q.id, [a.id for a in q.answers]) for q in facts.questions],
        "documents": [
            (d.id, d.originals, d.copies, d.handling, d.handling_online, d.applies, len(d.alternatives), d.form_url)
            for d in facts.documents
        ],
        "channels": [c.kind for c in facts.channels],
        "times": [(t.unit, t.amount, t.channels, t.applies) for t in facts.times],
        "deadlines": [(d.unit, d.amount, d.applies) for d in facts.deadlines],
        "costs": [(c.kind, c.basis, c.amount, c.channels, c.applies) for c in facts.costs],
        "steps": [s.channel for s in facts.steps],
        "said": [s.applies for s in (*facts.conditions, *facts.advice)],
        "entries": [(e.code, e.url, e.applies) for e in facts.other_entries],
        "people": [(p.id, p.answers, p.outcome) for p in facts.people],
        "counts": [len(x) for x in (facts.outputs, facts.conditions, facts.advice, facts.keywords, facts.submission.asks, facts.offices)],
        "legal": facts.legal,
        "rest": (facts.level, facts.audiences, facts.status, facts.submission.url, facts.source, facts.service_mode, facts.transfer),
        "dates": (facts.updated_on, facts.verified_on, facts.effective_from, facts.effective_to, facts.verified_by),
        "slug": facts.slug,
    }


@pytest.fixture
def full(settings, tmp_path):
    """A page with every block and every field filled, a form's file too."""
    settings.MEDIA_ROOT = tmp_path
    page = ProcedureFactory(full=True, code="9.888501", former=("9.888502",))
    page.documents[0].value["form_file"] = page.documents[0].value["example_file"] = _file()
    page.save()
    return page


def _file():
    return get_document_model().objects.create(title="Mẫu số 1", file=ContentFile(b"%PDF-1.4", name="mau-so-1.pdf"))


def test_the_page_of_these_tests_fills_every_block_and_field(full):
    """A field added to a block later must be filled here too, or its translation is not tried."""
    lacking = []
    for name in (
        "questions",
        "documents",
        "steps",
        "channels",
        "times",
        "costs",
        "outputs",
        "conditions",
        "advice",
        "entries",
        "people",
        "deadlines",
    ):
        values = [child.value for child in getattr(full, name)]
        lacking += [f"{name}.{key}" for key in values[0] if not any(value[key] for value in values)]
    lacking += ["submission_asks"] if not full.submission_asks else []
    lacking += [
        f.field_name
        for f in ProcedurePage.translatable_fields
        if f.field_name not in ("successor", "related", "offices", "most_asked") and not getattr(full, f.field_name)
    ]
    assert lacking == []


def test_a_translator_sees_every_word(full):
    assert WORDS - set(segments(full)) == set()


def test_a_translator_sees_no_code_number_id_or_choice(full):
    assert FIXED & set(segments(full)) == set()


def test_every_word_arrives_in_english(full):
    found = texts(facts_of(translate(full)))
    assert {english(w) for w in WORDS} - set(found) == set()


def test_no_word_of_the_page_stays_behind_in_vietnamese(full):
    assert WORDS & set(texts(facts_of(translate(full)))) == set()


def test_title_and_summary_arrive_in_english(full):
    page = translate(full)
    assert (page.title, page.official_name, page.summary) == tuple(map(english, (full.title, full.official_name, full.summary)))


def test_each_word_of_the_citizen_arrives_on_its_own_line(full):
    assert facts_of(translate(full)).keywords == ("EN làm giấy", "EN xin giấy")


def test_facts_are_the_same_in_both_languages(full):
    with language.override("vi"):
        assert skeleton(facts_of(translate(full))) == skeleton(facts_of(full))


def test_the_english_page_shows_the_english_words(client, full):
    translate(full)
    for tail in ("", "ho-so/", "in/"):
        html = client.get(f"/en/thu-tuc/{full.slug}/{tail}").content.decode()
        assert "EN Văn bản ủy quyền" in html
        assert ">Văn bản ủy quyền" not in html


def test_an_answer_tailors_the_english_checklist_like_the_vietnamese(client, full):
    translate(full)
    html = [client.get(f"{prefix}/thu-tuc/{full.slug}/ho-so/?ai-nop=toi").content.decode() for prefix in ("", "/en")]
    assert ["data-document" in h for h in html] == [False, False]


def test_a_changed_number_reaches_the_english_page_when_it_is_updated(full):
    translate(full)
    full.costs[0].value["amount"] = 70_000
    full.verified_on = date(2026, 9, 9)
    full.save()
    again = facts_of(translate(full))
    assert (again.costs[0].amount, again.verified_on) == (70_000, date(2026, 9, 9))


def test_a_changed_code_reaches_the_english_page_when_it_is_updated(full):
    translate(full)
    full.codes = [type(full.codes.first())(value="9.888503", is_present=True)]
    full.save()
    assert facts_of(translate(full)).code == "9.888503"


def test_a_page_with_only_what_it_needs_is_translated():
    page = translate(ProcedureFactory())
    assert facts_of(page).documents[0].name == "EN Giấy to-khai"


EMPTY = {
    "question": question("ai", "toi", "khac"),
    "document": document("to-khai", "ai=khac", note="", form="", issuer="", alternatives=[]),
    "channel": channel(note=""),
    "time": time(counted_from="", note=""),
    "cost": cost("free", label="", per="", note=""),
    "step": step("Nộp", text=""),
    "output": output("Giấy", handover=""),
}


def _asking():
    """A question and the document that waits for its answer; a question alone decides nothing and is not published."""
    return {"questions": [EMPTY["question"]], "documents": [document("phu", "ai=khac")]}


@pytest.mark.parametrize("kind", EMPTY)
def test_an_optional_text_left_empty_does_no_harm(kind):
    name = f"{kind}s"
    page = ProcedureFactory(**{**_asking(), name: [EMPTY[kind]]})
    assert len(getattr(translate(page), name)) == 1


@pytest.mark.parametrize("kind", EMPTY)
def test_an_optional_text_that_content_from_before_does_not_have_does_no_harm(kind):
    """A field added to a block later is missing in what was stored before."""
    name = f"{kind}s"
    value = {key: v for key, v in EMPTY[kind]["value"].items() if v != ""}
    page = ProcedureFactory(**{**_asking(), name: [{**EMPTY[kind], "value": value}]})
    assert len(getattr(translate(page), name)) == 1


def test_a_text_emptied_after_its_translation_is_empty_in_english_too(full):
    translate(full)
    full.documents[0].value["note"] = ""
    full.save()
    assert facts_of(translate(full)).documents[0].note == ""


def test_a_document_added_after_the_translation_is_added_in_english(full):
    translate(full)
    full.documents.append(("document", {**document("moi")["value"], "form_file": None, "applies": [], "alternatives": []}))
    full.save()
    assert [d.id for d in facts_of(translate(full)).documents] == ["uy-quyen", "can-cuoc", "moi"]


def test_a_choice_or_a_number_is_never_a_translatable_block():
    """New blocks keep to the rule: text is WordsBlock or LongWordsBlock, all that is not words is synchronised."""
    structs = (
        blocks.AnswerBlock,
        blocks.QuestionBlock,
        blocks.DocumentBlock,
        blocks.CostBlock,
        blocks.ChannelBlock,
        blocks.StepBlock,
        blocks.OutputBlock,
    )
    for struct in structs:
        child = struct().child_blocks.get("slug")
        assert child is None or isinstance(child, blocks.SyncedCharBlock)


def test_a_guide_is_translated_whole():
    procedure = ProcedureFactory()
    guide = GuideFactory(
        keywords="mở tiệm",
        steps=[
            guide_step(
                "Bước một",
                procedure.pk,
                text="Nói rõ thêm.",
                when="Chỉ khi bán rượu.",
                slug="buoc-mot",
                elsewhere={"name": "Đăng ký thuế", "who": "Cơ quan thuế", "url": "https://gdt.gov.vn/"},
            )
        ],
        closing=[{"type": "paragraph", "value": "Xong rồi."}],
    )
    (found,) = facts_of_guide(translate(guide), "en").steps
    assert (found.title, found.text, found.when, found.id) == ("EN Bước một", "EN Nói rõ thêm.", "EN Chỉ khi bán rượu.", "buoc-mot")
    assert (found.elsewhere.name, found.elsewhere.who, found.elsewhere.url) == ("EN Đăng ký thuế", "EN Cơ quan thuế", "https://gdt.gov.vn/")
    assert [p.title for p in found.procedures] == [procedure.title]
    assert {"https://gdt.gov.vn/", "buoc-mot", str(procedure.pk)} & set(segments(guide)) == set()
