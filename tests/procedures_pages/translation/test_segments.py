"""The strings that translators see follow the page as wagtail-localize would have them, whatever has changed, in a few queries."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import String, TranslationContext, TranslationSource

from procedures_pages.models import ProcedurePage
from procedures_pages.translation import segments

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")


@pytest.fixture
def source(page):
    return TranslationSource.objects.get(object_id=page.translation_key, locale=page.locale)


def kept(source):
    rows = source.stringsegment_set.values_list("context__path", "context__field_path", "order", "string__data", "attrs")
    return sorted(rows), TranslationSource.objects.get(pk=source.pk).as_instance().title


def changed(page):
    """A summary that no page has, a paper fewer, two in another order, and one text twice."""
    page.title, page.summary = "Đăng ký kết hôn ở phường", "Câu mà chưa trang nào có."
    del page.documents[-1]
    page.documents[0], page.documents[1] = page.documents[1], page.documents[0]
    page.source_note = page.summary
    page.save(clean=False)
    return ProcedurePage.objects.get(pk=page.pk)


def test_as_wagtail_localize_has_them(page, source):
    page = changed(page)
    segments.update(source, page, page.serializable_data())
    ours = kept(source)
    source.update_from_db()
    assert ours == kept(source)
    assert "Câu mà chưa trang nào có." in {data for _path, _field, _order, data, _attrs in ours[0]}


def test_what_has_not_changed_is_not_written(page, source, django_assert_max_num_queries):
    segments.update(source, page, page.serializable_data())
    before = set(source.stringsegment_set.values_list("pk", flat=True))
    strings, contexts = String.objects.count(), TranslationContext.objects.count()
    content = page.serializable_data()
    with django_assert_max_num_queries(5):
        segments.update(source, page, content)
    assert set(source.stringsegment_set.values_list("pk", flat=True)) == before
    assert (String.objects.count(), TranslationContext.objects.count()) == (strings, contexts)


def test_publishing_brings_them_up_to_the_page(page, source):
    page.summary = "Câu mới của ngày hôm nay."
    page.save_revision().publish()
    assert "Câu mới của ngày hôm nay." in set(source.stringsegment_set.values_list("string__data", flat=True))


def test_what_a_guide_leads_to_follows_it_in_a_few_queries_too(django_assert_max_num_queries):
    guide = Page.objects.get(slug="ket-hon", locale__language_code="vi").specific
    source = TranslationSource.objects.get(object_id=guide.translation_key, locale=guide.locale)

    def leads():
        return sorted(source.overridablesegment_set.values_list("context__path", "context__field_path", "order", "data_json"))

    guide.save(clean=False)
    source.overridablesegment_set.filter(pk=source.overridablesegment_set.first().pk).delete()
    with django_assert_max_num_queries(10):
        segments.update(source, guide, guide.serializable_data())
    ours = leads(), kept(source)
    source.update_from_db()
    assert ours == (leads(), kept(source))
    assert ours[0]
