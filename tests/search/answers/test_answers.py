"""The fact above the hits: quoted from the page of the first one where that is sure, else left out, with a reason."""

import html
import json
import re
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command

from office.models import CompetentAuthority, Office
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import REFERENCES, facts_of_all
from procedures_pages.facts.procedure import GONE
from procedures_pages.models import ProcedurePage, RegisterRecord
from search.answers.answer import KINDS, Answer, Reason
from search.answers.answering import answers
from search.answers.of_guides import told
from search.index import indexing
from search.models import SearchState
from search.query.reading import read_query
from search.searching import searcher
from tests.procedures_pages.register.factories import AUGUST, record, store
from vietnamese.folding import fold

pytestmark = pytest.mark.django_db
API = "/api/v2/answers/"


def text_of(response):
    """The words of a page, as a reader sees them one after the other."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def all_facts():
    pages = ProcedurePage.objects.published().in_source_language().select_related(*REFERENCES)
    return facts_of_all(pages)


def answered(question, locale="vi"):
    query = read_query(question)
    return answers(query, searcher().answer(query, locale))


def test_every_line_stands_on_the_page_or_its_paper_word_by_word(client):
    """Punctuation between two facts is the page's own, so a line is looked for piece by piece."""
    missing = []
    for facts in all_facts():
        seen = text_of(client.get(facts.url)) + text_of(client.get(f"{facts.url}in/"))
        for kind in KINDS:
            for line in told(kind, facts, tailor(facts, {}), "").lines:
                pieces = re.split(r"; |: |, | \(| nếu | khi | trong trường hợp ", line)
                missing += [(facts.slug, kind, piece) for piece in pieces if piece.rstrip(").").strip() not in seen]
    assert missing == []


@pytest.mark.parametrize(
    ("question", "kind", "value", "slug"),
    [
        ("khai sinh mất bao lâu", "time", "Trong ngày", "lam-khai-sinh-cho-con"),
        ("dang ky ket hon o dau", "where", "Ủy ban nhân dân cấp xã (phường)", "dang-ky-ket-hon"),
        ("đăng ký kết hôn cần giấy tờ gì ạ", "papers", "Tờ khai đăng ký kết hôn; Giấy tờ tùy thân của hai bên", "dang-ky-ket-hon"),
        ("khai tử chậm nhất là bao lâu", "deadline", "15 ngày từ ngày mất", "lam-giay-khai-tu"),
        ("sao y bản chính giấy tờ online được không", "online", "Chỉ nộp trực tiếp", "sao-y-ban-chinh"),
        ("ai được đăng ký kết hôn", "who", "Công dân Việt Nam", "dang-ky-ket-hon"),
        ("đăng ký kết hôn cơ quan nào giải quyết", "decides", "Ủy ban nhân dân cấp xã (phường)", "dang-ky-ket-hon"),
        ("1.001193 mất bao lâu", "time", "Trong ngày", "lam-khai-sinh-cho-con"),
    ],
)
def test_a_fact_is_quoted(question, kind, value, slug):
    (found,) = answered(question)
    assert (found.kind, found.reason, found.value) == (kind, None, value)
    assert found.page_url == f"/thu-tuc/{slug}/"
    assert found.source


