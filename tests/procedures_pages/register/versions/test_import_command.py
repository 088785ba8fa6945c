"""manage.py import_register: what it says, in words and as JSON, and how it refuses."""

import io
import json
import tarfile
import zipfile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from procedures_pages.models import RegisterRecord, RegisterSnapshot, SourceCheck

from ..factories import record_text

pytestmark = pytest.mark.django_db


def folder(path, **texts):
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, "utf-8")
    return path


def run(path, *options):
    out = io.StringIO()
    call_command("import_register", str(path), *options, stdout=out)
    return out.getvalue()


def report(path, *options):
    return json.loads(run(path, "--json", *options))


def test_json_has_counts_and_codes(tmp_path):
    folder(tmp_path, one=record_text(), two=record_text(code="?"))
    told = report(tmp_path, "--snapshot", "2026-07-01")
    assert (told["new"], told["changed"], told["unchanged"], told["gone"]) == (["9.000001"], {}, 0, [])
    assert told["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "gone": 0, "refused": 1}
    assert told["refused"][0]["source"] == "two.txt:2"
    assert told["refused"][0]["reason"]


def test_a_second_import_of_the_same_changes_nothing(tmp_path):
    folder(tmp_path, one=record_text())
    run(tmp_path, "--snapshot", "2026-07-01")
    counts = {"new": 0, "changed": 0, "unchanged": 1, "gone": 0, "refused": 0}
    codes = {"new": [], "changed": {}, "unchanged": 1, "gone": [], "refused": []}
    assert report(tmp_path, "--snapshot", "2026-08-01") == {"counts": counts, **codes}


def test_changed_records_come_with_their_fields(tmp_path):
    run(folder(tmp_path, one=record_text()), "--snapshot", "2026-07-01")
    run_again = report(folder(tmp_path, one=record_text(decision="99/QĐ")), "--snapshot", "2026-08-01")
    assert run_again["changed"] == {"9.000001": ["decision"]}


def test_a_dry_run_writes_nothing(tmp_path):
    assert report(folder(tmp_path, one=record_text()), "--dry-run")["new"] == ["9.000001"]
    assert not RegisterSnapshot.objects.exists()


def test_words_say_the_day_and_the_counts(tmp_path):
    words = run(folder(tmp_path, one=record_text()), "--snapshot", "20/07/2026")
    assert "20/07/2026" in words
    assert "mới 1, đổi 0, như cũ 0, không còn 0, bị từ chối 0" in words


def test_one_record_alone_makes_nothing_gone(tmp_path):
    folder(tmp_path, one=record_text(), two=record_text(code="9.000002"))
    run(tmp_path, "--snapshot", "2026-07-01")
    assert report(tmp_path / "one.txt", "--snapshot", "2026-08-01")["gone"] == []


def test_pages_written_from_the_snapshot_are_noted_as_checked(tmp_path):
    run(folder(tmp_path, one=record_text(code="1.001193")), "--snapshot", "2026-07-01")
    assert SourceCheck.objects.get().version.record.code == "1.001193"


def test_nothing_that_could_be_read_is_a_failure(tmp_path):
    with pytest.raises(CommandError, match="Không nhập được"):
        run(folder(tmp_path, one="Thư gửi mẹ"))


def test_a_path_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="Không có tệp"):
        run(tmp_path / "x")


def test_a_hostile_archive_is_refused_and_nothing_is_written(tmp_path):
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        data = record_text().encode()
        for name in ("ok.txt", "../../x.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    with pytest.raises(CommandError, match="không an toàn"):
        run(tmp_path / "x.tar")
    assert (RegisterRecord.objects.count(), RegisterSnapshot.objects.count()) == (0, 0)


def test_a_zip_that_is_broken_in_its_850th_record_writes_nothing(tmp_path):
    with zipfile.ZipFile(tmp_path / "register-2026-07.zip", "w") as archive:
        for n in range(1, 901):
            archive.writestr(f"{n}.txt", record_text(code=f"9.{n:06}"))
    data = bytearray((tmp_path / "register-2026-07.zip").read_bytes())
    data[data.index(b"9.000850") + 20] ^= 0xFF
    (tmp_path / "register-2026-07.zip").write_bytes(bytes(data))
    with pytest.raises(CommandError, match="Kho lưu trữ bị hỏng"):
        run(tmp_path / "register-2026-07.zip")
    assert (RegisterRecord.objects.count(), RegisterSnapshot.objects.count()) == (0, 0)


def test_an_older_snapshot_is_refused(tmp_path):
    folder(tmp_path, one=record_text())
    run(tmp_path, "--snapshot", "2026-08-01")
    with pytest.raises(CommandError, match="cũ hơn"):
        run(tmp_path, "--snapshot", "2026-07-01")


@pytest.mark.parametrize("options", [("--snapshot", "2126-01-01"), ("--snapshot", "01/01/2126"), ()])
def test_a_day_to_come_is_refused_whoever_says_it(tmp_path, options):
    folder(tmp_path, one=record_text())
    path = (tmp_path / "one.txt").rename(tmp_path / "register-2126-01.txt")
    with pytest.raises(CommandError, match="ở tương lai"):
        run(path, *options)
    assert not RegisterSnapshot.objects.exists()


@pytest.mark.parametrize("text", ["hôm qua", "2026-13-40", "31/02/2026"])
def test_a_day_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(CommandError, match="ngày"):
        run(folder(tmp_path, one=record_text()), "--snapshot", text)


def test_what_is_too_large_for_the_desk_is_too_large_here(tmp_path, monkeypatch):
    monkeypatch.setattr("procedures_pages.register.parsing.sources.MAX_SENT", 100)
    folder(tmp_path, one=record_text())
    with pytest.raises(CommandError, match="lớn hơn"):
        run(tmp_path / "one.txt")


def test_words_and_json_say_which_sheet_was_read(tmp_path):
    book = Workbook()
    book.active.title = "Bìa"
    sheet = book.create_sheet("DS cấp xã")
    for row in (["Mã số", "Tên thủ tục"], ["9.000001", "Đăng ký nuôi mèo"]):
        sheet.append(row)
    book.save(tmp_path / "ds.xlsx")
    assert "Đã đọc trang tính “DS cấp xã”, tiêu đề ở dòng 1." in run(tmp_path / "ds.xlsx", "--dry-run")
    assert report(tmp_path / "ds.xlsx")["notes"] == [{"source": "ds.xlsx", "text": "Đã đọc trang tính “DS cấp xã”, tiêu đề ở dòng 1."}]
    assert RegisterSnapshot.objects.get().report["notes"]
