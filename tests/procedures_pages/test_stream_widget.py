"""What Wagtail's script draws a stream from: the same as Wagtail sends, in fewer bytes."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.urls import reverse
from wagtail.blocks.base import BlockWidget

from procedures_pages.blocks import DocumentBlock
from procedures_pages.models import ProcedurePage
from procedures_pages.stream_widget import StreamWidget


def shown(html):
    (place,) = BeautifulSoup(html, "html.parser").find_all(attrs={"data-block": True})
    return {name: json.loads(value) if name.endswith("-value") else value for name, value in place.attrs.items()}


@pytest.mark.django_db  # the directory's forms are among what is chosen from
@pytest.mark.parametrize("text", ["Giấy khai sinh", "'\"&quot;&#39;<b>\\u1edd\\", "</div>\n<!--", "\ud800 một nửa"])
@pytest.mark.parametrize("wrong", [None, ErrorList([ValidationError("Sai: 'đây' \"đó\".")])], ids=["right", "wrong"])
def test_a_block_is_sent_as_by_wagtail(text, wrong):
    reverse("wagtaildocs:index")  # with the addresses comes how Wagtail's script chooses a document
    block = DocumentBlock()
    block.set_name("document")
    value = block.to_python({"name": text, "note": text})
    theirs = BlockWidget(block).render_with_errors("fact", value, errors=wrong)
    ours = StreamWidget(block).render_with_errors("fact", value, errors=wrong)
    assert shown(ours) == shown(theirs)
    assert len(ours) < len(theirs) * 0.7
    assert "\ud800" not in ours


def test_the_streams_of_a_form_are_sent_so():
    assert isinstance(ProcedurePage._meta.get_field("documents").formfield().widget, StreamWidget)
