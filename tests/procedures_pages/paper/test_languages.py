"""On English paper each Vietnamese part is tagged as Vietnamese in the PDF, so that it is read out in the right voice."""

import io

import pytest
from pypdf import PdfReader

from tests.paper import text

pytestmark = pytest.mark.django_db


def languages(pdf):
    """{language of the structure elements that name one: how many}, with the document's own under "document"."""
    root = PdfReader(io.BytesIO(pdf)).root_object
    found, waiting = {"document": str(root["/Lang"])}, [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            if "/Lang" in element:
                found[str(element["/Lang"])] = found.get(str(element["/Lang"]), 0) + 1
            if "/K" in element:
                waiting.append(element["/K"])
    return found


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/en/thu-tuc/ap-phich.pdf?linh-vuc=ho-kinh-doanh", 5),
        ("/en/thu-tuc/danh-muc.pdf", 35),
        ("/en/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf", 3),
        ("/en/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf?co=lon", 3),
        ("/en/huong-dan/sinh-con/ho-so.pdf", 3),
    ],
)
def test_english_paper(client, path, least):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/pdf"
    found = languages(answer.content)
    assert found["document"] == "en"
    assert found.get("vi", 0) >= least
    assert text(answer.content)


def test_vietnamese_paper_is_vietnamese_throughout(client):
    assert languages(client.get("/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf").content) == {"document": "vi"}
