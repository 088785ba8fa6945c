"""A translation made of sentences goes the way of every draft: sent, checked where somebody checks, approved by another."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from office.models import UrgentPublication
from procedures_pages.models import ProcedurePage

from .test_rule import asks_for_another
from .test_steps import APPROVE, CHECK, approve, person, step, user
from .urgent import REASON

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="en")


@pytest.fixture
def writes(enter, english):
    """One sentence, written by this user on the screen, or taken out; whether it was taken."""
    translation = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])

    def write(name, words):
        client = enter(name)
        if not words:
            return client.delete(address).status_code == 200
        answer = client.put(address, f"value={words}", content_type="application/x-www-form-urlencoded")
        return answer.status_code in (200, 201)

    return write


@pytest.fixture
def publishes(enter, english, django_capture_on_commit_callbacks):
    """By the translators' own screen, and by the two that publish several; the first one's answer."""
    source = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale).source_id

    def publish(name):
        client = enter(name)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("wagtail_localize:update_translations", args=[source]), {"publish_translations": "on"})
            client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={english.pk}")
            return client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})

    return publish


def way(client, page, action):
    return client.post(reverse("translation_way", args=[page.pk]), {"action": action}, follow=True)


def live(page):
    return ProcedurePage.objects.get(pk=page.pk).title


def test_written_sent_checked_and_approved_by_three(enter, english, writes, publishes, mailoutbox):
    person("kiem-tra", "Kiểm tra")
    before, edit = english.title, reverse("wagtailadmin_pages:edit", args=[english.pk])
    writes("bien-tap", "Get wed")
    assert asks_for_another(publishes("duyet"))  # nobody has checked it
    client = enter("bien-tap")
    assert reverse("translation_way", args=[english.pk]) in client.get(edit).content.decode()
    way(client, english, "send")
    assert (step(english), live(english)) == (CHECK, before)
    assert [mail.to for mail in mailoutbox] == [["kiem-tra@example.vn"]]

    assert "&quot;isLocked&quot;: true" in client.get(edit).content.decode()
    assert not writes("bien-tap", "Get wed at once")
    told = enter("kiem-tra").get(reverse("translation_way", args=[english.pk])).content.decode()
    for part in (CHECK, "Người đọc sẽ thấy đổi điều gì", "Trả lại", "Duyệt"):
        assert part in told
    assert publishes("duyet")["Location"] == reverse("translation_way", args=[english.pk])
    assert "Duyệt</button>" not in enter("duyet").get(reverse("translation_way", args=[english.pk])).content.decode()
    approve(enter("kiem-tra"), english)
    assert (step(english), live(english)) == (APPROVE, before)
    approve(enter("duyet"), english)
    assert (step(english), live(english)) == ("", "Get wed")

    writes("bien-tap", "Marry")  # which nobody has approved
    assert asks_for_another(publishes("duyet"))
    assert live(english) == "Get wed"


def test_given_back_and_taken_back(enter, english, writes):
    person("kiem-tra", "Kiểm tra")
    writes("bien-tap", "Get wed")
    way(enter("bien-tap"), english, "send")
    state = ProcedurePage.objects.get(pk=english.pk).current_workflow_task_state
    reject = reverse("wagtailadmin_pages:workflow_action", args=[english.pk, "reject", state.pk])
    enter("kiem-tra").post(reject, {"comment": "Chưa đúng."})
    assert step(english) == ""
    assert writes("bien-tap", "Marry")
    way(enter("bien-tap"), english, "send")
    assert step(english) == CHECK
    assert ProcedurePage.objects.get(pk=english.pk).get_latest_revision_as_object().title == "Marry"
    way(enter("bien-tap"), english, "cancel")
    assert step(english) == ""
    assert writes("bien-tap", "Get wed")


def test_who_wrote_last_approves_nothing_of_it(enter, english, writes):
    """Whoever sent it."""
    before = english.title
    writes("duyet", "Get wed")
    way(enter("bien-tap"), english, "send")
    assert (step(english), ProcedurePage.objects.get(pk=english.pk).latest_revision.user) == (APPROVE, user("duyet"))
    approve(enter("duyet"), english)
    assert (step(english), live(english)) == (APPROVE, before)
    # Nor as a page of its own, made of what was sent.
    translation = Translation.objects.get(source__object_id=english.translation_key)
    enter("duyet").post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert Translation.objects.get(source__object_id=english.translation_key).enabled


def test_an_old_version_does_not_let_a_new_sentence_pass_for_known(english, writes, publishes, enter):
    before = english.title
    english.save_revision(user=user("bien-tap"))
    writes("duyet", "Get wed")
    publishes("bien-tap")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={english.pk}"
    person("truong-phong", "Duyệt")
    told = enter("truong-phong").post(bulk, follow=True).content.decode()
    assert "có câu dịch viết sau phiên bản này" in told
    assert asks_for_another(publishes("duyet"))
    assert live(english) == before


def test_who_takes_a_sentence_out_has_changed_what_readers_see(english, writes, publishes):
    before = english.title
    writes("bien-tap", "Get wed")
    assert writes("duyet", "")
    assert asks_for_another(publishes("duyet"))
    assert live(english) == before


def test_past_the_check_in_an_emergency_with_a_reason(enter, english, writes, publishes, django_capture_on_commit_callbacks):
    person("kiem-tra", "Kiểm tra")
    writes("bien-tap", "Get wed")
    asked = publishes("duyet")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        enter("duyet").post(asked, {"action": "urgent", "reason": REASON})
    assert live(english) == "Get wed"
    assert UrgentPublication.objects.get().published_by == user("duyet")
