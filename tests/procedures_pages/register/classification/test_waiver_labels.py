"""Rows of the register labelled by hand: their kind, and whether they waive. The labels are here, the rows are not.

A label names its row by the record's code and a hash of case and text; it is joined with the register where that is at hand. How the rows
were drawn and labelled: ``docs/register-rows.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from procedures_pages.code_shapes import CODE
from procedures_pages.register.classification.evaluation import Labelled, measure_kinds
from procedures_pages.register.classification.rows import judge_row
from procedures_pages.register.parsing.text_record import parse_text
from tests.places import SHARED
from vietnamese.folding import fold
from vietnamese.normal import clean

LABELS = json.loads(Path(__file__).with_name("waiver_labels.json").read_text(encoding="utf-8"))
REGISTER = SHARED / "data" / "register-2026-07.tar.xz"
HALVES = ("dev", "held", "held2", "held3")
needs_register = pytest.mark.skipif(not REGISTER.is_file(), reason="the register (shared/data/register-2026-07.tar.xz) is not here")


def key(case: str, text: str) -> str:
    return hashlib.sha256(f"{fold(clean(case))}\n{fold(clean(text))}".encode()).hexdigest()[:16]


def labelled_rows(labels: list[dict[str, Any]]) -> Iterator[tuple[str, Labelled]]:
    """(half, row) for each label, read from the register."""
    wanted = {(label["code"], label["row"]): label for label in labels}
    codes = {label["code"] for label in labels}
    with tarfile.open(REGISTER) as archive:
        for member in archive:
            if Path(member.name).stem not in codes:
                continue
            stream = archive.extractfile(member)
            assert stream is not None
            procedure = parse_text(stream.read().decode("utf-8"))
            for case in procedure.cases:
                for row in case.rows:
                    label = wanted.pop((procedure.code, key(case.name, row.text)), None)
                    if label:
                        truth = {"kind": label["kind"], "waives": label["waives"]}
                        yield label["half"], Labelled(procedure.code, case.name, truth, judge_row(case.name, row))


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = {half: [] for half in HALVES}
    for half, row in labelled_rows(LABELS):
        found[half].append(row)
    return found


def test_the_labels_hold_no_text_of_the_register():
    assert all(set(label) <= {"half", "code", "row", "kind", "waives", "how"} for label in LABELS)
    assert all(re.fullmatch(r"[0-9a-f]{16}", label["row"]) and CODE.fullmatch(label["code"]) for label in LABELS)


def test_each_row_is_labelled_once_and_says_all_it_must():
    assert max(Counter((label["code"], label["row"]) for label in LABELS).values()) == 1
    assert all(label["kind"] in ("paper", "remark", "heading") and isinstance(label["waives"], bool) for label in LABELS)
    assert all(label["half"] in HALVES for label in LABELS)
    assert all(label.get("how", "number") in ("number", "looked_up", "waived", "replaced") for label in LABELS)


@needs_register
def test_every_label_finds_its_row(halves):
    assert sum(map(len, halves.values())) == len(LABELS)


@needs_register
@pytest.mark.parametrize("half", HALVES)
def test_waivers_reach_the_target(halves, half):
    figures = measure_kinds(halves[half])["waivers"]
    assert min(figures["precision"], figures["recall"]) >= 0.95


@needs_register
@pytest.mark.parametrize("half", HALVES)
def test_papers_reach_the_target(halves, half):
    figures = measure_kinds(halves[half])["paper"]
    assert min(figures["precision"], figures["recall"]) >= 0.97
