"""Texts to send: with marks and without, and how many text messages they are."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from home.sample_schema import load_procedures
from procedures_pages.factories import AnswerFactory, DeadlineFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import ProcedurePage
from procedures_pages.sharing.links import short_link
from procedures_pages.sharing.messages import MAX_ADDRESS, messages, sms_parts
from vietnamese.folding import fold, unmarked

PATH = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/gui/"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("đ" * 70, 1),
        ("đ" * 71, 2),
        ("[" * 81, 2),
        ("😀" * 36, 2),
        ("`" * 71, 2),
    ],
)
def test_text_messages_are_counted_as_they_are_billed(text, parts):
    assert sms_parts(text) == parts


@given(st.text(max_size=400))
def test_a_text_without_marks_is_plain_and_never_raises(text):
    plain = unmarked(text)
    assert plain.isascii()
    assert unmarked(plain) == plain
    assert sms_parts(plain) >= 1


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐẤẦỂỰ\n", max_size=80))
def test_without_marks_reads_as_folded_but_keeps_case_and_lines(text):
    plain = unmarked(text)
    assert plain.lower() == fold(text)
    assert plain.count("\n") == text.count("\n")


def test_quotation_marks_and_dashes_become_keys():
    assert unmarked("Nếu “Có” – “Không”…") == 'Neu "Co" - "Khong"...'


@pytest.mark.django_db
class TestHandOver:
    def test_it_holds_the_message_of_the_case_and_opens_mail_and_sms(self, client):
        html = client.get(PATH + "?dung-ten=mot-minh").content.decode()
        assert "Trường hợp: Một mình tôi" in html
        assert "Truong hop: Mot minh toi" in html
        assert 'href="mailto:?subject=M%E1%BB%9F%20c%E1%BB%ADa' in html
        assert 'href="sms:?body=Mo%20cua%20hang' in html

    def test_the_brief_text_is_the_link_and_not_the_list(self, client):
        brief = client.get(PATH).context["messages"].brief.text
        assert "http://testserver/t/1.001612" in brief
        assert "1. " not in brief

    def test_it_says_what_of_the_address_it_does_not_know(self, client):
        assert "Phần đó được bỏ qua" in client.get(PATH + "?dung-ten=khong-co").content.decode()

    def test_it_is_not_for_search_engines(self, client):
        assert client.get(PATH)["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize(("kind", "head"), [("svg", b"<svg"), ("png", b"\x89PNG")])
    def test_the_code_is_there_in_both_kinds(self, client, kind, head):
        assert client.get(f"/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/qr.{kind}").content.startswith(head)


def body_of(address):
    return parse_qs(urlsplit(address).query, strict_parsing=True)["body"][0].replace("\r\n", "\n")


def made_up(papers=3, title="Làm giấy thử", questions=2):
    """A procedure with long names and the last answer to each of its questions."""
    asked = tuple(
        QuestionFactory(
            id=f"cau-hoi-so-{n}", answers=("khong", AnswerFactory(id=f"tra-loi-{n}", label=f"Người được ủy quyền bằng văn bản số {n}"))
        )
        for n in range(questions)
    )
    documents = tuple(RequiredDocumentFactory(name=f"Giấy chứng nhận quyền sử dụng đất số {n}") for n in range(papers))
    # What the last answers rule out: they stay because they decide something.
    ruled_out = tuple(RequiredDocumentFactory(applies={question.id: ("khong",)}) for question in asked)
    facts = ProcedureFactsFactory(title=title, questions=asked, documents=documents + ruled_out)
    return facts, tailor(facts, {question.id: [question.answers[-1].id] for question in asked})


class TestAddressesThatOpenAProgram:
    @pytest.mark.django_db
    def test_those_of_every_procedure_open_everywhere(self):
        """General, and with the first and the last answer to each question that lead nowhere else; the longest took 6,579 characters."""
        short, every = 0, facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi").prefetch_related("codes"))
        assert len(every) == len(load_procedures())
        for facts in every:
            for choice in (None, 0, -1):
                staying = {q.id: [answer.id for answer in q.answers if not answer.leads_to] for q in facts.questions}
                given = {} if choice is None else {question: [answers[choice]] for question, answers in staying.items()}
                checklist = tailor(facts, given)
                sent = messages(facts, checklist)
                assert len(sent.mail_address) <= MAX_ADDRESS
                assert len(sent.sms_address) <= MAX_ADDRESS
                body = body_of(sent.mail_address)
                assert body.startswith(facts.title + "\n")
                assert short_link(facts, checklist) in body.split("\n")
                assert (body == sent.full.text) is not sent.mail_is_short
                assert body_of(sent.sms_address) == sent.brief.text
                short += sent.mail_is_short
        assert short

    def test_a_short_list_is_sent_as_it_is(self):
        sent = messages(*made_up(papers=3))
        assert not sent.mail_is_short
        assert body_of(sent.mail_address) == sent.full.text

    def test_of_sixty_papers_the_mail_tells_the_number(self):
        facts, checklist = made_up(papers=60)
        sent = messages(facts, checklist)
        assert sent.mail_is_short
        assert body_of(sent.mail_address).split("\n") == [
            facts.title,
            "Trường hợp: Người được ủy quyền bằng văn bản số 0; Người được ủy quyền bằng văn bản số 1",
            "Giấy tờ cần mang: 60 giấy tờ",
            "Thời hạn: 3 ngày làm việc",
            "Lệ phí: 100.000 đồng",
            short_link(facts, checklist),
        ]
        assert "60. Giấy chứng nhận" in sent.full.text

    def test_the_citizens_deadline_is_a_line_before_the_time_of_the_office(self):
        facts = ProcedureFactsFactory(deadlines=(DeadlineFactory(after="Quá hạn vẫn làm được."),))
        lines = messages(facts, tailor(facts, {})).full.text.splitlines()
        assert lines.index("Hạn: 60 ngày từ ngày sinh") + 1 == lines.index("Thời hạn: 3 ngày làm việc")
        with translation.override("en"):
            assert "Deadline: 60 days từ ngày sinh" in messages(facts, tailor(facts, {})).full.text

    def test_papers_that_depend_on_answers_are_told_as_such(self):
        question = QuestionFactory(id="ai", answers=("toi", "nguoi-khac"))
        some = tuple(
            RequiredDocumentFactory(name="Giấy ủy quyền có chứng thực của phường " * 3, applies={"ai": ("toi",)}) for _n in range(30)
        )
        facts = ProcedureFactsFactory(questions=(question,), documents=some)
        assert "Giấy tờ cần mang: còn tùy trường hợp" in body_of(messages(facts, tailor(facts, {})).mail_address)
        facts = replace(facts, documents=(*some, RequiredDocumentFactory()))
        assert "Giấy tờ cần mang: từ 1 giấy tờ" in body_of(messages(facts, tailor(facts, {})).mail_address)

    @pytest.mark.parametrize("title", ["Ế" * 255, "Ộ " * 127, "W" * 255, "😀" * 255, "& = # % + ? " * 21])
    @pytest.mark.parametrize("papers", [0, 1, 60])
    @pytest.mark.parametrize("questions", [0, 3, 40])
    def test_whatever_it_says_it_is_short_enough_and_has_the_link(self, title, papers, questions):
        facts, checklist = made_up(papers, title, questions)
        sent = messages(facts, checklist)
        for address in (sent.mail_address, sent.sms_address):
            assert len(address) <= MAX_ADDRESS
            assert short_link(facts) in unquote(address)
            if questions < 40:
                assert short_link(facts, checklist) in unquote(address)

    def test_lines_of_a_mail_end_as_mails_want_it(self):
        """RFC 6068, section 5."""
        address = messages(*made_up()).mail_address
        assert "%0D%0A" in address
        assert "%0A" not in address.replace("%0D%0A", "")

    @pytest.mark.django_db
    def test_the_page_says_that_the_mail_is_short(self, client):
        told = "thư mở ra chỉ có phần chính và liên kết"
        assert told not in client.get(PATH + "?dung-ten=mot-minh&nguoi-nop=tu-nop").content.decode()
        slug = max(facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi")), key=lambda f: len(f.documents)).slug
        assert told in client.get(f"/thu-tuc/{slug}/gui/").content.decode()
