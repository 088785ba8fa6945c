"""The desk's form of a form: what two people pass, and what it refuses."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from office.factories import FormTemplateFactory, document_of
from office.form_templates.kept import form_of
from office.form_templates.models import FormTemplate
from office.published_files.rule import is_fixed
from procedures_pages.factories import ProcedureFactory, document

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_form_templates_formtemplate:add"
EDIT = "wagtailsnippets_form_templates_formtemplate:edit"
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def version(file, day=TODAY, **more):
    return {"effective_from": f"{day:%d/%m/%Y}", "label": "", "circular": "", "file": str(file.pk), "ORDER": "1", **more}


def sent(*versions, initial=0, **more):
    data = {"name": "Giấy đề nghị thử", "number": "Mẫu số 01", "slug": "giay-de-nghi-thu", "name_en": "", **more}
    data |= {"versions-TOTAL_FORMS": str(len(versions)), "versions-INITIAL_FORMS": str(initial)}
    data |= {"versions-MIN_NUM_FORMS": "1", "versions-MAX_NUM_FORMS": "1000"}
    for nr, one in enumerate(versions):
        data |= {f"versions-{nr}-{name}": value for name, value in {"id": "", "DELETE": "", **one}.items()}
    return data


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def stored(form):
    """The versions that the desk's form shows of a published form, as it sends them."""
    return [version(one.file, one.effective_from, id=str(one.pk)) for one in form.versions.all()]


def test_one_writes_it_and_another_puts_it_live(enter, client):
    writer, file = enter("bien-tap"), document_of("mau.pdf")
    writer.post(reverse(ADD), sent(version(file)) | {"action-submit": "1"})
    form = FormTemplate.objects.get()
    assert (form.live, form_of(form.pk)) == (False, None)
    assert client.get("/bieu-mau/giay-de-nghi-thu/").status_code == 404
    form.latest_revision.publish(user=get_user_model().objects.get(username="duyet"))
    assert form_of(form.pk).in_force(TODAY).file.document == file.pk
    assert b"".join(client.get(file.url).streaming_content) == b"%PDF-1.4 mau"


def test_before_anything_is_live_it_is_told_which_pages_will_change(enter):
    form = FormTemplateFactory(versions=[(TODAY, document_of("mau.pdf"))])
    page = ProcedureFactory(documents=[document("to-khai", form_template=str(form.pk))])
    ReferenceIndex.create_or_update_for_object(page)
    told = words(enter("bien-tap").get(reverse(EDIT, args=[form.pk])))
    assert "1 trang sẽ đổi" in told
    assert page.title in told


def test_a_form_without_a_version_is_not_published_nor_sent(enter):
    for name, action in (("bien-tap", "action-submit"), ("duyet", "action-publish")):
        enter(name).post(reverse(ADD), sent(slug=name) | {action: "1"})
        assert not FormTemplate.objects.exists()


def test_a_file_that_readers_would_not_get_is_refused(enter):
    private = Collection.get_first_root_node().add_child(name="Riêng")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    file = document_of("mau.pdf")
    type(file).objects.filter(pk=file.pk).update(collection=private)
    assert "Tệp này nằm ở thư mục riêng tư" in words(enter("bien-tap").post(reverse(ADD), sent(version(file))))


def test_the_same_file_twice_is_refused(enter):
    file = document_of("mau.pdf")
    told = words(enter("bien-tap").post(reverse(ADD), sent(version(file), version(file, TODAY + timedelta(9), ORDER="2"))))
    assert "Tệp này đã là một bản khác ở trên." in told


def test_a_slug_of_digits_is_refused(enter):
    told = words(enter("bien-tap").post(reverse(ADD), sent(version(document_of("mau.pdf")), slug="68")))
    assert "Tên trong địa chỉ cần có chữ" in told


def test_another_address_than_readers_have_is_refused(enter):
    form = FormTemplateFactory(versions=[(TODAY, document_of("mau.pdf"))])
    data = sent(*stored(form), initial=1, slug="dia-chi-khac")
    assert f"giữ “{form.slug}”" in words(enter("bien-tap").post(reverse(EDIT, args=[form.pk]), data))


@pytest.mark.parametrize("how", ["taken away", "another file"])
def test_what_readers_were_given_stays_and_another_version_is_added(enter, how):
    form = FormTemplateFactory(versions=[(TODAY, document_of("mau.pdf"))])
    (own,) = stored(form)
    new = document_of("mau-moi.pdf")
    changed = own | ({"DELETE": "on"} if how == "taken away" else {"file": str(new.pk)})
    data = sent(changed, version(document_of("khac.pdf"), ORDER="2"), initial=1, slug=form.slug)
    assert "giữ bản ấy và tệp của nó, rồi thêm một bản mới" in words(enter("bien-tap").post(reverse(EDIT, args=[form.pk]), data))
    data = sent(own, version(new, ORDER="2"), initial=1, slug=form.slug)
    assert enter("bien-tap").post(reverse(EDIT, args=[form.pk]), data).status_code == 302


def test_a_version_of_a_day_to_come_may_still_be_taken_back(enter):
    form = FormTemplateFactory(versions=[(TODAY, document_of("mau.pdf")), (TODAY + timedelta(9), document_of("mau-moi.pdf"))])
    own, ahead = stored(form)
    data = sent(own, ahead | {"DELETE": "on"}, initial=2, slug=form.slug)
    assert enter("bien-tap").post(reverse(EDIT, args=[form.pk]), data).status_code == 302


def test_the_file_of_a_draft_is_what_somebody_has_looked_at(enter):
    form, file = FormTemplateFactory(versions=[(TODAY, document_of("mau.pdf"))]), document_of("mau-moi.pdf")
    assert not is_fixed(file)
    enter("bien-tap").post(reverse(EDIT, args=[form.pk]), sent(*stored(form), version(file, ORDER="2"), initial=1, slug=form.slug))
    assert is_fixed(file)
