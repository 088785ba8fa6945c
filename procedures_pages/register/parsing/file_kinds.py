"""Files that offices send and that are no list we read: told by what is in them, with what to do about it."""

from __future__ import annotations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "mở bằng Excel, lưu lại thành .xlsx"
# Names of the parts of an OLE file, in UTF-16.
_OLE_PARTS = (
    ("EncryptedPackage", f"Tệp có mật khẩu: {_SAVE_AS} không có mật khẩu rồi nhập tệp ấy."),
    ("WordDocument", "Đây là tệp Word đời cũ (.doc), không phải danh sách: chép bảng sang Excel, lưu thành .xlsx rồi nhập tệp ấy."),
    ("PowerPoint Document", "Đây là tệp PowerPoint, không phải danh sách."),
)
_OLD_EXCEL = f"Đây là tệp Excel đời cũ (.xls): {_SAVE_AS} rồi nhập tệp ấy."
_HEADS = (
    (b"%PDF", "Đây là tệp PDF: xin cơ quan gửi danh sách bằng Excel (.xlsx)."),
    (b"Rar!", "Đây là kho lưu trữ .rar: giải nén, nén lại thành .zip rồi nhập tệp ấy."),
    (b"7z\xbc\xaf", "Đây là kho lưu trữ .7z: giải nén, nén lại thành .zip rồi nhập tệp ấy."),
    (b"{\\rtf", "Đây là tệp văn bản RTF: chép bảng sang Excel, lưu thành .xlsx rồi nhập tệp ấy."),
    (b"\x89PNG", "Đây là một tấm ảnh, không phải danh sách."),
    (b"\xff\xd8\xff", "Đây là một tấm ảnh, không phải danh sách."),
)
# What a zip holds that is a document of some program.
_ZIP_PARTS = (
    ("xl/workbook.bin", f"Đây là tệp Excel nhị phân (.xlsb): {_SAVE_AS} rồi nhập tệp ấy."),
    ("word/document.xml", "Đây là tệp Word (.docx), không phải danh sách: chép bảng sang Excel, lưu thành .xlsx rồi nhập tệp ấy."),
    ("ppt/presentation.xml", "Đây là tệp PowerPoint, không phải danh sách."),
    ("content.xml", "Đây là tệp OpenDocument (.ods, .odt): mở bằng LibreOffice hay Excel, lưu lại thành .xlsx rồi nhập tệp ấy."),
)


def web_page(name: str) -> str:
    """For a web page without a list that could be read."""
    return f"Đây là trang web lưu dưới tên “{name[-80:]}”: {_SAVE_AS} (Lưu thành, kiểu Excel Workbook) rồi nhập tệp ấy."


def why_not_read(data: bytes, name: str) -> str | None:
    """The bytes of a file in; where it is one of the above, what it is and what to do, for an editor; None for all others."""
    if data.startswith(OLE):
        return next((reason for part, reason in _OLE_PARTS if part.encode("utf-16-le") in data), _OLD_EXCEL)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="Excel.Sheet"' in head:
        return f"Đây là bảng tính XML đời cũ lưu dưới tên “{name[-80:]}”: {_SAVE_AS} rồi nhập tệp ấy."
    if head[:13].lower() == b"mime-version:":
        return web_page(name)
    return next((reason for magic, reason in _HEADS if head.startswith(magic)), None)


def why_not_read_zip(names: list[str]) -> str | None:
    """The same for the names in a zip."""
    known = set(names)
    return next((reason for part, reason in _ZIP_PARTS if part in known), None)