@pytest.mark.parametrize("kind", ["how", "result", "conditions", "law", "cost"])
def test_lists_are_quoted_in_full(kind):
    asked = {"how": "cách", "result": "được nhận giấy gì", "conditions": "điều kiện", "law": "căn cứ pháp lý", "cost": "lệ phí"}[kind]
    question = f"đăng ký kết hôn {asked}" if kind in ("result", "law", "cost") else f"{asked} đăng ký kết hôn"
    (found,) = answered(question)
    facts = next(facts for facts in all_facts() if facts.slug == "dang-ky-ket-hon")
    assert found.lines == told(kind, facts, tailor(facts, {}), "").lines
    assert len(found.lines) >= 1


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("đăng ký kết hôn", Reason.NOTHING_ASKED),
        ("asdfghjkl mất bao lâu", Reason.NOTHING_FOUND),
        ("giấy tờ mất bao lâu", Reason.UNSURE),
        ("cách nấu phở mất bao lâu", Reason.OUTSIDE),
        ("giấy chứng tử mất bao lâu", Reason.SHARED_NAME),
        ("Chuyển trường cho con học tiểu học mất bao lâu", Reason.REPLACED),
        ("nhận con nuôi cần giấy tờ gì", Reason.UNSURE),
        ("lý lịch tư pháp mất bao lâu", Reason.NO_PROCEDURE),
        ("giấy nước ngoài đóng dấu mất bao lâu", Reason.REPLACED),
        ("đăng ký kết hôn mất bao lâu", Reason.UNKNOWN),
        ("giấy xác nhận độc thân có giá trị bao lâu", Reason.NO_FACT),
        ("làm lại giấy đăng ký hộ kinh doanh cần giấy tờ gì", Reason.SEVERAL_CASES),
    ],
)
def test_without_a_sure_fact_there_is_a_reason(question, reason):
    (found,) = answered(question)
    assert (found.reason, found.value) == (reason, "")


def test_two_questions_get_two_facts():
    assert [one.kind for one in answered("đăng ký kết hôn cần giấy tờ gì và hết bao nhiêu tiền")] == ["papers", "cost"]


def test_what_depends_on_answers_says_on_which_and_asks():
    (found,) = answered("xin giấy phép xây nhà mất bao lâu")
    assert found.value == "7 ngày làm việc nếu là nhà ở riêng lẻ; 10 ngày làm việc trong trường hợp khác"
    assert found.case == "Tùy trường hợp"
    assert [choice.url.partition("?")[2].endswith("#thoi-han") for choice in found.asked.choices] == [True] * len(found.asked.choices)


def test_the_question_in_the_box_leads_to_the_page_in_that_case(client):
    page = client.get("/tim-kiem/", {"q": "làm lại giấy đăng ký hộ kinh doanh cần giấy tờ gì"}).content.decode()
    choices = re.findall(r'href="(/thu-tuc/[^"?]+\?[^"#]+)#danh-muc"', page)
    assert len(choices) >= 2
    assert "Trong ngày" not in page
    for choice in choices:
        assert client.get(html.unescape(choice)).context["case"].chosen


def test_no_name_that_two_guides_carry_gets_the_fact_of_one():
    carriers = defaultdict(set)
    for page in ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE):
        for name in (page.title, *page.keywords.splitlines()):
            carriers[fold(name.strip())].add(page.slug)
    shared = [name for name, slugs in carriers.items() if name and len(slugs) > 1]
    assert shared
    assert {name: told.value for name in shared if (told := answered(f"{name} mất bao lâu")[0]).lines} == {}


def test_where_two_pages_carry_the_name_the_reader_says_which(client):
    page = client.get("/tim-kiem/", {"q": "giấy chứng tử mất bao lâu"}).content.decode()
    box = page[page.index("data-answers") : page.index('<ol class="hits"')]
    assert "Bạn hỏi việc nào?" in box
    choices = re.findall(r'href="(/thu-tuc/[^"#]+)#thoi-han"', box)
    assert "/thu-tuc/lam-giay-khai-tu/" in choices
    assert 2 <= len(choices) <= 3
    assert "data-answer=" not in box


def test_the_box_stands_above_the_hits_and_says_that_it_quotes(client):
    page = client.get("/tim-kiem/", {"q": "khai sinh mất bao lâu"}).content.decode()
    box = page[page.index("data-answers") : page.index('<ol class="hits"')]
    for said in (
        "Thời gian giải quyết",
        "Trong ngày",
        "Đối chiếu với bản ghi 1.001193",
        "bản tháng 07/2026",
        "Trích nguyên văn",
        "#thoi-han",
    ):
        assert said in box
    assert "<script" not in box


