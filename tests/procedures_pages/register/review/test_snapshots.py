"""One import at a time, from the desk and the command line alike; the second is told who is at it."""

import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from office.clock import exclusive
from procedures_pages.models import RegisterRecord, RegisterSnapshot
from procedures_pages.register.review import snapshots
from procedures_pages.register.review.snapshots import ImportRuns, import_snapshot, running_import

from ..factories import JULY, record_text

pytestmark = pytest.mark.django_db


def packed(path, count=3):
    with zipfile.ZipFile(path / "ban-chup.zip", "w") as archive:
        for n in range(1, count + 1):
            archive.writestr(f"{n}.txt", record_text(code=f"9.{n:06}"))
    return path / "ban-chup.zip"


def test_a_second_import_is_told_who_is_at_it_and_writes_nothing(tmp_path):
    with exclusive.held(snapshots.WORK, "Nguyễn Thị Duyệt"):
        with pytest.raises(ImportRuns, match="Nguyễn Thị Duyệt đang nhập bản chụp, bắt đầu lúc"):
            import_snapshot(packed(tmp_path), JULY, "Trần Văn Hai", complete=True)
        with pytest.raises(CommandError, match="Nguyễn Thị Duyệt đang nhập bản chụp"):
            call_command("import_register", str(packed(tmp_path)), "--json", stdout=StringIO())
    assert not RegisterSnapshot.objects.exists()


def test_a_dry_run_waits_for_nobody(tmp_path):
    with exclusive.held(snapshots.WORK, "Nguyễn Thị Duyệt"):
        call_command("import_register", str(packed(tmp_path)), "--dry-run", stdout=StringIO())


def test_while_it_runs_everybody_sees_whose_it_is(tmp_path):
    told = []
    import_snapshot(packed(tmp_path), JULY, "Trần Văn Hai", complete=True, tell=lambda n: told.append(running_import()))
    assert "Trần Văn Hai đang nhập" in told[0]
    assert running_import() == ""
    assert RegisterRecord.objects.count() == 3


def test_the_command_is_named_with_its_machine(tmp_path, monkeypatch):
    names = []
    monkeypatch.setattr(exclusive, "held", lambda name, who: names.append(who) or pytest.fail(who))
    with pytest.raises(pytest.fail.Exception, match=r"Lệnh import_register trên máy \S+ \(tiến trình \d+\)"):
        call_command("import_register", str(packed(tmp_path)), stdout=StringIO())


def test_what_fails_leaves_it_free(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04" + b"x" * 200)
    with pytest.raises(ValueError, match="bị hỏng"):
        import_snapshot(path, JULY, "Trần Văn Hai", complete=True)
    assert running_import() == ""


def test_who_stood_still_too_long_stops(tmp_path, monkeypatch):
    monkeypatch.setattr(exclusive, "RENEWED", 0)
    real = snapshots.read_source

    def overtaken(*args):
        for n, found in enumerate(real(*args)):
            if n == 1:
                exclusive.ScheduledJob.objects.filter(name=snapshots.WORK).update(claim="another")
            yield found

    monkeypatch.setattr(snapshots, "read_source", overtaken)
    with pytest.raises(ImportRuns, match="đã thay chỗ"):
        import_snapshot(packed(tmp_path), JULY, "Trần Văn Hai", complete=True)
    assert not RegisterRecord.objects.exists()
