"""A secret word in a page that is not public is in no public answer, by whatever way one asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from guides.factories import GuideFactory, LifeEventFactory, guide_step
from office.factories import LegalResourceFactory
from procedures_pages.factories import ProcedureFactory, document, question, shelf, step, tailored
from procedures_pages.models import EffectOnPage, RelatedProcedure
from procedures_pages.paper import renderer
from search import process_state
from search.index import indexing
from tests import paper
from tests.procedures_pages.translation.translating import translate

pytestmark = pytest.mark.django_db

SECRET = "Zbimatq"
CODE = "9.888601"
SLUG = "trang-co-dieu-zbimatq"


def _planted(**more):
    """A page with the secret in every part that a reader could see, and its published English version."""
    draft = more.pop("draft", False)
    page = _page(**more)
    if not draft and "expire_at" not in more:
        # As an editor publishes it: what went live, and when, is noted.
        page.save_revision().publish()
        page = type(page).objects.get(pk=page.pk)
    translate(page)
    _with_a_change_of_law(page)
    if draft:
        page.unpublish()
    return page


def _with_a_change_of_law(page):
    same = {"target": page.legal.first().resource, "kind": "amends", "effective_from": date(2026, 8, 5)}
    EffectOnPage.objects.create(page=page, acting=LegalResourceFactory(), **same)


def _page(**more):
    return ProcedureFactory(
        title=f"Xin {SECRET} một việc",
        slug=SLUG,
        official_name=f"Thủ tục {SECRET}",
        summary=f"Dành cho {SECRET}.",
        keywords=SECRET,
        code=CODE,
        former=("9.888602",),
        most_asked=1,
        area__slug="noi-vu",  # small enough for its poster to name every page
        list_2022_level="ward",
        list_2022_area="Hộ tịch",
        questions=[question("ai", "toi", "khac", label=f"{SECRET} là ai?")],
        documents=[document("to-khai", name=f"Tờ {SECRET}"), document("phu", "ai=khac", name=f"Phụ lục {SECRET}")],
        steps=[step(f"Nộp {SECRET}")],
        advice=[tailored(f"Nhớ {SECRET}.")],
        **more,
    )


def _restricted(page, restriction=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="mat-khau")


def draft():
    return _planted(draft=True)


def unpublished():
    page = _planted()
    page.save_revision().publish()
    page.unpublish()
    return page


def expired():
    page = _planted(expire_at=timezone.now() - timedelta(hours=1))
    page.unpublish(set_expired=True)
    return page


def past_its_end():
    """Its time is over, and nobody has acted on it yet."""
    page = _planted()
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    return page


def deleted():
    page = _planted()
    page.delete()
    return page


def scheduled():
    page = _planted(draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    return page


def with_a_draft_translation():
    """The Vietnamese page is not published; its translation is a draft too."""
    page = _planted(draft=True)
    page.get_translations().get().unpublish()
    return page


def private():
    page = _planted()
    _restricted(page)
    return page


def behind_a_password():
    page = _planted()
    _restricted(page, PageViewRestriction.PASSWORD)
    return page


def under_a_private_shelf():
    page = _planted()
    _restricted(shelf())
    return page


def under_a_private_home():
    page = _planted()
    _restricted(shelf().get_parent(), PageViewRestriction.PASSWORD)
    return page


STATES = [
    *(draft, unpublished, expired, past_its_end, scheduled, deleted, with_a_draft_translation),
    *(private, behind_a_password, under_a_private_shelf, under_a_private_home),
]


@pytest.fixture(params=STATES, ids=lambda state: state.__name__)
def hidden(request, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return request.param()


OWN = [
    *(
        f"{prefix}/thu-tuc/{SLUG}/{tail}"
        for prefix in ("", "/en")
        for tail in (
            "",
            "ho-so/",
            "ho-so/in/",
            "in/",
            "gui/",
            "lich-su/",
            "lich-su/atom.xml",
            "ho-so.pdf",
            "ho-so.pdf?co=lon",
            "in.pdf",
            "ap-phich.pdf",
            "qr.svg",
            "qr.png",
        )
    ),
    *(f"{prefix}/quay/{SLUG}/" for prefix in ("", "/en")),
    *(f"{prefix}/t/{code}" for prefix in ("", "/en") for code in (CODE, "9888601", "9.888602")),
    *(f"{prefix}/giay-to/to-{SECRET.lower()}/" for prefix in ("", "/en")),
    *(f"/api/v2/procedures/{code}/" for code in (CODE, "9.888602")),
]
LISTS = [
    "/",
    "/thu-tuc/atom.xml",
    "/en/thu-tuc/atom.xml?linh-vuc=noi-vu",
    "/en/",
    "/thu-tuc/",
    "/en/thu-tuc/",
    "/thu-tuc/?linh-vuc=noi-vu",
    "/en/thu-tuc/?linh-vuc=noi-vu",
    "/en/so-do-trang/",
    "/thay-doi/",
    "/en/thay-doi/",
    "/giay-to/",
    "/en/giay-to/",
    "/quay/?linh-vuc=noi-vu",
    "/en/quay/?linh-vuc=noi-vu",
    "/thu-tuc/danh-muc.pdf?linh-vuc=noi-vu",
    "/en/thu-tuc/danh-muc.pdf?linh-vuc=noi-vu",
    "/thu-tuc/ap-phich.pdf?linh-vuc=noi-vu",
    "/en/thu-tuc/ap-phich.pdf?linh-vuc=noi-vu",
    f"/en/tim-kiem/goi-y/?q={SECRET[:-1]}",
    f"/en/tim-kiem/?q={CODE}",
    f"/en/quay/?q={CODE}",
    "/danh-muc-2022/",
    "/so-do-trang/",
    "/huong-dan/",
    "/sitemap-thu-tuc.xml",
    "/sitemap-giay-to.xml",
    "/api/v2/procedures/?limit=100",
    f"/api/v2/procedures/?search={SECRET}",
    "/api/v2/pages/?limit=100&order=-id&fields=*",
    f"/api/v2/pages/?search={SECRET}",
    f"/api/v2/pages/?slug={SLUG}",
    f"/tim-kiem/goi-y/?q={SECRET[:-1]}",
    f"/tim-kiem/?q={CODE}",
    "/tim-kiem/?q=xin+mot+viec",
]


def told(response) -> str:
    """Everything that the reader or a machine gets: body (of paper: its words) and headers."""
    body = paper.text(response.content) if response.content.startswith(b"%PDF") else response.content.decode(errors="replace")
    return body + str(dict(response.headers))


def own_addresses_are_not_found(client, hidden):
    assert [path for path in OWN if client.get(path).status_code != 404] == []


def no_list_names_it(client, hidden):
    leaking = [path for path in LISTS if SECRET.lower() in told(client.get(path)).lower()]
    assert leaking == []


def wagtails_own_data_says_nothing_of_it(client, hidden):
    asked = [
        f"/api/v2/pages/{hidden.pk}/",
        f"/api/v2/pages/?child_of={shelf().pk}&limit=100",
        f"/api/v2/pages/find/?html_path=/thu-tuc/{SLUG}/",
    ]
    assert [path for path in asked if SECRET.lower() in told(client.get(path)).lower()] == []


def _indexed():
    """Everything that search knows, after it has looked at all there is."""
    indexing.update()
    return [document for locale in ("vi", "en") for document in indexing.documents(locale)]


def search_is_given_nothing_of_it(client, hidden):
    assert _indexed()
    assert [d.key for d in _indexed() if SECRET.lower() in repr(d).lower()] == []


def _told_by(client, *paths):
    return [path for path in paths if SECRET.lower() in told(client.get(path)).lower()]


def _is_there(hidden):
    return type(hidden).objects.filter(pk=hidden.pk).exists()


TAILS = ("", "ho-so/", "ho-so/in/", "in/", "ho-so.pdf", "gui/")


def guides_that_lead_to_it_leave_it_out_and_out_of_their_papers(client, hidden):
    for kind in (GuideFactory, LifeEventFactory):
        other = ProcedureFactory()
        guide = kind(steps=[guide_step("Bước một", hidden.pk, other.pk)])
        translate(guide)
        assert _told_by(client, *(f"{lang}/huong-dan/{guide.slug}/{tail}" for lang in ("", "/en") for tail in TAILS[:5])) == []


def a_page_related_to_it_leaves_it_out(client, hidden):
    if _is_there(hidden):
        page = ProcedureFactory()
        page.related = [RelatedProcedure(procedure=hidden)]
        page.save()
        translate(page)
        assert _told_by(client, *(f"{lang}/thu-tuc/{page.slug}/{tail}" for lang in ("", "/en") for tail in TAILS)) == []


def a_page_that_it_replaces_leaves_it_out(client, hidden):
    if _is_there(hidden):
        page = ProcedureFactory(replaced=True, successor=hidden, code="9.888603")
        translate(page)
        assert _told_by(client, *(f"{lang}/thu-tuc/{page.slug}/{tail}" for lang in ("", "/en") for tail in TAILS)) == []
        assert _told_by(client, "/t/9.888603", "/en/t/9.888603", "/api/v2/procedures/9.888603/") == []


WAYS = [
    *(own_addresses_are_not_found, no_list_names_it, wagtails_own_data_says_nothing_of_it, search_is_given_nothing_of_it),
    *(
        guides_that_lead_to_it_leave_it_out_and_out_of_their_papers,
        a_page_related_to_it_leaves_it_out,
        a_page_that_it_replaces_leaves_it_out,
    ),
]


def test_nothing_public_tells_of_it(client, hidden, subtests, monkeypatch):
    """By each way, on the one page: to make and translate it takes longer than to ask.

    Of paper what the engine is given to set, which is more than can be read on it, and takes a tenth of the time.
    """
    monkeypatch.setattr(renderer, "set_pdf", str.encode)
    for way in WAYS:
        with subtests.test(way.__name__), transaction.atomic():
            way(client, hidden)
            transaction.set_rollback(True)
        cache.clear()
        process_state.renew()


def test_the_planted_page_would_be_found_were_it_public(client, django_capture_on_commit_callbacks):
    """Else the tests above would prove nothing."""
    with django_capture_on_commit_callbacks(execute=True):
        page = _planted()
    assert {d.locale for d in _indexed() if SECRET in repr(d)} == {"vi", "en"}
    answering = [path for path in OWN if client.get(path, follow=True).status_code != 200]
    assert answering == []
    silent = [path for path in LISTS if "/huong-dan/" not in path and SECRET.lower() not in told(client.get(path)).lower()]
    assert silent == []
    guide = GuideFactory(steps=[guide_step("Bước một", page.pk)])
    assert SECRET in told(client.get(f"/huong-dan/{guide.slug}/"))
    assert SECRET in told(client.get(f"/huong-dan/{guide.slug}/ho-so.pdf"))
