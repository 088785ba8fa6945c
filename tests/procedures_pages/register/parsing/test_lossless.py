"""Nothing of a source is lost on its way into fields: shown on made-up records, proved on the whole register where it is there."""

from dataclasses import replace

import pytest

from procedures_pages.register.parsing.lossless import unaccounted
from procedures_pages.register.parsing.sources import read_source
from procedures_pages.register.parsing.text_record import parse_text
from procedures_pages.register.versions.fingerprint import fingerprint
from procedures_pages.register.versions.serialization import pack, unpack
from tests.places import SHARED

from ..factories import record, record_text

REGISTER = SHARED / "data" / "register-2026-07.tar.xz"


def test_every_line_of_a_record_is_in_some_field():
    text = record_text(fee="5 VNĐ (một) | 20000 VNĐ (hai)", conditions="Một.\nHai.")
    assert unaccounted(text, parse_text(text)) == []


@pytest.mark.parametrize("field", ["steps", "channels", "cases", "laws", "outputs", "executing", "audiences", "name", "decision"])
def test_a_field_that_is_lost_is_noticed(field):
    p = record()
    lost = replace(p, **{field: type(getattr(p, field))()})
    assert unaccounted(p.raw, lost)


def test_a_record_comes_back_from_its_bytes_as_it_was():
    p = record(levels=("ward", "province"), portal_id="x")
    assert unpack(pack(p)) == p


@pytest.mark.skipif(not REGISTER.exists(), reason=f"the register's texts are not in {REGISTER}")
def test_every_line_of_the_whole_register_is_accounted_for():
    lines = lost = 0
    for n, p in enumerate(read_source(REGISTER)):
        lines += sum(1 for line in p.raw.splitlines() if line.strip())
        lost += len(unaccounted(p.raw, p))
        if n % 50 == 0:
            assert fingerprint(unpack(pack(p))) == fingerprint(p)
    assert n == 4548
    assert (lines > 280_000, lost) == (True, 0)
