"""Which links there are and where, how they have fared, and when readers are told: by the clock, a few at a time, by the command."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from office.clock import exclusive
from office.clock.jobs import job_of
from office.links import found, keeping, work
from office.links.checking import ALIVE, FAILING, UNKNOWN, Outcome
from office.links.manners import Manners
from office.links.models import DeadSubmission, Link, LinkChange, LinkUse, State
from office.models import LegalResource, Office
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"
NOW = timezone.now()
GONE, LATE, FINE, UNSURE = (
    Outcome(FAILING, "status", "404"),
    Outcome(FAILING, "timeout"),
    Outcome(ALIVE),
    Outcome(UNKNOWN, "refused", "403"),
)


def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def link(url="http://khac.vn/", **fields):
    return Link.objects.create(url=url, host="khac.vn", **fields)


# --- Which there are ---


def test_links_of_pages_laws_offices_and_guides_are_collected_with_their_places():
    law = page().legal.first().resource
    LegalResource.objects.filter(pk=law.pk).update(link="https://vanban.vn/60/2014/QH13")
    Office.objects.update(map_url="https://ban-do.vn/1")
    keeping.renew(NOW)
    kinds = {kind: Link.objects.filter(uses__kind=kind).distinct().count() for kind in found.KINDS}
    assert min(kinds.values()) >= 1
    assert kinds["submission"] > 20
    assert set(Link.objects.filter(is_submission=True)) == set(Link.objects.filter(uses__kind="submission"))
    own = LinkUse.objects.get(kind="submission", title=page().title, link__url__contains=page().portal_id)
    assert (own.edit_path, own.area_id) == (f"/quan-tri/pages/{page().pk}/edit/", page().area_id)
    uses = {use.edit_path: use for use in LinkUse.objects.filter(kind="legal")}
    assert uses[f"/quan-tri/snippets/office/legalresource/edit/{law.pk}/"].is_home
    assert not uses[f"/quan-tri/pages/{page().pk}/edit/"].is_home


def test_what_stays_the_same_is_not_written_again(django_assert_max_num_queries):
    keeping.renew(NOW)
    before = set(LinkUse.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(25):
        assert keeping.renew(NOW) == (0, 0)
    assert set(LinkUse.objects.values_list("pk", flat=True)) == before


def test_drafts_and_hidden_pages_have_no_links_and_what_is_used_no_more_is_forgotten():
    keeping.renew(NOW)
    own = Link.objects.get(url__contains=page().portal_id)
    own.state = State.FAILING
    own.save()
    DeadSubmission.objects.create(url=own.url, since=NOW)
    page().unpublish()
    keeping.renew(NOW)
    assert not Link.objects.filter(pk=own.pk).exists()
    assert not DeadSubmission.objects.exists()


# --- How they fare ---


def test_what_is_known_of_a_link_after_each_check():
    one = link()
    for hours, outcome in enumerate((FINE, GONE, GONE, LATE, FINE)):
        keeping.note(one, outcome, NOW + timedelta(hours=hours))
    told = [(change.at - NOW, change.state, change.told) for change in one.changes.all()]
    assert [(at.total_seconds() / 3600, state) for at, state, _words in told] == [(4, ALIVE), (3, FAILING), (1, FAILING), (0, ALIVE)]
    assert [words for _at, _state, words in told] == ["Mở được", "Quá 5 giây chưa trả lời", "Máy chủ báo lỗi (404)", "Mở được"]
    assert (one.last_ok, one.failing_since, one.failures) == (NOW + timedelta(hours=4), None, 0)


def test_since_when_it_fails_is_kept_whatever_the_reason_and_ends_where_nobody_can_tell():
    one = link()
    for hours, outcome in enumerate((GONE, LATE, GONE)):
        keeping.note(one, outcome, NOW + timedelta(hours=hours))
    assert (one.failing_since, one.failures) == (NOW, 3)
    keeping.note(one, UNSURE, NOW)
    assert (one.state, one.failing_since) == (State.UNKNOWN, None)


def test_once_a_week_daily_where_papers_are_handed_in_or_it_fails():
    days = {}
    for name, outcome, submission in (("song", FINE, False), ("nop", FINE, True), ("hong", GONE, False)):
        one = link(f"http://khac.vn/{name}", is_submission=submission)
        keeping.note(one, outcome, NOW)
        days[name] = (one.due_at - NOW).days
    assert days == {"song": 7, "nop": 1, "hong": 1}


@pytest.mark.parametrize(
    ("hours", "is_submission", "dead"),
    [([0], True, False), ([0, 23], True, False), ([0, 24], True, True), ([0, 1, 2, 25], True, True), ([0, 48], False, False)],
)
def test_a_submission_link_is_dead_when_two_checks_a_day_apart_have_failed(hours, is_submission, dead):
    one = link(is_submission=is_submission)
    for hour in hours:
        keeping.note(one, GONE, NOW + timedelta(hours=hour))
    assert DeadSubmission.objects.filter(url=one.url, since=NOW).exists() is dead
    keeping.note(one, FINE, NOW + timedelta(hours=60))
    assert not DeadSubmission.objects.exists()


# --- By the clock ---


@pytest.fixture
def clock(settings, manners, monkeypatch):
    """The clock's job, as it may ask this machine alone; with no link but a test's."""
    settings.CHECK_LINKS = True
    monkeypatch.setattr(work, "Manners", lambda: manners)
    monkeypatch.setattr(found, "_sources", [])
    return job_of("check-links").run


def test_the_clock_checks_what_is_due_and_no_more(site, clock):
    due, later = link(site.url("/404")), link(site.url("/khac"), due_at=NOW + timedelta(hours=1))
    assert clock() == "1 liên kết đã thử, 1 khác lần trước"
    assert (Link.objects.get(pk=due.pk).state, Link.objects.get(pk=later.pk).state) == (State.FAILING, State.NEW)
    assert clock() == ""
    assert site.paths == ["/404", "/404"]  # HEAD, then GET


def test_a_round_is_short(site, clock, monkeypatch):
    Link.objects.bulk_create(Link(url=site.url(f"/{n}"), host="khac.vn") for n in range(work.BATCH + 5))
    clock()
    assert Link.objects.exclude(state=State.NEW).count() == work.BATCH
    monkeypatch.setattr(work, "SECONDS", 0)
    assert clock() == ""


def test_hosts_take_turns(site, clock):
    for path, name in (("/1", "mot.vn"), ("/2", "mot.vn"), ("/3", "hai.vn")):
        Link.objects.create(url=site.url(path, name), host=name)
    clock()
    assert site.paths == ["/1", "/3", "/2"]


def test_nothing_is_asked_where_the_server_may_not_go_out(site, clock, settings):
    settings.CHECK_LINKS = False
    link(site.url())
    assert clock() == ""
    assert site.asked == []


def test_nobody_is_asked_by_two_at_once(site, clock):
    link(site.url())
    with exclusive.held(work.NAME, "Lan"):
        assert clock() == ""
        with pytest.raises(CommandError, match="Lan"):
            call_command("check_links")
    assert site.asked == []


def test_without_a_way_out_no_link_is_said_to_be_dead(site, clock):
    """Neither the links that are due nor any that opened before can be reached: it is this server that cannot go out."""
    one = link("http://khac.khong/")
    with pytest.raises(work.NoWayOut):
        clock()
    one.refresh_from_db()
    assert (one.state, one.due_at > NOW) == (State.NEW, True)
    Link.objects.update(due_at=NOW)
    Link.objects.create(url=site.url(), host="con-song.vn", state=State.ALIVE, last_ok=NOW, due_at=NOW + timedelta(days=7))
    clock()
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.FAILING, "name")


def test_the_command_collects_checks_and_tells(site, clock, monkeypatch, capsys):
    places = [
        found.Found(site.url("/404"), "legal", "Luật Hộ tịch", "/quan-tri/luat/"),
        found.Found(site.url("/dan/1"), "submission", "Làm khai sinh", "/quan-tri/trang/"),
    ]
    monkeypatch.setattr(found, "_sources", [lambda: places])
    monkeypatch.setattr("office.links.management.commands.check_links.Manners", lambda: Manners(may=lambda ip, port: True, gap=0))
    call_command("check_links")
    said = capsys.readouterr().out
    assert f"{site.url('/404')}: Máy chủ báo lỗi (404)\n  Luật Hộ tịch\n" in said
    assert f"{site.url('/dan/1')} → {site.url()}" in said
    assert said.endswith("Đã thử 2 liên kết; trong 2 liên kết có 1 không mở được.\n")
    call_command("check_links", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["checked"] == 0
    assert [(one["state"], one["used"][0]["title"]) for one in told["links"]] == [("alive", "Làm khai sinh"), ("failing", "Luật Hộ tịch")]
    call_command("check_links", "--all", "--json")
    assert json.loads(capsys.readouterr().out)["checked"] == 2
    assert LinkChange.objects.count() == 2
