"""Whose address is it? What a trusted proxy wrote counts, what the caller wrote never does."""

import logging
from ipaddress import ip_address

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from office import callers
from office.callers import caller, read_address, read_proxies, subscriber
from office.checks import EVERYBODY, NO_PROXY, proxies

PROXY = "10.0.0.2"


@pytest.fixture(autouse=True)
def _trusted(settings):
    settings.TRUSTED_PROXIES = [PROXY, "192.0.2.0/24", "2001:db8:ffff::/48"]
    callers._warn_of_proxy.cache_clear()


def request(peer=PROXY, forwarded=None, **headers):
    if forwarded is not None:
        headers["X-Forwarded-For"] = forwarded
    return RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("203.0.113.7:61234", "203.0.113.7"),
        ('"203.0.113.7"', "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("2001:DB8:0::7", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ('"[2001:db8::7]:443"', "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::1", "::1"),
        *[
            (odd, None)
            for odd in ("", "unknown", "_hidden", "203.0.113", "203.0.113.256", "0x7f.1", "1.2.3.4.5", ":", "[", "[]:1", "٣.٣.٣.٣")
        ],
    ],
)
def test_an_address_is_read_as_proxies_write_it(written, read):
    assert read_address(written) == (ip_address(read) if read else None)


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_read(text):
    assert read_address(text) is None or read_address(text).version in (4, 6)


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        # Through the proxy: the right end, whatever stands to its left.
        (PROXY, "198.51.100.9", "198.51.100.9"),
        (PROXY, "203.0.113.7, 198.51.100.9", "198.51.100.9"),
        (PROXY, "203.0.113.7,198.51.100.9:4711", "198.51.100.9"),
        (PROXY, "unknown, <script>, 198.51.100.9", "198.51.100.9"),
        (PROXY, ",,, 198.51.100.9", "198.51.100.9"),
        (PROXY, "2001:db8:1::9", "2001:db8:1::9"),
        # Through two proxies: on over the trusted ones.
        (PROXY, "203.0.113.7, 198.51.100.9, 192.0.2.44", "198.51.100.9"),
        (PROXY, "198.51.100.9, [2001:db8:ffff::1]:443, 192.0.2.44", "198.51.100.9"),
        # Somebody who says to come through a trusted proxy but does not.
        (PROXY, "192.0.2.44, 198.51.100.9", "198.51.100.9"),
        # All of them trusted: the farthest; nothing readable: the nearest that is known.
        (PROXY, "192.0.2.1, 192.0.2.44", "192.0.2.1"),
        (PROXY, "198.51.100.9, unknown", PROXY),
        (PROXY, "198.51.100.9, unknown, 192.0.2.44", "192.0.2.44"),
        (PROXY, "", PROXY),
        (PROXY, None, PROXY),
        # Not through a proxy, or through one that nobody has named.
        ("203.0.113.50", "198.51.100.9", "203.0.113.50"),
        ("10.0.0.3", "198.51.100.9", "10.0.0.3"),
        ("::ffff:10.0.0.2", "198.51.100.9", "198.51.100.9"),
        ("", "198.51.100.9", None),
    ],
)
def test_the_caller(peer, forwarded, who):
    assert caller(request(peer, forwarded)) == (ip_address(who) if who else None)


@pytest.mark.parametrize("header", ["X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP"])
def test_headers_that_a_proxy_passes_on_unseen_are_not_read(header):
    value = "for=203.0.113.7" if header == "Forwarded" else "203.0.113.7"
    assert caller(request(PROXY, "198.51.100.9", **{header: value})) == ip_address("198.51.100.9")


addresses = st.ip_addresses().map(str)


@given(st.lists(st.one_of(addresses, st.text(alphabet='0123456789abcf.:[]" ,;=%xX', max_size=20)), max_size=40), st.ip_addresses(v=4))
def test_nothing_that_the_caller_writes_makes_it_another(spoofed, real):
    """Nor does it raise, nor make more work than a few addresses."""
    if callers.read_proxies((PROXY, "192.0.2.0/24"))[0] and any(real in network for network in read_proxies((PROXY, "192.0.2.0/24"))[0]):
        return
    assert caller(request(PROXY, ",".join([*spoofed, str(real)]))) == real


def test_with_no_proxy_named_only_the_connection_counts(settings):
    settings.TRUSTED_PROXIES = []
    assert caller(request("127.0.0.1", "198.51.100.9")) == ip_address("127.0.0.1")


def test_a_unix_socket_is_trusted_where_that_is_said(settings):
    settings.TRUSTED_PROXIES = ["unix"]
    assert caller(request("", "203.0.113.7, 198.51.100.9")) == ip_address("198.51.100.9")
    assert caller(request("127.0.0.1", "198.51.100.9")) == ip_address("127.0.0.1")
    assert subscriber(request("")) is None


@pytest.mark.parametrize(
    ("address", "counted"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:aaaa::7", "2001:db8:1:2::"), ("2001:db8:1:2::1", "2001:db8:1:2::"), ("::1", "::")],
)
def test_ipv6_is_counted_by_subscriber(address, counted):
    assert subscriber(request(address)) == counted


@pytest.mark.parametrize("name", ["proxy.example", "10.0.0.0/99", "", "10.0.0.1-10.0.0.9", "UNIX"])
def test_a_typing_mistake_in_the_settings_is_told(name):
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        read_proxies((name,))


def test_a_network_may_be_named_by_any_of_its_addresses():
    assert [str(network) for network in read_proxies(("172.18.0.1/16", "::1"))[0]] == ["172.18.0.0/16", "::1/128"]


def test_a_proxy_that_nobody_has_named_is_logged_once(caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            caller(request("172.18.0.1", "198.51.100.9"))
        caller(request("8.8.8.8", "198.51.100.9"))  # A stranger who writes the header is no proxy.
    assert [record.getMessage() for record in caplog.records] == [
        "X-Forwarded-For from 172.18.0.1, which is not in TRUSTED_PROXIES: all who come through it count as one caller"
    ]


@pytest.mark.parametrize(
    ("named", "told"), [([], [NO_PROXY]), (["0.0.0.0/0"], [EVERYBODY]), (["::/0", PROXY], [EVERYBODY]), ([PROXY], []), (["unix"], [])]
)
def test_check_says_what_is_wrong_with_the_proxies(settings, named, told):
    settings.TRUSTED_PROXIES = named
    assert proxies(None) == told
