"""A link is asked as its owner may expect, nowhere but in the public web, and what comes of it is judged for readers."""

import socket
import time

import pytest

from office.links import asking
from office.links.checking import ALIVE, FAILING, UNKNOWN, check
from office.links.manners import Manners

from .conftest import HERE
from .other_site import OtherSite, certificate


@pytest.fixture(autouse=True)
def _agent(settings):
    settings.SITE_URL = "https://mot-cua.vn"


def told(outcome):
    return outcome.state, outcome.reason, outcome.detail


def test_one_that_opens_is_alive_and_whoever_asks_says_who_it_is(site, manners):
    assert told(check(site.url(), manners)) == (ALIVE, "", "")
    assert site.asked == [("GET", f"khac.vn:{site.port}", "/robots.txt"), ("HEAD", f"khac.vn:{site.port}", "/song")]
    assert site.agents == {"CamNangMotCua/1.0 (+https://mot-cua.vn)"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/404", (FAILING, "status", "404")),
        ("/500", (FAILING, "status", "500")),
        ("/403", (UNKNOWN, "refused", "403")),
        ("/chi-get", (ALIVE, "", "")),
        ("/ngat-head", (ALIVE, "", "")),
        ("/to", (FAILING, "broken", "HTTPException")),
        ("/than-to", (ALIVE, "", "")),
    ],
)
def test_what_it_answers_is_judged(site, manners, path, wanted):
    outcome = check(site.url(path), manners)
    assert (outcome.state, outcome.reason) == wanted[:2]
    assert outcome.reached
    if wanted[1] != "broken":
        assert outcome.detail == wanted[2]


def test_get_is_asked_where_head_was_refused_and_nowhere_else(site, manners):
    check(site.url("/chi-get"), manners)
    check(site.url(), manners)
    assert [(method, path) for method, _host, path in site.asked[1:]] == [("HEAD", "/chi-get"), ("GET", "/chi-get"), ("HEAD", "/song")]


def test_three_steps_are_followed_and_told_and_no_more(site, manners):
    outcome = check(site.url("/dan/3"), manners)
    assert (outcome.state, outcome.leads_to, outcome.for_good) == (ALIVE, site.url(), True)
    assert told(check(site.url("/dan/4"), manners))[:2] == (FAILING, "hops")
    site.leads["/nay"] = "/dan/1"
    assert check(site.url("/nay"), manners).for_good is False


def test_a_circle_is_seen(site, manners):
    site.leads |= {"/a": "/b", "/b": "/a"}
    assert told(check(site.url("/a"), manners))[:2] == (FAILING, "loop")
    assert site.paths == ["/a", "/b"]


def test_slow_answers_are_given_up_in_all_not_piece_by_piece(site, manners, monkeypatch):
    monkeypatch.setattr(asking.Stopwatch.__init__, "__defaults__", (0.6,))
    begun = time.monotonic()
    assert told(check(site.url("/cham"), manners))[:2] == (FAILING, "timeout")
    assert time.monotonic() - begun < 3


def test_a_name_server_that_does_not_answer_is_given_up(manners, monkeypatch):
    monkeypatch.setattr(asking.Stopwatch.__init__, "__defaults__", (0.2,))
    monkeypatch.setattr(asking, "look_up", lambda host, port: time.sleep(2))
    outcome = check("http://khac.vn/", manners)
    assert (outcome.reason, outcome.reached) == ("timeout", False)


def test_no_more_than_a_megabyte_is_read(site, names):
    answer = asking.ask(
        asking.Target("http", "khac.vn", site.port, "/than-to"), "GET", "a", asking.Stopwatch(), lambda ip, port: True, 50_000_000
    )
    assert 0 < len(answer.body) <= asking.MAX_BYTES


def test_a_name_that_does_not_exist_and_a_port_where_nobody_listens(manners):
    assert told(check("http://khac.khong/", manners))[:2] == (FAILING, "name")
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
    outcome = check(f"http://khac.vn:{port}/", manners)
    assert (outcome.reason, outcome.reached) == ("connect", False)


def test_a_certificate_that_nobody_vouches_for_is_no_way_in(tmp_path, manners):
    secure = OtherSite(certificate(tmp_path))
    outcome = check(secure.url(), manners)
    secure.end()
    assert (outcome.state, outcome.reason) == (FAILING, "certificate")
    assert "self" in outcome.detail
    assert secure.asked == []


