"""Texts to send: with marks and without, and how many text messages they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.messages import sms_parts
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
