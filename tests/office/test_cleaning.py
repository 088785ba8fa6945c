"""Text from outside is cleaned at every door: forms, blocks, snippets, settings, translations, users, scripts, drafts."""

import json
import unicodedata

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Revision

from guides.models import GuidePage
from home.models import HomePage, StandardPage
from office.cleaning import cleaners_of
from office.models import LegalResource, Office, ReaderReport, ThematicArea, Unit
from procedures_pages.block_text import clean_stored, leaves, text_cleaner
from procedures_pages.factories import ProcedureFactory
from procedures_pages.fields import PlainStreamField
from procedures_pages.models import ProcedureCode, ProcedurePage
from search.models import Synonym
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db
# "Hòa giải tại phường" as it comes from Word: decomposed, with a bullet and a tab, hard blanks, nothing-signs.
DIRTY = unicodedata.normalize("NFD", "•\tHoà\u00a0giải\u200b tại\ufeff phư\u00adờng\u202c")
CLEAN = "Hòa giải tại phường"
OWN = "• Hoà giải tại phường"

# Text that the site or its programs write, never people: codes, paths, marks, copies of what is cleaned elsewhere.
MACHINE = {
    *("axes", "contenttypes", "sessions", "wagtailadmin", "wagtailembeds", "wagtailsearch", "wagtailredirects", "wagtailusers"),
    *("auth.Permission", "auth.User.password", "auth.User.username", "otp_totp.TOTPDevice.key", "otp_static", "taggit.Tag.slug"),
    *("links.DeadSubmission", "links.Link.", "links.LinkChange", "links.LinkUse"),
    *(
        "office.ScheduledJob",
        "office.QueuedMail",
        "office.MadeBackup",
        "office.ReaderConfirmation",
        "office.UrgentPublication.object_id",
        "office.UrgentPublication.title",
    ),
    *("search.AskedQuery", "search.OpenedHit", "search.SearchState", "search.IndexedDocument", "search.IndexedWord"),
    *(
        "procedures_pages.CaseCode",
        "procedures_pages.SettledProposal",
        "procedures_pages.RegisterSnapshot",
        "procedures_pages.RegisterRecord",
        "procedures_pages.RegisterVersion",
    ),
    *("wagtail_localize.TranslationSource", "wagtail_localize.String.", "wagtail_localize.TranslationContext"),
    *("wagtail_localize.StringTranslation.tool_name", "wagtail_localize.StringTranslation.field_error", "wagtail_localize.Template"),
    *("wagtail_localize.SegmentOverride", "wagtail_localize.StringSegment", "wagtail_localize.OverridableSegment"),
    *("wagtaildocs.Document.file_hash", "wagtailimages.Image.file_hash", "wagtailimages.Rendition"),
    *("wagtailcore.Locale", "wagtailcore.Site.hostname", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"),
    *("wagtailcore.CollectionViewRestriction", "wagtailcore.PageViewRestriction", "wagtailcore.Collection.path"),
    *("wagtailcore.Revision", "wagtailcore.WorkflowState", "wagtailcore.ReferenceIndex"),
    *("wagtailcore.Page.path", "wagtailcore.Page.url_path", "wagtailcore.Comment.contentpath", "wagtailcore.Comment.position"),
}


def text_fields():
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield model, field, f"{model._meta.label}.{field.name}"


def test_every_text_field_of_every_model_is_cleaned_or_written_by_a_machine():
    left = [
        name
        for model, field, name in text_fields()
        if field.name not in cleaners_of(model) and not any(name.startswith(m) for m in MACHINE)
    ]
    assert left == []
    assert all(any(name.startswith(m) for _model, _field, name in text_fields()) for m in MACHINE)


def streams():
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if hasattr(field, "stream_block"):
                yield model, field


def test_every_stream_is_stored_clean_and_every_block_of_text_has_its_cleaner():
    assert len(list(streams())) >= 12
    for model, field in streams():
        assert isinstance(field, PlainStreamField), model
        for path, block in leaves(field.stream_block, field.name):
            holds_text = isinstance(block.get_default(), str) and not hasattr(block.field, "choices")
            assert text_cleaner(block) is not None or not holds_text, path
            if text_cleaner(block):
                assert block.value_from_form(DIRTY) in (CLEAN, OWN), path


def dirtied(instance, but=()):
    """Every field that people type into, filled with what they paste."""
    for name in cleaners_of(type(instance)):
        if name not in but and not isinstance(instance._meta.get_field(name), models.SlugField | models.EmailField | models.URLField):
            setattr(instance, name, DIRTY)
    return instance


def assert_clean(instance, but=()):
    for name in cleaners_of(type(instance)):
        if name not in but and not isinstance(instance._meta.get_field(name), models.SlugField | models.EmailField | models.URLField):
            own = name in getattr(instance, "own_words", ()) or instance._meta.app_label in ("auth",)
            assert getattr(instance, name) == (OWN if own else CLEAN), name


@pytest.mark.parametrize("model", [ProcedurePage, GuidePage, HomePage, StandardPage], ids=lambda model: model.__name__)
def test_a_script_that_saves_a_page_cannot_store_it_uncleaned(model):
    page = dirtied(model.objects.filter(locale__language_code="vi").first(), but=("portal_id", "source_record", "title"))
    page.save()
    assert_clean(
        type(page).objects.get(pk=page.pk), but=("portal_id", "source_record", "title", "draft_title", "seo_title", "search_description")
    )
    page.title = page.seo_title = DIRTY
    page.save(clean=False)
    assert (Page.objects.get(pk=page.pk).title, page.seo_title) == (CLEAN, CLEAN)


SNIPPETS = [
    lambda: ThematicArea(slug="thu-1", name=DIRTY, name_en=DIRTY, hint=DIRTY),
    lambda: Office(slug="thu-2", name="x", ward="x", province="x"),
    lambda: LegalResource(number="1/2026/TT-X", title="x"),
    lambda: ReaderReport(page_slug="x", words="x"),
    lambda: Synonym(said="x", official="y"),
    lambda: Collection(name="x"),
]


@pytest.mark.parametrize("make", SNIPPETS, ids=lambda make: type(make()).__name__)
def test_a_script_that_saves_anything_else_cannot_either(make):
    made = dirtied(make())
    if isinstance(made, Collection):
        made = Collection.get_first_root_node().add_child(instance=made)
    else:
        made.save()
    assert_clean(type(made).objects.get(pk=made.pk))


def test_the_unit_a_user_a_picture_and_a_document_are_cleaned():
    unit = dirtied(Unit.load())
    unit.save()
    assert_clean(Unit.objects.get())
    user = get_user_model().objects.create(username="thuy", first_name=DIRTY, last_name="Nguyễn\u00a0Thị Thuý\u200b")
    assert (user.first_name, user.last_name) == (OWN, "Nguyễn Thị Thuý")
    image = get_image_model().objects.create(title=DIRTY, description=DIRTY, file=get_test_image_file())
    assert (image.title, image.description) == (CLEAN, CLEAN)
    assert get_document_model().objects.create(title=DIRTY, file="x.pdf").title == CLEAN


@pytest.mark.parametrize(
    ("raw", "slug"), [("Đăng ký\u200b kết hôn", "dang-ky-ket-hon"), ("thu-nghiem\u200b", "thu-nghiem"), ("Ho_tich-2", "Ho_tich-2")]
)
def test_slugs_are_plain(raw, slug):
    area = ThematicArea.objects.create(slug=raw, name="Thử")
    assert area.slug == slug
    page = StandardPage.objects.filter(locale__language_code="vi").first()
    page.slug = raw
    page.save()
    assert (page.slug, page.url_path.endswith(f"/{slug}/")) == (slug, True)


# --- Blocks ---
def test_blocks_are_cleaned_however_they_are_given():
    page = ProcedureFactory(locale=ProcedurePage.objects.first().locale)
    document = {"name": DIRTY, "note": f"{DIRTY}\n{DIRTY}", "originals": 1, "copies": 0, "applies": [], "alternatives": [DIRTY]}
    for given in ([("document", document)], json.dumps([{"type": "document", "value": document, "id": "x"}])):
        page.documents = given
        page.save()
        stored = ProcedurePage.objects.get(pk=page.pk).documents[0].value
        assert (stored["name"], stored["note"], list(stored["alternatives"])) == (CLEAN, f"- {CLEAN}\n- {CLEAN}", [CLEAN])


def test_what_is_stored_in_another_shape_stays_as_it_is():
    block = ProcedurePage._meta.get_field("documents").stream_block
    for odd in (
        None,
        DIRTY,
        {"type": "gone", "value": DIRTY},
        {"type": "document", "value": None},
        {"type": "document", "value": {"name": 5}},
    ):
        assert clean_stored(block, [odd]) == [odd]


def test_a_draft_is_clean_although_its_page_is_not_validated():
    page = ProcedurePage.objects.filter(locale__language_code="vi", live=True).first()
    page.summary, page.official_name = DIRTY, DIRTY
    page.codes.add(ProcedureCode(value="9.000001", note=DIRTY))
    revision = page.save_revision(clean=False)
    content = Revision.objects.get(pk=revision.pk).content
    assert (content["summary"], content["official_name"]) == (CLEAN, CLEAN)
    assert CLEAN in [code["note"] for code in content["codes"]]


# --- Forms ---
@pytest.fixture
def page():
    return ProcedurePage.objects.filter(locale__language_code="vi", live=True, has_unpublished_changes=False).first()


@pytest.fixture
def desk(client):
    client.force_login(get_user_model().objects.get(username="duyet"))
    return client


def draft_of(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def save(client, page, **more):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {**dict(page_data(client.get(edit), page).lists()), "audiences": page.audiences, **more}
    return client.post(edit, data), edit


def test_the_edit_form_keeps_what_was_meant(desk, page):
    long = unicodedata.normalize("NFD", "ế" * 60) + "\u200b" * 900  # 60 letters on the screen; a title has room for 255
    response, _edit = save(desk, page, title=DIRTY, summary=f"-\t{long}", keywords=f"{DIRTY}\n{DIRTY}", **{"documents-0-value-name": DIRTY})
    assert response.status_code == 302
    draft = draft_of(page)
    assert (draft.title, draft.summary, draft.keywords) == (CLEAN, "ế" * 60, f"{CLEAN}\n{CLEAN}")
    assert draft.documents[0].value["name"] == CLEAN


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("§¨ng ký kÕt h«n", "TCVN3", "Đăng ký kết hôn"),
        ("Ñaêng kyù keát hoân", "VNI", "Đăng ký kết hôn"),
        ("Ä‘Äƒng kÃ½ káº¿t hÃ´n", "UTF-8", "đăng ký kết hôn"),
    ],
)
def test_text_in_an_old_charset_is_converted_and_the_editor_is_told(desk, page, raw, charset, text):
    response, edit = save(desk, page, title=raw, **{"documents-0-value-name": raw})
    assert response.status_code == 302
    draft = draft_of(page)
    assert (draft.title, draft.documents[0].value["name"]) == (text, text)
    told = desk.get(edit).content.decode()
    assert charset in told
    assert told.count(f"thành “{text}”") == 1