@pytest.mark.parametrize(
    "asked", [{"q": "khai sinh"}, {"q": "giấy tờ mất bao lâu"}, {"q": "khai sinh mất bao lâu", "loai": "procedure"}, {"q": "bao lâu"}]
)
def test_there_is_no_box_where_nothing_is_sure_or_the_list_was_narrowed(client, asked):
    assert "data-answers" not in client.get("/tim-kiem/", asked).content.decode()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("đăng ký kết hôn mất bao lâu", "Chưa có thông tin."),
        ("giấy xác nhận độc thân dùng được mấy năm", "Trang này không ghi điều bạn hỏi."),
    ],
)
def test_what_the_page_does_not_say_is_said_so_with_where_to_ask(client, question, said):
    page = client.get("/tim-kiem/", {"q": question}).content.decode()
    box = page[page.index("data-answers") : page.index('<ol class="hits"')]
    assert said in box
    assert "/noi-nop/" in box


def test_in_english_the_english_page_is_quoted(client):
    page = client.get("/en/tim-kiem/", {"q": "how long does it take to register a birth"}).content.decode()
    box = page[page.index("data-answers") : page.index('<ol class="hits"')]
    assert "/en/thu-tuc/lam-khai-sinh-cho-con/" in box


def test_the_api_says_what_design_says(client):
    found = client.get(API, {"q": "khai sinh mất bao lâu"}).json()
    assert set(found) == {"query", "kind", "value", "procedure", "case", "part", "source", "version"}
    assert (found["kind"], found["value"], found["case"], found["part"]) == ("time", "Trong ngày", "", "thoi-han")
    assert found["procedure"]["code"] == "1.001193"
    assert found["procedure"]["url"].endswith("/thu-tuc/lam-khai-sinh-cho-con/")
    assert client.get(API, {"q": "đăng ký kết hôn ai có thẩm quyền"}).json()["kind"] == "who"
    for question in ("", "khai sinh", "\x00", "x" * 3000, "<b>mất bao lâu</b>"):
        response = client.get(API, {"q": question})
        assert set(response.json()) == {"abstained"}
        assert b"<" not in response.content


def test_what_pages_refer_to_is_seen_at_once_whoever_changes_it():
    """And no process reads the editors' words anew for it."""
    question = "đăng ký kết hôn cơ quan nào giải quyết"
    assert answered(question)[0].value == "Ủy ban nhân dân cấp xã (phường)"
    wording = SearchState.objects.values_list("wording", flat=True).get()
    CompetentAuthority.objects.filter(name="Ủy ban nhân dân cấp xã (phường)").update(name="Ủy ban nhân dân phường")
    assert answered(question)[0].value == "Ủy ban nhân dân phường"
    Office.objects.first().save()
    assert SearchState.objects.values_list("wording", flat=True).get() == wording


def test_facts_are_read_as_the_page_reads_them(client, django_assert_num_queries):
    """Once for however many kinds; what the page has read is known here."""
    client.get("/thu-tuc/dang-ky-ket-hon/")
    query = read_query("đăng ký kết hôn cần giấy tờ gì và hết bao nhiêu tiền")
    found = searcher().answer(query, "vi")
    with django_assert_num_queries(1):
        told = answers(query, found)
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    assert [one.version for one in told] == [str(page.live_revision_id)] * 2
    page.unpublish()
    assert [one.reason for one in answers(query, found)] == [Reason.NOTHING_FOUND]


@pytest.fixture
def cats(settings, django_capture_on_commit_callbacks):
    settings.SEARCH_CHECK_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        store(record(code="9.000001", name="Cấp thẻ nuôi mèo tam thể"))
    indexing.update()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("cấp thẻ nuôi mèo tam thể mất bao lâu", "3 ngày làm việc"),
        ("cấp thẻ nuôi mèo tam thể bao nhiêu tiền", ""),
        ("cấp thẻ nuôi mèo tam thể cần giấy tờ gì", "Tờ khai nuôi mèo; Sổ tiêm phòng của mèo"),
        ("cấp thẻ nuôi mèo tam thể ở đâu", "Ủy ban nhân dân cấp xã"),
        ("cấp thẻ nuôi mèo tam thể online được không", "Không. Nộp tại quầy"),
        ("cấp thẻ nuôi mèo tam thể được nhận giấy gì", "Thẻ mèo"),
        ("ai được cấp thẻ nuôi mèo tam thể", "Công dân Việt Nam"),
        ("cấp thẻ nuôi mèo tam thể chậm nhất là bao lâu", ""),
    ],
)
def test_records_are_quoted_from_their_fields(cats, client, question, value):
    (found,) = answered(question)
    assert (found.title, found.is_record) == ("Cấp thẻ nuôi mèo tam thể", True)
    assert found.value == value
    assert found.reason == (None if value else Reason.UNKNOWN)
    seen = text_of(client.get("/tra-cuu/9.000001/"))
    assert all(line in seen for line in found.lines)
    assert "01/07/2026" in found.source


