import pytest
from django.core.cache import cache

from office.links import asking
from office.links.manners import Manners

from .other_site import OtherSite

HERE = "127.0.0.1"


@pytest.fixture
def site():
    other = OtherSite()
    yield other
    other.end()


@pytest.fixture
def names(monkeypatch):
    """{name: its addresses, or what gives them}; other names are this machine's, and those that end in ".khong" do not exist."""
    known = {}

    def look_up(host, port):
        if host.endswith(".khong"):
            raise OSError(host)
        found = known.get(host, [HERE])
        return found() if callable(found) else found

    monkeypatch.setattr(asking, "look_up", look_up)
    return known


@pytest.fixture
def manners(names):
    """They let the checker ask this machine, which nothing outside tests does, and do not wait."""
    cache.clear()
    return Manners(may=lambda ip, port: ip == HERE, gap=0)