def test_the_name_is_what_a_secure_site_is_asked_for_though_the_address_is_what_is_called(tmp_path, manners, monkeypatch):
    pair = certificate(tmp_path)
    monkeypatch.setattr(asking, "tls", lambda: asking.ssl.create_default_context(cafile=str(pair)))
    secure = OtherSite(pair)
    alive, other = check(secure.url(), manners), check(secure.url(name="khac-nua.vn"), manners)
    secure.end()
    assert (alive.state, other.reason) == (ALIVE, "certificate")


# --- Nowhere but in the public web ---


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0"])
def test_nothing_asks_this_machine_however_it_is_written(host):
    """As the checker really is: with no predicate of a test's, and the machine's own names."""
    with socket.create_server((HERE, 0)) as listening:
        listening.setblocking(False)
        for port in ("", f":{listening.getsockname()[1]}"):
            outcome = check(f"http://{host}{port}/", Manners(gap=0))
            assert (outcome.state, outcome.reason) in ((FAILING, "address"), (FAILING, "name"), (FAILING, "unusable"))
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_a_redirect_into_the_house_is_not_followed(site, names, manners):
    site.leads |= {
        "/vao": "http://169.254.169.254/latest/meta-data/",
        "/tep": "file:///etc/passwd",
        "/ten": f"http://trong.vn:{site.port}/a",
    }
    names |= {"169.254.169.254": ["169.254.169.254"], "trong.vn": ["10.0.0.1", "::1"]}
    assert [check(site.url(path), manners).reason for path in ("/vao", "/tep", "/ten")] == ["address", "unusable", "address"]
    assert site.paths == ["/vao", "/tep", "/ten"]


def test_a_name_that_changes_between_look_and_call_gains_nothing(site, names, manners):
    """Rebinding: a name of a public machine that is one of the house a moment later. It is resolved once for each question."""
    inside = socket.create_server(("127.0.0.2", site.port))
    inside.setblocking(False)
    looked = []

    def turning():
        looked.append(1)
        return [HERE] if len(looked) % 2 else ["127.0.0.2"]

    names["khac.vn"] = turning
    assert check(site.url(), manners).reason == "address"  # robots.txt of the one; then the other, which is refused
    assert len(looked) == 2
    assert check(site.url(), manners).state == ALIVE  # the rules are known: one question, one look, and that machine is called
    assert (len(looked), site.paths) == (3, ["/song"])
    with pytest.raises(BlockingIOError):
        inside.accept()
    inside.close()


def test_of_several_addresses_only_public_ones_are_called(site, names, manners):
    names["khac.vn"] = ["10.0.0.1", "::1", HERE]
    assert check(site.url(), manners).state == ALIVE


# --- As others may expect ---


def test_who_forbids_it_is_not_asked(site, manners):
    site.robots = "User-agent: *\nDisallow: /song\n"
    assert told(check(site.url(), manners)) == (UNKNOWN, "robots", "")
    assert check(site.url("/khac"), manners).state == ALIVE
    assert site.paths == ["/khac"]


def test_where_a_redirect_leads_its_owner_is_asked_too(site, manners):
    other = OtherSite()
    other.robots = "User-agent: CamNangMotCua\nDisallow: /\n"
    site.leads["/a"] = other.url(name="kia.vn")
    outcome = check(site.url("/a"), manners)
    other.end()
    assert (outcome.state, outcome.reason, other.paths) == (UNKNOWN, "robots", [])


def test_robots_txt_is_read_once_a_day(site, names, manners):
    check(site.url(), manners)
    check(site.url("/khac"), Manners(may=manners.may, gap=0))
    assert [path for _method, _host, path in site.asked].count("/robots.txt") == 1


def test_one_host_is_asked_once_a_second_at_most(site, names, monkeypatch):
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    monkeypatch.setattr("office.links.manners.time.monotonic", lambda: now[0])
    monkeypatch.setattr("office.links.manners.time.sleep", sleep)
    polite = Manners(may=lambda ip, port: True)
    site.robots = "User-agent: *\nCrawl-delay: 3\n"
    target = asking.Target("http", "khac.vn", site.port, "/song")
    polite.allow(target)  # its robots.txt, a second after the round has begun: the round before may have asked it last
    polite.wait(target)
    polite.wait(asking.Target("http", "kia.vn", 80, "/"))
    now[0] += 2
    polite.wait(target)
    assert slept == [1, 3, 1]
