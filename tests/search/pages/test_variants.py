"""On the page, at the counter and while typing: one hit for the records of one act, the others folded within it."""

import re

import pytest

from office.models import Unit
from search.index import indexing
from tests.procedures_pages.register.factories import record, store

pytestmark = pytest.mark.django_db
NAME = "Trình báo mất thẻ vẹt"


@pytest.fixture
def records(settings, django_capture_on_commit_callbacks):
    settings.SEARCH_CHECK_SECONDS = 0
    assert Unit.objects.get().province == "phu-tho"
    levels = [("tỉnh", "province", "Công an tỉnh"), ("huyện", "ward", "Công an huyện"), ("trung ương", "ministry", "Cục Vẹt")]
    with django_capture_on_commit_callbacks(execute=True):
        store(
            *(
                record(
                    code=f"9.00001{n}", name=f"{NAME} (thực hiện tại cấp {said})", levels=(level,), executing=(body,), decision="7/QĐ-BCA"
                )
                for n, (said, level, body) in enumerate(levels)
            ),
            record(
                code="9.000020", name=f"{NAME} (thực hiện tại cấp xã)", levels=("ward",), executing=("Công an xã",), decision="7/QĐ-BCA"
            ),
        )
    indexing.update()


def test_one_hit_with_its_variants(records, client):
    html = client.get("/tim-kiem/", {"q": "trinh bao mat the vet"}).content.decode()
    results = re.findall(r'data-result="([^"]*)"', html)
    assert results[0] == "9.000020"
    assert not {"9.000010", "9.000011", "9.000012"} & set(results)
    assert re.findall(r'data-variant="([^"]*)"', html) == ["9.000010", "9.000012", "9.000011"]
    assert "3 bản ghi khác của cùng việc này" in html
    assert 'href="/tra-cuu/9.000010/">Cấp tỉnh</a> · 9.000010 · Công an tỉnh' in html
    assert html.count("Bản cũ: cấp huyện không còn từ 01/07/2025") == 1
    suggested = client.get("/tim-kiem/goi-y/", {"q": "trinh bao mat the vet"}).json()["suggestions"]
    assert [one["url"] for one in suggested if "/tra-cuu/9." in one["url"]] == ["/tra-cuu/9.000020/"]
    assert client.get("/quay/", {"q": "trinh bao mat the vet"}).content.decode().count("/tra-cuu/9.0000") <= 1


def test_what_was_asked_for_stands_by_itself_and_history_says_so(records, client):
    html = client.get("/tim-kiem/", {"q": "trình báo mất thẻ vẹt cấp tỉnh"}).content.decode()
    assert re.findall(r'data-result="([^"]*)"', html)[0] == "9.000010"
    html = client.get("/tim-kiem/", {"q": "9.000011"}).content.decode()
    assert re.findall(r'data-result="([^"]*)"', html) == ["9.000011"]
    assert "Bản cũ: cấp huyện không còn từ 01/07/2025" in html
