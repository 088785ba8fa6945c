"""A translation follows its page: what changes on the Vietnamese page is so on the English one in the same moment."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.utils import translation as language
from wagtail.models import Locale, Page

from guides.factories import GuideFactory, LifeEventFactory, guide_step
from home.models import HomePage, StandardPage
from procedures_pages.catalogue import catalogue_of
from procedures_pages.factories import ProcedureFactory, cost, document, question, shelf, step
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage, RelatedProcedure
from procedures_pages.publishing.requirements import PublishingRefused
from procedures_pages.translation.models import TranslatedWords
from procedures_pages.translation.waiting import waiting
from search.index import indexing
from tests.procedures_pages.translation.translating import english, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """In Vietnamese and in English, published."""
    made = ProcedureFactory(
        code="9.888701",
        summary="Tóm tắt.",
        status_note="",
        questions=[question("ai", "toi", "khac")],
        documents=[document("to-khai", name="Tờ khai"), document("phu", "ai=khac", name="Giấy phụ", note="Ghi chú phụ.")],
        costs=[cost("amount", amount=50_000, per="bản")],
        steps=[step("Nộp hồ sơ", text="Đến quầy.")],
    )
    translate(made)
    return ProcedurePage.objects.get(pk=made.pk)


def edited(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def in_english(page) -> ProcedurePage:
    return ProcedurePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_a_state_set_on_the_source_is_the_translations_state(client, page):
    edited(page, status="abolished", status_note="Bị bãi bỏ.")
    text = html(client, f"/en/thu-tuc/{page.slug}/")
    assert "Abolished" in text
    assert "In force" not in text
    assert page.slug not in html(client, "/sitemap-thu-tuc.xml")
    assert english(page.title) not in html(client, "/en/thu-tuc/")


def test_a_state_note_without_a_translation_stands_in_vietnamese_and_says_so(client, page):
    edited(page, status="under_review", status_note="Đang xem lại.")
    text = html(client, f"/en/thu-tuc/{page.slug}/")
    assert '<span lang="vi">Đang xem lại.</span>' in text
    assert "data-translation" in text


def test_a_paper_added_or_dropped_is_so_in_english_at_once(client, page):
    edited(page, questions=[], documents=[document("moi", name="Giấy mới")])
    text = html(client, f"/en/thu-tuc/{page.slug}/ho-so/")
    assert [name for name in ("to-khai", "phu", "moi") if f'data-document="{name}"' in text] == ["moi"]
    assert '<span lang="vi">Giấy mới</span>' in text


@pytest.mark.parametrize("tail", ["", "ho-so/", "ho-so/in/", "in/", "gui/"])
def test_money_and_days_are_the_sources_everywhere(client, page, tail):
    page.costs[0].value["amount"] = 70_000
    page.times[0].value["amount"] = 9
    edited(page)
    text = html(client, f"/en/thu-tuc/{page.slug}/{tail}")
    assert ("70,000 VND" in text, "50,000 VND" in text, "9 working days" in text) == (True, False, True)


def test_a_saved_change_that_no_signal_told_of_is_there_too(page):
    ProcedurePage.objects.filter(pk=page.pk).update(status="abolished")
    assert facts_of(in_english(page)).status == "abolished"


def test_words_that_still_fit_stay_english(page):
    page.costs[0].value["amount"] = 70_000
    edited(page)
    facts = facts_of(in_english(page))
    assert (facts.documents[0].name, facts.costs[0].per, facts.older_parts, facts.has_untranslated) == (
        english("Tờ khai"),
        english("bản"),
        (),
        False,
    )


def test_the_name_of_a_paper_that_has_changed_stands_in_vietnamese_until_it_is_translated(page):
    page.documents[0].value["name"] = "Tờ khai mẫu 2026"
    edited(page)
    facts = facts_of(in_english(page))
    assert (facts.documents[0].name, facts.documents[1].name) == ("Tờ khai mẫu 2026", english("Giấy phụ"))
    assert facts.has_untranslated
    translate(page)
    assert facts_of(in_english(page)).documents[0].name == english("Tờ khai mẫu 2026")


def test_an_older_sentence_stays_and_the_reader_is_told(client, page):
    edited(page, summary="Tóm tắt khác.")
    text = html(client, f"/en/thu-tuc/{page.slug}/")
    assert english("Tóm tắt.") in text
    assert "Older than the Vietnamese page: summary" in " ".join(text.split())
    assert "Older than the Vietnamese page: summary" in " ".join(html(client, f"/en/thu-tuc/{page.slug}/in/").split())


def test_nothing_is_said_of_a_translation_that_is_up_to_date(client, page):
    assert "data-translation" not in html(client, f"/en/thu-tuc/{page.slug}/")
    assert "data-translation" not in html(client, f"/thu-tuc/{page.slug}/")


def test_the_translator_has_what_changed_on_the_list(page):
    assert page.title not in [version.title for version in waiting()]
    edited(page, summary="Tóm tắt khác.")
    (version,) = [version for version in waiting() if version.title == page.title]
    assert (version.pk, version.lacking, version.live) == (in_english(page).pk, 1, True)


def test_a_translation_that_nobody_has_published_is_on_the_list(page):
    in_english(page).unpublish()
    assert [version.live for version in waiting() if version.title == page.title] == [False]


def test_a_renamed_page_is_found_in_english_at_its_new_address(client, page, django_capture_on_commit_callbacks):
    old = page.slug
    with django_capture_on_commit_callbacks(execute=True):
        edited(page, slug="ten-moi-cua-trang")
    assert "not available in English yet" not in html(client, "/en/thu-tuc/ten-moi-cua-trang/")
    assert english(page.title) in html(client, "/en/thu-tuc/ten-moi-cua-trang/")
    assert client.get("/en/t/9.888701")["Location"] == "/en/thu-tuc/ten-moi-cua-trang/"
    assert client.get(f"/en/thu-tuc/{old}/")["Location"] == "/en/thu-tuc/ten-moi-cua-trang/"
    assert in_english(page).slug == "ten-moi-cua-trang"


def test_a_renamed_page_is_found_even_where_its_translation_could_not_follow(client, page):
    ProcedurePage.objects.filter(pk=page.pk).update(slug="ten-khac-han")
    assert english(page.title) in html(client, "/en/thu-tuc/ten-khac-han/")


def test_a_vietnamese_list_names_no_other_language(client, page):
    with language.override("vi"):
        edited(page, most_asked=1)
        guide = GuideFactory(steps=[guide_step("Bước", page.pk)])
        for path in ("/", "/thu-tuc/", f"/huong-dan/{guide.slug}/", f"/huong-dan/{guide.slug}/ho-so/", "/thu-tuc/?linh-vuc=ho-tich"):
            assert "EN " not in html(client, path)


def test_a_vietnamese_guide_leaves_out_a_page_that_is_taken_back(client, page):
    guide = LifeEventFactory(steps=[guide_step("Bước", page.pk, ProcedureFactory().pk)])
    page.unpublish()
    for tail in ("", "ho-so/", "ho-so/in/"):
        text = html(client, f"/huong-dan/{guide.slug}/{tail}")
        assert [name for name in (page.title, english(page.title)) if name in text] == []


def test_a_guides_steps_are_the_sources_in_english_words(client, page):
    guide = GuideFactory(steps=[guide_step("Bước một", page.pk, slug="mot")], summary="Một hướng dẫn.")
    translate(guide)
    other = ProcedureFactory()
    guide.steps = [guide_step("Bước khác", other.pk, slug="khac")]
    guide.save_revision().publish()
    text = html(client, f"/en/huong-dan/{guide.slug}/")
    assert (other.title in text, english(page.title) in text) == (True, False)
    assert english("Một hướng dẫn.") in text
    assert '<span lang="vi">Bước khác</span>' in text


def test_a_translated_page_leads_to_translated_pages(client, page):
    other = ProcedureFactory(title="Việc kia")
    translate(other)
    page.related = [RelatedProcedure(procedure=other)]
    edited(page)
    assert re.search(f'lang="en">(<[^>]+>)?{english("Việc kia")}', html(client, f"/en/thu-tuc/{page.slug}/"))
    assert english("Việc kia") not in html(client, f"/thu-tuc/{page.slug}/")


def test_search_tells_the_sources_state_of_a_translation(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edited(page, status="abolished", status_note="Bị bãi bỏ.")
    found = [d for d in indexing.documents("en") if "9.888701" in d.codes]
    assert [(d.status, d.title) for d in found] == [("abolished", english(page.title))]


def test_search_forgets_a_translation_with_its_source(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert [d.title for d in indexing.documents("en") if "9.888701" in d.codes] == []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert [d.title for d in indexing.documents("en") if "9.888701" in d.codes] == [english(page.title)]


def test_a_page_in_english_alone_is_no_page(client):
    alone = ProcedureFactory(parent=shelf("en"), draft=True)
    with pytest.raises(PublishingRefused) as refused:
        alone.save_revision().publish()
    assert [gap.code for gap in refused.value.error_list] == ["is_a_translation"]
    Page.objects.filter(pk=alone.pk).update(live=True)
    assert client.get(f"/en/thu-tuc/{alone.slug}/").status_code == 404


def test_an_alias_is_no_second_page(client, page):
    page.create_alias(parent=page.get_parent(), update_slug="trang-trung")
    assert client.get("/thu-tuc/trang-trung/").url == f"/thu-tuc/{page.slug}/"
    assert (
        catalogue_of({}, "vi").total
        == ProcedurePage.objects.published().in_source_language().exclude(status__in=("replaced", "abolished")).count()
    )


def test_a_page_sent_to_be_translated_is_not_public_before_somebody_publishes_it(client):
    from wagtail_localize.operations import translate_object

    made = ProcedureFactory()
    translate_object(made, [Locale.objects.get(language_code="en")])
    assert not in_english(made).live
    assert "not available in English yet" in html(client, f"/en/thu-tuc/{made.slug}/")


def test_a_translation_from_before_its_texts_were_noted_goes_by_its_date(page):
    TranslatedWords.objects.all().delete()
    assert facts_of(in_english(page)).documents[0].name == english("Tờ khai")
    page.documents[0].value["name"] = "Tờ khai mới"
    edited(page)
    assert facts_of(in_english(page)).documents[0].name == "Tờ khai mới"


def test_the_front_page_and_plain_pages_follow_too(client):
    about = StandardPage.objects.in_source_language().get(slug="ve-cam-nang")
    translate(about)
    about.title = "Về trang này"
    about.save_revision().publish()
    assert "Older than the Vietnamese page: name" in " ".join(html(client, "/en/ve-cam-nang/").split())
    about.unpublish()
    assert client.get("/en/ve-cam-nang/").status_code == 404
    home = HomePage.objects.in_source_language().get()
    home.heading = "Hôm nay bạn làm gì?"
    home.save_revision().publish()
    assert client.get("/en/").status_code == 200


def test_the_sample_s_translations_are_up_to_date(client):
    call_command("load_sample")
    assert [version for version in waiting() if version.lacking] == []
    for found in ProcedurePage.objects.published().filter(locale__language_code="en"):
        facts = facts_of(found)
        assert (facts.older_parts, facts.has_untranslated) == ((), False), facts.slug
