"""The list of procedures by level and area: narrowed, printed, taken away."""

import csv
import io

import pytest
from openpyxl import load_workbook

from procedures_pages.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/danh-sach-thu-tuc/"


def taken(client, kind, **query):
    response = client.get(LIST, {"export": kind, **query})
    return b"".join(response.streaming_content)


def test_the_list_is_by_level_and_area(enter):
    desk = enter("bien-tap")
    ProcedureFactory(title="=Mở bảo tàng", level="province", code="9.555555")
    rows = list(csv.reader(io.StringIO(taken(desk, "csv").decode("utf-8-sig"))))
    assert rows[0][:5] == ["Cấp thực hiện", "Lĩnh vực", "Thủ tục", "Tên chính thức", "Mã thủ tục"]
    levels = [row[0] for row in rows[1:]]
    order = ["Cấp phường, xã", "Cấp tỉnh", "Cấp bộ", "Cơ quan khác"]
    assert levels == sorted(levels, key=order.index)
    assert len(rows) > 44
    narrowed = list(load_workbook(io.BytesIO(taken(desk, "xlsx", cap="province"))).active.values)[1:]
    assert {row[0] for row in narrowed} == {"Cấp tỉnh"}
    assert ("'=Mở bảo tàng", "9.555555") in {(row[2], row[4]) for row in narrowed}
    shown = desk.get(LIST, {"cap": "province"}).content.decode()
    assert "data-print" in shown
    assert "=Mở bảo tàng" in shown
    assert "Làm khai sinh" not in shown.split("<main")[1]