def test_text_that_nobody_can_read_is_refused_with_the_piece(desk, page):
    response, _edit = save(desk, page, title="Đ\ufffdng ký", **{"documents-0-value-name": "Gi?y khai sinh, t? khai, ??n"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "không đọc được: “Đ\ufffdng ký”" in shown
    assert "Gi?y" in shown
    assert "\ufffd" not in draft_of(page).title


def test_no_script_publishes_what_nobody_can_read(page):
    page.title = "Đ\ufffdng ký"
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert "title" in refused.value.message_dict


def test_searching_the_desk_reads_an_old_charset(desk, page):
    found = desk.get(reverse("wagtailadmin_pages:search"), {"q": "§¨ng ký kÕt h«n"}).content.decode()
    assert found.count("kết hôn") > 2


# --- Translations ---
def test_translations_are_cleaned_in_the_editor_and_from_a_file(desk, page):
    import polib
    from wagtail.models import Locale
    from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

    source, _made = TranslationSource.update_or_create_from_instance(page)
    made, _new = Translation.objects.get_or_create(source=source, target_locale=Locale.objects.get(language_code="en"))
    made.save_target(publish=False)
    segment = StringSegment.objects.filter(source=source).first()
    desk.force_login(
        get_user_model().objects.filter(is_superuser=True).first() or get_user_model().objects.create_superuser("ca", password="x")
    )
    address = reverse("wagtail_localize:edit_string_translation", args=[made.pk, segment.pk])
    response = desk.put(address, f"value={DIRTY}", content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 201)
    assert StringTranslation.objects.get(context=segment.context, translation_of=segment.string).data == CLEAN
    po = made.export_po()
    po[1].msgstr = DIRTY
    made.import_po(polib.pofile(str(po)))
    assert StringTranslation.objects.filter(data=CLEAN).count() > 1
    assert not StringTranslation.objects.filter(data=DIRTY).exists()


# --- Readers ---
@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (f"{DIRTY}\n\n- dòng hai", "• Hoà giải tại phường\n- dòng hai"),
        ("LÖ phÝ ghi sai", "Lệ phí ghi sai"),
        ("Sai \ufffd ở đây", "Sai \ufffd ở đây"),
    ],
)
def test_a_readers_report_is_clean_and_keeps_its_lines_and_spelling(client, raw, kept):
    assert client.post(reverse("office:report"), {"trang": "x", "noi_dung": raw}).status_code == 200
    assert ReaderReport.objects.latest("pk").words == kept
