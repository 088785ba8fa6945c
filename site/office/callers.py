"""Who is calling? What counts and limits requests asks here: log-ins, readers' reports.

A proxy in front of the site is the peer of every connection; the caller's own address is what the proxy wrote at the right end of
``X-Forwarded-For``. That header is read only as far as ``TRUSTED_PROXIES`` vouch for it: from the right, over trusted proxies, to the
first address that is none. What a caller put to the left of it is ignored, and so are ``X-Real-IP`` and ``Forwarded``, which proxies pass
on unseen.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# A connection through a Unix socket has no address; who may open the socket is a matter of the file's rights.
UNIX = "unix"
MAX_HOPS = 20
log = logging.getLogger(__name__)
IPV6_SUBSCRIBER_BITS = 64  # What one subscriber is given; within it anybody changes the address at will (RFC 6177).


@lru_cache(maxsize=8)
def read_proxies(names: tuple[str, ...]) -> tuple[tuple[Network, ...], bool]:
    """Addresses, networks and the word ``unix`` in; the networks and whether Unix sockets are trusted out. Raises ImproperlyConfigured."""
    networks = []
    for name in names:
        if name == UNIX:
            continue
        try:
            networks.append(ip_network(name, strict=False))
        except ValueError as error:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES: {name!r} is neither an address nor a network nor {UNIX!r}") from error
    return tuple(networks), UNIX in names


def read_address(text: str) -> Address | None:
    """An address as proxies write it, with or without port, brackets, quotes and zone; None for anything else."""
    text = text.strip().strip('"').strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def caller(request: HttpRequest) -> Address | None:
    """The caller's address; None for an untrusted Unix socket. Where a trusted proxy wrote no address, the proxy's own."""
    networks, unix_is_trusted = read_proxies(tuple(settings.TRUSTED_PROXIES))

    def is_trusted(address: Address) -> bool:
        return any(address in network for network in networks)

    address = read_address(request.META.get("REMOTE_ADDR") or "")
    forwarded = request.headers.get("X-Forwarded-For", "")
    if not (unix_is_trusted if address is None else is_trusted(address)):
        if forwarded and (address is None or address.is_private):
            _warn_of_proxy(str(address or UNIX))
        return address
    for hop in reversed(forwarded.rsplit(",", MAX_HOPS)[-MAX_HOPS:]):
        further = read_address(hop)
        if further is None:
            break
        address = further
        if not is_trusted(address):
            break
    return address


@lru_cache(maxsize=32)
def _warn_of_proxy(peer: str) -> None:
    """Once for each peer that looks like a proxy nobody has named: all its callers are one to us."""
    told = "X-Forwarded-For from %s, which is not in TRUSTED_PROXIES: all who come through it count as one caller"
    log.warning(told, peer, extra={"names_machine": True})


def subscriber(request: HttpRequest) -> str | None:
    """The caller as limits count: an IPv4 address, or the network of an IPv6 subscriber ("2001:db8:1:2::")."""
    address = caller(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_SUBSCRIBER_BITS), strict=False).network_address)
    return str(address) if address is not None else None
