"""Addresses that editors paste: with a scheme, on one line, and without what follows readers about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.factories import LegalResourceFactory
from office.models import LegalResource
from office.trackers import address
from procedures_pages.block_text import clean_stored
from procedures_pages.blocks import LinkBlock


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (" https://vanban.chinhphu.vn/?docid=5&utm_source=zalo \n", "https://vanban.chinhphu.vn/?docid=5"),
        ("https://a.vn/x?fbclid=IwAR0&gclid=1", "https://a.vn/x"),
        ("https://a.vn/x?b=1&&b=2#muc-3", "https://a.vn/x?b=1&&b=2#muc-3"),
        ("https://a.vn/x?utm_medium=zalo#muc-3", "https://a.vn/x#muc-3"),
        ("https://a.vn/x?utm=1", "https://a.vn/x?utm=1"),
        ("https://a.vn/x", "https://a.vn/x"),
    ],
)
def test_an_address_loses_only_what_follows_readers(pasted, kept):
    assert address(pasted) == kept
    assert clean_stored(LinkBlock(), pasted) == kept


@given(st.text("ab?&=#_utmfbclid", max_size=60))
def test_an_address_once_cleaned_stays(text):
    assert address(address(text)) == address(text)


@pytest.mark.django_db
def test_a_law_keeps_a_clean_link_whichever_way_it_is_saved():
    law = LegalResourceFactory(link="https://a.vn/x?docid=5&fbclid=IwAR0")
    law.save()
    assert LegalResource.objects.get(pk=law.pk).link == "https://a.vn/x?docid=5"


@pytest.mark.django_db
def test_the_desk_adds_the_scheme(enter):
    law = LegalResourceFactory(link="")
    edit = f"/quan-tri/snippets/office/legalresource/edit/{law.pk}/"
    form = enter("duyet").get(edit).context["form"]
    data = {name: form.initial.get(name) or "" for name in form.fields}
    data |= {"effects-TOTAL_FORMS": "0", "effects-INITIAL_FORMS": "0"}
    enter("duyet").post(edit, {**data, "link": "vanban.chinhphu.vn/?docid=5&utm_source=zalo"})
    law.refresh_from_db()
    assert law.get_latest_revision_as_object().link == "https://vanban.chinhphu.vn/?docid=5"