def test_what_a_record_says_now_is_quoted(cats, django_assert_num_queries, django_capture_on_commit_callbacks):
    query = read_query("cấp thẻ nuôi mèo tam thể mất bao lâu, ở đâu")
    found = searcher().answer(query, "vi")
    before = answers(query, found)
    with django_assert_num_queries(1):
        assert answers(query, found) == before
    with django_capture_on_commit_callbacks(execute=True):
        store(record(code="9.000001", name="Cấp thẻ nuôi mèo tam thể"), day=AUGUST)
    again = answers(query, found)
    assert [one.lines for one in again] == [one.lines for one in before]
    assert "01/08/2026" in again[0].source
    RegisterRecord.objects.all().update(current=None)
    assert [one.reason for one in answers(query, found)] == [Reason.NOTHING_FOUND]


def test_every_anchor_is_on_its_page(cats, client):
    guide = client.get("/thu-tuc/dang-ky-ket-hon/").content.decode()
    of_record = client.get("/tra-cuu/9.000001/").content.decode()
    for _label, _part, in_guide, in_record in KINDS.values():
        assert not in_guide or f'id="{in_guide}"' in guide
        # A record has a part only where it says something.
        assert not in_record or f'id="{in_record}"' in of_record or in_record == "dieu-kien"


def test_questions_with_known_answers_are_counted(tmp_path):
    questions = [
        {"id": "a", "query": "khai sinh mất bao lâu", "code": "1.001193", "kind": "time", "value": "Trong  ngày"},
        {"id": "b", "query": "khai sinh mất bao lâu", "code": "1.001193", "kind": "time", "value": "3 ngày"},
        {"id": "c", "query": "khai sinh mất bao lâu", "code": "1.000894", "kind": "time", "value": "Trong ngày"},
        {"id": "d", "query": "khai sinh mất bao lâu", "code": "1.001193", "kind": "time", "value": None},
        {"id": "e", "query": "đăng ký kết hôn mất bao lâu", "code": "1.000894", "kind": "time", "value": None},
        {
            "id": "f",
            "query": "đăng ký kết hôn ai có thẩm quyền",
            "code": "1.000894",
            "kind": "who",
            "value": "Ủy ban nhân dân cấp xã (phường)",
        },
    ]
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(questions), encoding="utf-8")
    out = StringIO()
    call_command("evaluate_answers", file, "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"n": 6, "answered": 5, "right": 2, "wrong": 3, "abstained": 1}
    out = StringIO()
    call_command("evaluate_answers", file, "--show-failures", stdout=out)
    assert "unknown 1" in out.getvalue()
    assert "b khai sinh mất bao lâu: Trong ngày" in out.getvalue()


def test_an_answer_without_a_kind_has_no_part():
    assert (Answer("").label, Answer("").part, Answer("other").is_shown) == ("", "", False)


@pytest.mark.parametrize(
    ("question", "who"),
    [("mua ban dat", "Văn phòng đăng ký đất đai"), ("khai thuế ở đâu", "Thuế cơ sở"), ("sang tên sổ đỏ mất bao lâu", "chi nhánh")],
)
def test_what_is_done_elsewhere_says_where(client, question, who):
    page = client.get("/tim-kiem/", {"q": question}).content.decode()
    assert who in page[page.index("<main") : page.index("<footer")]
    assert "data-answers" not in page
