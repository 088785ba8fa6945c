"""Snapshots: each content once, what is gone marked and never deleted, and the same file twice changes nothing."""

import pytest

from procedures_pages.models import RegisterRecord, RegisterSnapshot, RegisterVersion
from procedures_pages.register.parsing import text_record
from procedures_pages.register.parsing.text_record import Refusal, Same
from procedures_pages.register.versions.importer import OlderSnapshot
from procedures_pages.register.versions.signals import register_changed

from ..factories import AUGUST, JULY, case_of, record, store

pytestmark = pytest.mark.django_db

ONE, TWO = record(), record(code="9.000002", name="Thủ tục bán mèo")


def test_what_nobody_knew_is_new():
    assert store(ONE, TWO)["new"] == ["9.000001", "9.000002"]
    assert RegisterRecord.objects.get(code="9.000001").procedure == ONE


def test_the_same_again_is_unchanged_and_kept_once():
    store(ONE, TWO)
    report = store(ONE, TWO, day=AUGUST)
    assert (report["new"], report["changed"], report["unchanged"], report["gone"]) == ([], {}, 2, [])
    assert RegisterVersion.objects.count() == 2
    assert RegisterRecord.objects.get(code="9.000001").last_seen.date == AUGUST


def test_a_text_read_before_word_for_word_counts_as_unchanged():
    store(ONE)
    assert store(Same("9.000001"), day=AUGUST)["counts"]["unchanged"] == 1


def test_rows_in_another_order_are_no_change():
    store(record(cases=(case_of("Tờ khai", "Sổ tiêm"),)))
    assert store(record(cases=(case_of("Sổ tiêm", "Tờ khai"),)), day=AUGUST)["counts"]["unchanged"] == 1


def test_other_white_space_is_no_change():
    store(record(steps="Nộp hồ sơ.\nNhận thẻ."))
    assert store(record(steps="Nộp  hồ sơ. Nhận thẻ. "), day=AUGUST)["counts"]["unchanged"] == 1


def test_a_change_is_told_with_its_fields_and_the_old_version_stays():
    store(ONE)
    report = store(record(decision="88/QĐ-ABC", outputs=("Thẻ mèo mới",)), day=AUGUST)
    assert report["changed"] == {"9.000001": ["decision", "outputs"]}
    known = RegisterRecord.objects.get(code="9.000001")
    assert [v.procedure.decision for v in known.versions.all()] == ["88/QĐ-ABC", "77/QĐ-ABC"]
    assert (known.current.procedure.decision, known.changed_in.date) == ("88/QĐ-ABC", AUGUST)


def test_what_comes_back_as_it_once_was_is_the_version_of_then():
    store(ONE)
    store(record(decision="88/QĐ-ABC"), day=AUGUST)
    store(ONE, day=AUGUST.replace(month=9))
    assert RegisterVersion.objects.count() == 2
    assert RegisterRecord.objects.get().current.snapshot.date == JULY


def test_what_is_gone_is_marked_and_kept():
    store(ONE, TWO)
    assert store(ONE, day=AUGUST)["gone"] == ["9.000002"]
    gone = RegisterRecord.objects.get(code="9.000002")
    assert (gone.gone_in.date, gone.procedure.name) == (AUGUST, "Thủ tục bán mèo")


def test_what_is_gone_is_told_once():
    store(ONE, TWO)
    store(ONE, day=AUGUST)
    assert store(ONE, day=AUGUST.replace(month=9))["gone"] == []


def test_what_was_gone_and_comes_back_is_there_again():
    store(ONE, TWO)
    store(ONE, day=AUGUST)
    store(ONE, TWO, day=AUGUST.replace(month=9))
    assert RegisterRecord.objects.get(code="9.000002").gone_in is None


def test_a_part_of_the_register_makes_nothing_gone():
    store(ONE, TWO)
    assert store(ONE, day=AUGUST, complete=False)["gone"] == []


def test_an_empty_source_makes_nothing_gone():
    store(ONE)
    assert store(day=AUGUST)["gone"] == []


def test_a_record_whose_file_could_not_be_read_is_not_gone():
    store(ONE, TWO)
    report = store(ONE, Refusal("thu/9.000002.txt", 3, "hỏng"), day=AUGUST)
    assert (report["gone"], report["refused"]) == ([], [{"source": "thu/9.000002.txt:3", "reason": "hỏng"}])


def test_the_second_of_two_records_with_one_code_is_refused():
    report = store(ONE, record(name="Tên khác"))
    assert len(report["refused"]) == 1
    assert RegisterRecord.objects.get().name == ONE.name


def test_a_stub_never_takes_the_place_of_a_whole_record():
    store(ONE)
    assert store(record(is_stub=True, cases=(), steps=""), day=AUGUST)["counts"]["unchanged"] == 1
    assert RegisterRecord.objects.get().procedure.steps


def test_a_whole_record_takes_the_place_of_a_stub():
    store(record(is_stub=True, cases=(), steps=""))
    assert "cases" in store(ONE, day=AUGUST)["changed"]["9.000001"]
    assert not RegisterRecord.objects.get().is_stub


def test_a_dry_run_reports_the_same_and_writes_nothing():
    store(ONE)
    new = (record(decision="88/QĐ-ABC"), TWO)
    dry = store(*new, day=AUGUST, write=False)
    assert (RegisterSnapshot.objects.count(), RegisterRecord.objects.count(), RegisterVersion.objects.count()) == (1, 1, 1)
    assert store(*new, day=AUGUST) == dry


def test_a_snapshot_older_than_the_newest_is_refused():
    store(ONE, day=AUGUST)
    with pytest.raises(OlderSnapshot, match="01/07/2026"):
        store(ONE, day=JULY)


def test_a_record_the_database_refuses_leaves_the_others_alone():
    report = store(ONE, record(code="9.000002", name="x\0y"), record(code="9" * 40), record(code="9.000003"))
    assert "9.000003" in report["new"]
    assert RegisterRecord.objects.filter(code="9.000001").exists()


def test_the_rooms_above_hear_of_changes_only(django_capture_on_commit_callbacks):
    heard = []
    register_changed.connect(lambda **kwargs: heard.append(1), weak=False, dispatch_uid="test")
    try:
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                store(ONE)
    finally:
        register_changed.disconnect(dispatch_uid="test")
    assert heard == [1]


def test_a_text_that_a_newer_parser_reads_otherwise_is_no_change(monkeypatch):
    store(ONE)
    version = RegisterVersion.objects.get()
    monkeypatch.setattr(text_record, "PARSER", text_record.PARSER + 1)
    report = store(record(conditions="- Đủ 18 tuổi"), day=AUGUST)
    assert (report["changed"], report["unchanged"]) == ({}, 1)
    known = RegisterRecord.objects.get()
    assert (known.current, known.changed_in, known.procedure.conditions) == (version, None, "- Đủ 18 tuổi")
    assert store(record(conditions="- Đủ 18 tuổi"), day=AUGUST)["counts"]["unchanged"] == 1


def test_a_newer_parser_that_would_read_otherwise_writes_nothing_in_a_dry_run(monkeypatch):
    store(ONE)
    monkeypatch.setattr(text_record, "PARSER", text_record.PARSER + 1)
    assert store(record(conditions="- Đủ 18 tuổi"), day=AUGUST, write=False)["changed"] == {}
    assert RegisterRecord.objects.get().procedure == ONE
