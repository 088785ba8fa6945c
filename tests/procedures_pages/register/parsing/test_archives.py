"""Archives and folders: every record comes out; what is broken or hostile is refused whole, before anything is read from it."""

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from procedures_pages.register.parsing import limits
from procedures_pages.register.parsing.sources import UnreadableSource, read_source
from procedures_pages.register.parsing.text_record import Note, Refusal
from tests.vietnamese.misreadings import in_1258, tcvn3

from ..factories import record_text

TEXTS = {"a/9.000001.txt": record_text(), "a/9.000002.txt": record_text(code="9.000002")}


def tar(path, files=TEXTS, mode="w:xz", name="thu.tar.xz", members=()):
    with tarfile.open(path / name, mode) as archive:
        for file, text in files.items():
            info = tarfile.TarInfo(file)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
        for info in members:
            archive.addfile(info, io.BytesIO(b"\0" * info.size) if info.size < 1_000_000 else None)
    return path / name


def zipped(path, files=TEXTS):
    with zipfile.ZipFile(path / "thu.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return path / "thu.zip"


def codes(path):
    return [found.code for found in read_source(path)]


@pytest.mark.parametrize("mode", ["w", "w:xz", "w:gz", "w:bz2"])
def test_tars_of_every_packing_are_read(tmp_path, mode):
    assert codes(tar(tmp_path, mode=mode, name="thu")) == ["9.000001", "9.000002"]


def test_zips_are_read(tmp_path):
    assert codes(zipped(tmp_path)) == ["9.000001", "9.000002"]


def test_folders_are_read(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert codes(tmp_path) == ["9.000001", "9.000002"]


def test_what_a_file_is_called_does_not_matter(tmp_path):
    assert codes(tar(tmp_path, name="ban-ghi.txt")) == ["9.000001", "9.000002"]


def test_what_operating_systems_leave_behind_is_passed_over(tmp_path):
    assert codes(zipped(tmp_path, {**TEXTS, "__MACOSX/._a.txt": "x", "a/.DS_Store": "x"})) == ["9.000001", "9.000002"]


def test_one_bad_record_is_refused_with_file_and_line_and_the_rest_goes_on(tmp_path):
    found = list(read_source(tar(tmp_path, {"a/hong.txt": record_text(code="không có"), **TEXTS})))
    assert isinstance(found[0], Refusal)
    assert (found[0].source, found[0].line) == ("a/hong.txt", 2)
    assert len(found) == 3


@pytest.mark.parametrize("encode", [in_1258, lambda text: tcvn3(text).encode("latin-1"), lambda text: text.encode("utf-16")])
def test_a_text_in_another_encoding_is_read(tmp_path, encode):
    (tmp_path / "x.txt").write_bytes(encode(record_text()))
    *notes, found = read_source(tmp_path)
    assert (found.code, found.name, found.area) == ("9.000001", "Thủ tục đăng ký nuôi mèo", "Thú nuôi")
    assert all(isinstance(note, Note) for note in notes)


def test_a_record_typed_in_an_old_charset_is_read_and_told_of(tmp_path):
    (tmp_path / "x.txt").write_text(record_text(name="Thñ tôc ®¨ng ký kÕt h«n"), "utf-8")
    note, found = read_source(tmp_path)
    assert found.name == "Thủ tục đăng ký kết hôn"
    assert "TCVN3" in note.text
    assert "kÕt" in found.raw


@pytest.mark.parametrize("broken", ["Thủ tục đăng k\ufffd", "Th? t?c đăng ký k?t hôn"])
def test_a_record_with_lost_letters_is_refused(tmp_path, broken):
    (tmp_path / "x.txt").write_text(record_text(name=broken), "utf-8")
    (refusal,) = read_source(tmp_path)
    assert "9.000001: chữ bị hỏng" in refusal.reason


def test_bytes_of_no_charset_are_refused(tmp_path):
    (tmp_path / "x.txt").write_bytes(bytes(range(0x80, 0x100)) * 5)
    (refusal,) = read_source(tmp_path)
    assert "không phải văn bản" in refusal.reason


HOSTILE = {
    "a way out": {"members": [tarfile.TarInfo("../x.txt")]},
    "a way to the root": {"members": [tarfile.TarInfo("/etc/x.txt")]},
    "nothing in it": {"files": {}},
}


@pytest.mark.parametrize("parts", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_archive_that_is_not_to_be_trusted_is_refused_whole(tmp_path, parts):
    with pytest.raises(UnreadableSource):
        read_source(tar(tmp_path, **parts))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path, kind):
    info = tarfile.TarInfo("a/9.000003.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    with pytest.raises(UnreadableSource, match="liên kết"):
        read_source(tar(tmp_path, members=[info]))


def damaged(path, name):
    """One byte of what the zip holds of this file is another."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    data = bytearray(path.read_bytes())
    name_length, extra_length = struct.unpack("<HH", data[info.header_offset + 26 : info.header_offset + 30])
    at = info.header_offset + 30 + name_length + extra_length + info.compress_size // 2
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("nth", [1, 850, 900])
def test_a_zip_that_is_broken_anywhere_is_refused_before_its_first_record(tmp_path, packing, nth):
    with zipfile.ZipFile(tmp_path / "thu.zip", "w", packing) as archive:
        for n in range(1, 901):
            archive.writestr(f"{n:03}.txt", record_text(code=f"9.{n:06}"))
    with pytest.raises(UnreadableSource, match="bị hỏng"):
        read_source(damaged(tmp_path / "thu.zip", f"{nth:03}.txt"))


def test_a_zip_that_is_broken_where_nothing_is_read_is_refused_too(tmp_path):
    with pytest.raises(UnreadableSource, match="bị hỏng"):
        read_source(damaged(zipped(tmp_path, {**TEXTS, "__MACOSX/._a.txt": "x" * 400}), "__MACOSX/._a.txt"))


def test_two_files_of_one_name_in_a_zip_are_two(tmp_path):
    with zipfile.ZipFile(tmp_path / "thu.zip", "w") as archive:
        archive.writestr("a.txt", TEXTS["a/9.000001.txt"])
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", TEXTS["a/9.000002.txt"])
    assert codes(tmp_path / "thu.zip") == ["9.000001", "9.000002"]


def test_a_folder_with_a_file_that_cannot_be_opened_is_refused_before_its_first_record(tmp_path, monkeypatch):
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    real = Path.open

    def opened(path, *args, **more):
        if path.name == "9.000002.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "open", opened)  # the tests may run as root, who may open anything
    with pytest.raises(UnreadableSource, match=r"Không mở được tệp “a/9\.000002\.txt”"):
        read_source(tmp_path)


def test_a_link_in_a_zip_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "thu.zip", "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(UnreadableSource, match="liên kết"):
        read_source(tmp_path / "thu.zip")


def test_a_claim_of_ten_gigabytes_is_refused_from_the_header(tmp_path):
    info = tarfile.TarInfo("a.txt")
    info.size = 10_000_000_000
    (tmp_path / "thu.tar.gz").write_bytes(gzip.compress(info.tobuf()))
    with pytest.raises(UnreadableSource, match="quá lớn"):
        read_source(tmp_path / "thu.tar.gz")


def test_a_header_that_claims_gigabytes_of_names_is_refused(tmp_path):
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = tarfile.XHDTYPE, 4_000_000_000
    (tmp_path / "thu.tar.gz").write_bytes(gzip.compress(info.tobuf()))
    with pytest.raises(UnreadableSource, match="quá lớn"):
        read_source(tmp_path / "thu.tar.gz")


def test_a_bomb_is_refused(tmp_path):
    many = [tarfile.TarInfo(f"{n}.txt") for n in range(60)]
    for info in many:
        info.size = 900_000
    with pytest.raises(UnreadableSource, match="quá lớn"):
        read_source(tar(tmp_path, members=many))


def test_a_bomb_in_a_zip_is_refused(tmp_path):
    with pytest.raises(UnreadableSource, match="quá lớn"):
        read_source(zipped(tmp_path, {f"{n}.txt": "0" * 900_000 for n in range(60)}))


def test_a_zip_that_lies_about_a_size_is_not_believed(tmp_path):
    path = zipped(tmp_path, {"a.txt": "0" * (limits.MAX_IN_ONE + 10)})
    data = path.read_bytes().replace(struct.pack("<L", limits.MAX_IN_ONE + 10), struct.pack("<L", 100))
    path.write_bytes(data)
    with pytest.raises(UnreadableSource):
        list(read_source(path))


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_broken_archive_is_refused_before_its_first_record(tmp_path, cut):
    path = tar(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(UnreadableSource):
        read_source(path)


NO_ARCHIVES = {
    "nothing": b"",
    "blank": b"\n\n",
    "zeros": lzma.compress(b"\0" * 5_000_000),
    "one word": gzip.compress(b"chao"),
    "only a head": b"PK\x03\x04 nothing",
}


@pytest.mark.parametrize("data", NO_ARCHIVES.values(), ids=NO_ARCHIVES.keys())
def test_what_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "thu.tar.xz").write_bytes(data)
    with pytest.raises(UnreadableSource):
        list(read_source(tmp_path / "thu.tar.xz"))


def test_a_huge_file_that_is_no_archive_is_refused(tmp_path):
    with (tmp_path / "to.bin").open("wb") as stream:
        stream.truncate(3_000_000_000)
    with pytest.raises(UnreadableSource):
        read_source(tmp_path / "to.bin")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("procedures_pages.register.parsing.archives.MAX_FILES", 1)
    with pytest.raises(UnreadableSource, match="quá nhiều"):
        read_source(zipped(tmp_path))


def test_a_picture_among_the_records_is_refused_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text(record_text(), "utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    found = list(read_source(tmp_path))
    assert [type(f).__name__ for f in found] == ["RegisterProcedure", "Refusal"]


def test_a_file_without_a_name_is_no_fault_of_ours(tmp_path):
    path = zipped(tmp_path, {"ab.txt": record_text()})
    path.write_bytes(path.read_bytes().replace(b"ab.txt", b"\0b.txt"))
    with suppress(UnreadableSource):
        assert len(list(read_source(path))) <= 1


def test_a_zip_with_a_huge_directory_is_refused_unread(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "thu.zip", "w") as archive:
        for n in range(limits.MAX_FILES + 1):
            archive.writestr(f"{n}/", b"")
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(UnreadableSource, match="quá nhiều"):
        read_source(tmp_path / "thu.zip")


def test_folders_count_as_files(tmp_path, monkeypatch):
    monkeypatch.setattr("procedures_pages.register.parsing.archives.MAX_FILES", 3)
    folders = [tarfile.TarInfo(f"d{n}") for n in range(4)]
    for info in folders:
        info.type = tarfile.DIRTYPE
    with pytest.raises(UnreadableSource, match="quá nhiều"):
        read_source(tar(tmp_path, files={}, members=folders))
