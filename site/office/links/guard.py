"""Which machines the link checker may ask: those of the public web, whatever name leads to them. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 1000
# Global by the book, and yet a way to other addresses: those of IPv4 within IPv6 (mapped, compatible, NAT64, 6to4, Teredo), relays.
WAYS_ELSEWHERE = tuple(
    map(IPv6Network, ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10"))
)
RELAYS = IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24")
_KEPT_SIGNS = "%/:=&?~#+!$,;'@()*[]"


class Unusable(Exception):
    """An address that no checker may follow: no web address, another port, a name and a password in it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart: ``host`` in ASCII, ``path`` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """ "https://example.vn", without the port that goes without saying."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if PORTS[self.scheme] == self.port else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.path


def target_of(url: str) -> Target:
    """Raises Unusable. Which port it names is judged with the machine's address (``is_public``)."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None or len(url) > MAX_ADDRESS:
            raise Unusable(url)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as problem:
        raise Unusable(url) from problem
    query = f"?{quote(parts.query, safe=_KEPT_SIGNS)}" if parts.query else ""
    return Target(parts.scheme, host.lower(), port or PORTS[parts.scheme], quote(parts.path or "/", safe=_KEPT_SIGNS) + query)


def is_public(ip: str, port: int) -> bool:
    """Whether a machine of this address, as numbers, stands in the public web, and the port is the web's."""
    if port not in PORTS.values():
        return False
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        elsewhere = any(address in network for network in WAYS_ELSEWHERE)
    else:
        elsewhere = any(address in network for network in RELAYS)
    return address.is_global and not (elsewhere or address.is_multicast or address.is_reserved or "%" in ip)
