"""nginx as it is shipped writes down that a page was asked for: not by whom, and nothing that was typed or answered."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from .nginx import shipped
from .process import free_port, temporary_folder

pytestmark = pytest.mark.servers
KEY = "0123456789abcdef" * 2  # whoever reads it can open what it opens
ASKED = {
    "/tim-kiem/?q=ly+hon": "/tim-kiem/",
    "/thu-tuc/ket-hon/ho-so/?truong-hop=da-ly-hon": "/thu-tuc/ket-hon/ho-so/",
    "/thu-tuc/ket-hon/ho-so.pdf?truong-hop=da-ly-hon": "/thu-tuc/ket-hon/ho-so.pdf",
    "/quan-tri/?next=/x": "/quan-tri/",
    "/static/khong-co.css?v=1": "/static/khong-co.css",
    f"/chuyen-vien/{KEY}": "/chuyen-vien/...",
    f"/chuyen-vien/{KEY}/x?y": "/chuyen-vien/...",
    f"/en/chuyen-vien/{KEY.upper()}": "/chuyen-vien/...",
}
OF_A_READER = {"X-Forwarded-For": "203.0.113.7", "User-Agent": "Cubot", "Referer": "https://example.vn/ly-hon"}


def test_no_address_of_a_reader_and_no_question_is_in_its_logs():
    with temporary_folder("log") as logs, temporary_folder("mirror") as mirror:
        # Nobody answers behind it: what it has to say of that would stand in the log of errors.
        with shipped(f"127.0.0.1:{free_port()}", mirror, logs=logs) as front:
            for path in ASKED:
                with pytest.raises(HTTPError):
                    urlopen(Request(front + path, headers=OF_A_READER), timeout=30)
        lines = [json.loads(line) for line in (logs / "access.log").read_text().splitlines()]
        assert [line["path"] for line in lines if line["method"]] == list(ASKED.values())
        assert any("502" in line["upstream"] for line in lines), "that nobody answered is told there instead"
        written = "".join(file.read_text() for file in logs.iterdir())
        assert not [
            word for word in (KEY, KEY.upper(), "127.0.0.1", "203.0.113", "ly-hon", "ly+hon", "example.vn", "next", "Cubot") if word in written
        ]
