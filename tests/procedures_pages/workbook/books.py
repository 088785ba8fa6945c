"""The workbook as somebody edits it in a spreadsheet, and as it comes back."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from procedures_pages.workbook.exporting import workbook
from procedures_pages.workbook.opening import open_book

SCREEN, CONFIRM = "/quan-tri/bang-tinh/", "/quan-tri/bang-tinh/ghi/"


class Edited:
    """A workbook that was taken away a moment ago, to be changed cell by cell."""

    def __init__(self):
        self.book = load_workbook(io.BytesIO(workbook()))

    def column(self, sheet, heading):
        return next(cell.column for cell in self.book[sheet][1] if cell.value == heading)

    def cell(self, sheet, row, heading):
        return self.book[sheet].cell(row, self.column(sheet, heading))

    def row(self, sheet, name, heading="Thủ tục", nth=0):
        """The number of the nth row that has this name in this column."""
        at = self.column(sheet, heading)
        return [cells[at - 1].row for cells in self.book[sheet].iter_rows(min_row=2) if cells[at - 1].value == name][nth]

    def set(self, sheet, row, heading, value):
        """Sets a cell and says where it is."""
        cell = self.cell(sheet, row, heading)
        cell.value = value
        return f"Trang “{sheet}”, ô {cell.coordinate}"

    def values(self, sheet, row):
        return [cell.value for cell in self.book[sheet][row]]

    def delete(self, sheet, row):
        self.book[sheet].delete_rows(row)

    def insert(self, sheet, row, values):
        self.book[sheet].insert_rows(row)
        for at, value in enumerate(values, 1):
            self.book[sheet].cell(row, at).value = value

    def bytes(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def written(self, path):
        path.write_bytes(self.bytes())
        return path

    def opened(self, path):
        return open_book(self.written(path))


def sent(client, data, name="thu-tuc.xlsx"):
    """The answer to an upload."""
    return client.post(SCREEN, {"file": SimpleUploadedFile(name, data)})


def confirmed(client, response):
    return client.post(CONFIRM, {"token": response.context["token"]})
