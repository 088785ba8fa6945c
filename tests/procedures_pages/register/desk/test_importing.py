"""Nhập bản chụp: previewed first, written only when asked, and only by those who may."""

import errno
import io
import os
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from office.clock import exclusive
from office.desk import kept_uploads
from procedures_pages.models import RegisterRecord, RegisterSnapshot, SourceCheck
from procedures_pages.register.desk import import_views
from procedures_pages.register.review.snapshots import WORK

from ..factories import AUGUST, CODE, JULY, record, record_text, store
from .conftest import at, published, text_file

pytestmark = pytest.mark.usefixtures("uploads")
UPLOAD, WRITE = "upload", "write"


def archive(*texts, name="register-2026-07.zip"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n, text in enumerate(texts):
            packed.writestr(f"{n}.txt", text)
    return SimpleUploadedFile(name, out.getvalue())


def workbook(*codes):
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["Danh sách thủ tục"])
    sheet.append(["Mã số", "Tên", "Cơ quan thực hiện", "Lĩnh vực"])
    for code in codes:
        sheet.append([code, f"Thủ tục {code}", "Ủy ban nhân dân cấp xã", "Thú nuôi"])
    book.save(out)
    return SimpleUploadedFile("danh-sach.xlsx", out.getvalue())


def previewed(client, file, day=""):
    response = client.post(at(UPLOAD), {"file": file, "day": day})
    assert response.status_code == 200
    return response


def written(client, response, **more):
    return client.post(at(WRITE), {"token": response.context["token"], **more})


def test_a_preview_writes_nothing(reviewer):
    response = previewed(reviewer, archive(record_text()))
    assert "Chưa ghi gì." in response.content.decode()
    assert response.context["result"].new == [(CODE, "Thủ tục đăng ký nuôi mèo")]
    assert not RegisterSnapshot.objects.exists()
    assert not RegisterRecord.objects.exists()


def test_the_preview_tells_new_changed_unchanged_gone_and_refused(reviewer):
    store(published(code="9.000001"), published(code="9.000002"), published(code="9.000003", name="Đã bỏ"))
    file = archive(
        record_text(code="9.000001"),
        record_text(code="9.000002", conditions="Có mèo."),
        record_text(code="9.000004"),
        "không phải bản ghi",
        name="register-2026-08.zip",
    )
    response = previewed(reviewer, file)
    result = response.context["result"]
    assert result.counts["refused"] == 1
    assert [code for code, _name in result.new] == ["9.000004"]
    assert [code for code, _name, _fields in result.changed] == ["9.000002"]
    assert result.gone == [("9.000003", "Đã bỏ")]
    page = response.content.decode()
    assert "Yêu cầu, điều kiện" in page
    assert "thiếu dòng" in page


def test_what_was_previewed_is_imported(reviewer):
    response = written(reviewer, previewed(reviewer, archive(record_text())), complete="on")
    snapshot = RegisterSnapshot.objects.get()
    assert response["Location"] == at("snapshot", snapshot.pk)
    assert (snapshot.date, snapshot.source) == (JULY, "register-2026-07.zip")
    assert RegisterRecord.objects.get().code == CODE
    page = reviewer.get(response["Location"]).content.decode()
    assert "Đã nhập bản chụp ngày 01/07/2026: 1 mới" in page


def test_the_import_notes_which_version_the_pages_were_written_from(reviewer, guide):
    written(reviewer, previewed(reviewer, archive(record_text(code=guide.source_record))))
    assert SourceCheck.objects.get().page_key == guide.translation_key


def test_the_day_is_the_one_given_before_that_of_the_name(reviewer):
    assert previewed(reviewer, archive(record_text()), day="20/07/2026").context["day"].day == 20


def test_a_file_without_a_day_is_of_today(reviewer):
    assert previewed(reviewer, text_file()).context["day"] == timezone.localdate()


def test_a_day_to_come_is_refused(reviewer):
    response = previewed(reviewer, archive(record_text()), day="01/01/2126")
    assert "ở tương lai" in response.content.decode()


def test_a_day_to_come_in_the_files_name_is_refused(reviewer):
    response = previewed(reviewer, archive(record_text(), name="register-2126-01.zip"))
    assert "ở tương lai" in response.content.decode()


def test_the_sheet_that_was_read_is_named_before_and_after(reviewer):
    response = previewed(reviewer, workbook("9.000001"))
    told = "Đã đọc trang tính “Sheet”, tiêu đề ở dòng 2."
    assert told in response.content.decode()
    assert told in reviewer.get(written(reviewer, response)["Location"]).content.decode()


def test_what_the_archive_has_not_is_marked_only_when_the_box_is_ticked(reviewer):
    store(published(code="9.000001"), published(code="9.000002"))
    response = previewed(reviewer, archive(record_text(), name="register-2026-08.zip"))
    written(reviewer, response)
    assert not RegisterRecord.objects.exclude(gone_in=None).exists()
    response = previewed(reviewer, archive(record_text(), name="register-2026-08.zip"))
    written(reviewer, response, complete="on")
    assert RegisterRecord.objects.exclude(gone_in=None).get().code == "9.000002"


