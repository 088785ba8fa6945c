"""A text that is too long, a file that is too large: refused in one sentence, with numbers as they are written here."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from office.clean_fields import CleanCharField
from office.documents import MAX_BYTES
from office.uploads import MEGA
from procedures_pages.blocks import DocumentBlock, StepBlock
from procedures_pages.models import ProcedurePage
from procedures_pages.register.parsing.limits import MAX_SENT
from tests.places import ROOT

SENTENCE = "1.050 ký tự; ô này nhận nhiều nhất 420."


def told(clean, text):
    with pytest.raises(ValidationError) as refused:
        clean(text)
    return refused.value.messages


def test_a_field_of_a_form():
    assert told(CleanCharField(max_length=420).clean, "x" * 1050) == [SENTENCE]
    with translation.override("en"):
        assert "1,050" in told(CleanCharField(max_length=420).clean, "x" * 1050)[0]
    form = ProcedurePage.get_edit_handler().get_form_class()
    assert told(form.base_fields["summary"].clean, "x" * 156) == ["156 ký tự; ô này nhận nhiều nhất 155."]


def test_blocks_of_one_line_and_of_several():
    assert told(StepBlock().child_blocks["text"].clean, "x" * 1050) == [SENTENCE]
    assert told(DocumentBlock().child_blocks["name"].clean, "x" * 141) == ["141 ký tự; ô này nhận nhiều nhất 140."]


def test_marks_that_are_letters_of_their_own_do_not_count():
    """As the desk's script counts."""
    assert CleanCharField(max_length=3).clean("e\u0302\u0301" * 3) == "ế" * 3


@pytest.mark.django_db
def test_no_form_has_rich_text():
    """The copy in the browser (static/desk/form_state.js) could not keep its state; whoever adds some teaches it first."""
    for model in (*get_page_models(), *get_snippet_models()):
        handler = model.get_edit_handler() if hasattr(model, "get_edit_handler") else model.snippet_viewset.get_edit_handler()
        assert "draftail" not in str(handler.get_form_class()().media).lower(), model


@pytest.mark.parametrize(
    ("form", "most", "sentence"),
    [
        (lambda: get_document_form(get_document_model()), 10, "Tệp nặng %(file_size)s; ở đây nhận nhiều nhất 10 MB."),
        (lambda: get_image_form(get_image_model()), 5, "Tệp nặng %(file_size)s; ở đây nhận nhiều nhất 5 MB."),
    ],
    ids=["document", "picture"],
)
@pytest.mark.django_db
def test_files_are_bounded_before_they_are_sent_and_by_the_server(form, most, sentence):
    field = form()().fields["file"]
    assert field.max_upload_size == most * 1024 * 1024 == int(field.widget.attrs["data-cn-bytes"])
    assert field.widget.attrs["data-cn-too-large"] == field.error_messages["file_too_large"] == sentence
    assert f"Tệp nặng hơn {most} MB nên không tải lên." in field.error_messages["file_too_large_unknown_size"]


def test_the_proxy_of_the_handbook_lets_through_what_the_site_itself_refuses_in_words():
    most = re.search(r"client_max_body_size (\d+)m;", (ROOT / "docs" / "operators.md").read_text("utf-8"))
    assert int(most[1]) * MEGA > max(MAX_SENT, MAX_BYTES)
