"""A question that names no act is asked back on every way in; nothing is shown, or told, as if it were the answer."""

import re

import pytest

from search.query.reading import read_query
from vietnamese.folding import fold

pytestmark = pytest.mark.django_db

ONLY_FRAMES = [
    "mất bao lâu",
    "mất bao nhiêu lâu thì có kết quả",
    "bao giờ có kết quả",
    "mấy ngày thì xong",
    "bao nhiêu tiền",
    "lệ phí bao nhiêu",
    "có mất phí không",
    "cần giấy tờ gì",
    "cần những gì",
    "mang theo gì",
    "hồ sơ gồm những gì",
    "làm ở đâu",
    "nộp hồ sơ ở đâu",
    "có làm online được không",
    "thủ tục như thế nào",
    "phải làm sao",
    "điều kiện gì",
    "ai ký",
    "cơ quan nào giải quyết",
    "căn cứ pháp lý là gì",
    "thủ tục gì đó là",
    "cái này mất bao nhiêu tiền",
    "việc đó làm ở đâu",
    "cho em hỏi mất bao lâu ạ",
    "hồ sơ",
    "khi nào phải làm",
    "how much does it cost",
    "what documents do I need",
]
WITH_A_SUBJECT = [
    "khai sinh mất bao lâu",
    "mất giấy tờ",
    "con dấu",
    "đầu tư mất bao lâu",
    "báo mất",
    "giờ làm việc",
    "ủy quyền",
    "nhà tôi xây bao lâu",
    "1.001193 mất bao lâu",
    "",
]


@pytest.mark.parametrize("said", ONLY_FRAMES)
def test_a_frame_alone_lacks_a_subject_with_and_without_marks(said):
    assert read_query(said).lacks_subject
    assert read_query(fold(said)).lacks_subject
    assert read_query(said.upper()).lacks_subject


@pytest.mark.parametrize("said", WITH_A_SUBJECT)
def test_what_names_something_has_a_subject(said):
    assert not read_query(said).lacks_subject
    assert not read_query(fold(said)).lacks_subject


def test_it_is_asked_back_on_every_way_in(client):
    for said in ("mất bao lâu", "thu tuc gi do la"):
        page = client.get("/tim-kiem/", {"q": said}).content.decode()
        assert "Bạn hỏi về thủ tục nào?" in page
        assert "data-result" not in page
        assert "data-answer" not in page
        assert "Hỏi nhiều nhất" in page
        assert "?linh-vuc=" in page
        assert client.get("/api/v2/answers/", {"q": said}).json() == {"abstained": "no_subject"}
        counter = client.get("/quay/", {"q": said})
        assert counter.status_code == 200
        assert f"“{said}”: về thủ tục nào?" in counter.content.decode()
    suggested = client.get("/tim-kiem/goi-y/", {"q": "mất bao lâu"}).json()["suggestions"]
    assert suggested[0]["title"] == "Bạn hỏi về thủ tục nào?"
    assert suggested[0]["url"].startswith("/tim-kiem/?q=")
    assert len(suggested) > 3
    assert all(one["title"].startswith("Thời gian giải quyết: ") for one in suggested[1:])
    # Choices lead to the part that tells it; the counter's to its own pages.
    page = client.get("/tim-kiem/", {"q": "mất bao lâu"}).content.decode()
    assert re.search(r'href="/thu-tuc/[^"]+/#thoi-han"', page)
    second = client.get("/quay/", {"q": "2", "tim": "mất bao lâu"})
    assert second.status_code == 302
    assert second["Location"].startswith("/quay/")


def test_a_name_that_only_asks_is_found(client):
    """The guide to handing in online is called "nộp online"."""
    page = client.get("/tim-kiem/", {"q": "nộp online"}).content.decode()
    assert "data-asking-back" not in page
    assert 'data-result="/huong-dan/nop-ho-so' in page