def test_an_archive_is_taken_for_the_whole_register(reviewer):
    store(record(code="9.000001"), record(code="9.000002"))
    assert previewed(reviewer, archive(record_text(), name="register-2026-08.zip")).context["whole"]


def test_an_archive_that_would_empty_the_register_is_not(reviewer):
    store(*(record(code=f"9.{n:06}") for n in range(1, 6)))
    assert not previewed(reviewer, archive(record_text(), name="register-2026-08.zip")).context["whole"]


def test_a_list_is_not_taken_for_the_whole_register(reviewer):
    response = previewed(reviewer, workbook("9.000001", "9.000002"))
    assert not response.context["whole"]
    assert 'name="complete"' in response.content.decode()
    written(reviewer, response)
    assert RegisterRecord.objects.filter(is_stub=True).count() == 2


def test_a_single_record_is_a_part_whatever_is_sent(reviewer):
    store(record(code="9.000002"))
    response = previewed(reviewer, text_file())
    page = response.content.decode()
    assert "Tệp này chỉ có một phần: bản ghi không có trong tệp vẫn được giữ." in page
    assert 'name="complete"' not in page
    written(reviewer, response, complete="on")
    assert not RegisterRecord.objects.exclude(gone_in=None).exists()


def test_a_file_that_is_no_source_brings_the_form_back_with_why(reviewer, uploads):
    response = previewed(reviewer, SimpleUploadedFile("hong.zip", b"PK\x03\x04" + b"x" * 200), day="20/07/2026")
    page = response.content.decode()
    assert "bị hỏng" in page
    assert "20/07/2026" in page
    assert not list(uploads.iterdir())
    assert not RegisterSnapshot.objects.exists()


def test_a_hostile_archive_is_refused(reviewer):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        link = tarfile.TarInfo("a")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    response = previewed(reviewer, SimpleUploadedFile("x.tar.gz", out.getvalue()))
    assert "liên kết" in response.content.decode()


def test_an_older_snapshot_brings_the_form_back_with_why(reviewer):
    store(record(), day=AUGUST)
    response = previewed(reviewer, archive(record_text()))
    assert "cũ hơn bản đã nhập ngày 01/08/2026" in response.content.decode()
    assert RegisterSnapshot.objects.count() == 1


def test_a_file_too_large_is_refused(reviewer, monkeypatch, uploads):
    monkeypatch.setattr(import_views, "MAX_SENT", 100)
    assert "Tệp lớn hơn" in previewed(reviewer, text_file()).content.decode()


def test_no_file_is_asked_for(reviewer):
    response = reviewer.post(at(UPLOAD), {})
    assert "Hãy chọn tệp." in response.content.decode()


@pytest.mark.parametrize(
    ("number", "told", "untold"),
    [
        (errno.ENOSPC, "máy chủ hết chỗ", "được phép"),
        (errno.EDQUOT, "máy chủ hết chỗ", "được phép"),
        (errno.EACCES, "không được phép ghi", "hết chỗ"),
        (errno.EPERM, "không được phép ghi", "hết chỗ"),
        (errno.EROFS, "không được phép ghi", "hết chỗ"),
        (errno.EIO, "gặp lỗi khi ghi", "hết chỗ"),
        (errno.EMFILE, "gặp lỗi khi ghi", "hết chỗ"),
    ],
)
def test_why_a_file_cannot_be_kept_is_said_and_nothing_is_left(reviewer, monkeypatch, uploads, caplog, number, told, untold):
    def fails(self, chunk_size=None):
        yield b"half of it"
        raise OSError(number, os.strerror(number), str(uploads))

    monkeypatch.setattr(InMemoryUploadedFile, "chunks", fails)
    shown = previewed(reviewer, text_file()).content.decode()
    assert told in shown
    assert untold not in shown
    assert list(uploads.iterdir()) == []
    assert str(uploads) in caplog.text


def test_a_folder_that_is_no_folder_is_no_full_disk(reviewer, uploads):
    """Whoever runs the tests: not even root makes a folder in a file."""
    uploads.write_text("")
    shown = previewed(reviewer, text_file()).content.decode()
    assert "Không lưu được tệp" in shown
    assert "hết chỗ" not in shown


def test_what_another_node_takes_away_meanwhile_is_no_obstacle(reviewer, uploads, monkeypatch):
    previewed(reviewer, text_file())
    there = list(uploads.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", lambda self: iter([uploads / "da-don", *there]))
        kept_uploads.sweep()
    assert list(uploads.iterdir()) == there


@pytest.mark.parametrize("token", ["", "x", "x:y:z"])
def test_a_forged_token_gets_a_message(reviewer, token):
    response = reviewer.post(at(WRITE), {"token": token})
    assert response["Location"] == at(UPLOAD)
    assert "Hãy tải lên lại" in reviewer.get(at(UPLOAD)).content.decode()
    assert not RegisterSnapshot.objects.exists()


def test_a_token_is_good_once(reviewer, uploads):
    response = previewed(reviewer, archive(record_text()))
    written(reviewer, response)
    assert not list(uploads.iterdir())
    assert written(reviewer, response)["Location"] == at(UPLOAD)


def test_a_token_is_good_for_one_user(reviewer, client, admin_user):
    response = previewed(reviewer, archive(record_text()))
    client.force_login(admin_user)
    assert written(client, response)["Location"] == at(UPLOAD)
    assert not RegisterSnapshot.objects.exists()


def test_what_was_left_lying_is_taken_away_after_a_day(reviewer, uploads):
    previewed(reviewer, text_file())
    (old,) = uploads.iterdir()
    past = time.time() - kept_uploads.KEPT_SECONDS - 60
    os.utime(old, (past, past))
    previewed(reviewer, text_file())
    assert len(list(uploads.iterdir())) == 1
    assert not old.exists()


def test_an_upload_keeps_to_its_folder_whatever_its_name(reviewer, uploads):
    previewed(reviewer, text_file(name="../../../etc/x y.txt"))
    (folder,) = uploads.iterdir()
    assert [path.name for path in folder.iterdir()] == ["x_y.txt"]


@pytest.mark.parametrize("username", ["bien-tap", "quay"])
def test_others_do_not_import(enter, username):
    client = enter(username)
    for response in (client.get(at(UPLOAD)), client.post(at(UPLOAD), {"file": text_file()}), client.post(at(WRITE), {"token": "x"})):
        assert response["Location"] == reverse("wagtailadmin_home")
    assert "Nhập bản chụp" not in client.get(at("records")).content.decode()
    assert not RegisterRecord.objects.exists()


def test_those_who_may_have_it_in_their_menu(reviewer):
    assert at(UPLOAD) in reviewer.get(reverse("wagtailadmin_home")).content.decode()


def test_a_snapshot_tells_what_its_import_did(reviewer):
    store(record(), record(code="9.000002"))
    store(record(conditions="Có mèo."), day=AUGUST)
    page = reviewer.get(at("snapshot", RegisterSnapshot.objects.get(date=AUGUST).pk)).content.decode()
    assert "Yêu cầu, điều kiện" in page
    assert "9.000002" in page


# --- One import at a time ---


def test_while_somebody_imports_the_form_says_who_and_takes_no_file(reviewer, uploads):
    with exclusive.held(WORK, "Trần Văn Hai"):
        for response in (reviewer.get(at(UPLOAD)), previewed(reviewer, archive(record_text()))):
            assert "Trần Văn Hai đang nhập bản chụp, bắt đầu lúc" in response.content.decode()
    assert not uploads.exists() or not list(uploads.iterdir())
    assert "đang nhập bản chụp" not in reviewer.get(at(UPLOAD)).content.decode()


def test_what_was_previewed_before_is_imported_after_the_other_import(reviewer):
    response = previewed(reviewer, archive(record_text()))
    with exclusive.held(WORK, "Trần Văn Hai"):
        assert written(reviewer, response)["Location"] == at(UPLOAD)
        assert "Trần Văn Hai đang nhập bản chụp" in reviewer.get(at(UPLOAD)).content.decode()
    assert not RegisterSnapshot.objects.exists()
    written(reviewer, response)
    assert RegisterRecord.objects.get().code == CODE


def test_who_imports_is_named_as_the_desk_names_them(reviewer, monkeypatch):
    response, names = previewed(reviewer, archive(record_text())), []
    real = exclusive.held
    monkeypatch.setattr(exclusive, "held", lambda name, who: names.append(who) or real(name, who))
    written(reviewer, response)
    assert names == [get_user_model().objects.get(username="duyet").get_full_name()]


@pytest.mark.parametrize("step", [UPLOAD, WRITE])
def test_a_zip_with_one_broken_record_writes_nothing(reviewer, uploads, step):
    """Broken when it comes up, or on the disk since the preview."""
    file = archive(*(record_text(code=f"9.{n:06}") for n in range(1, 901)))
    data = bytearray(file.read())
    at_record = data.index(b"9.000850")
    data[at_record - 3] ^= 0xFF
    broken = SimpleUploadedFile(file.name, bytes(data))
    if step == UPLOAD:
        assert "Kho lưu trữ bị hỏng." in previewed(reviewer, broken).content.decode()
    else:
        file.seek(0)
        response = previewed(reviewer, file)
        next(uploads.glob("*/*")).write_bytes(bytes(data))
        written(reviewer, response)
        assert "Kho lưu trữ bị hỏng." in reviewer.get(at(UPLOAD)).content.decode()
    assert (RegisterRecord.objects.count(), RegisterSnapshot.objects.count()) == (0, 0)
