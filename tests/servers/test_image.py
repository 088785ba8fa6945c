"""The image works: as its user, on a tree that is only read, with what it writes in /data and /tmp, on several nodes."""

import json
import os
import re
import shutil
import uuid
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
import yaml

from tests.procedures_pages.register.factories import record_text

from .image import PUBLIC, UID, ask, image, why_not_here
from .site import PROJECT

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]
CODE = "9.000777"
# The sample of the tests has passwords that are quick to check, which no server takes.
PASSWORD = """
from django.contrib.auth import get_user_model
user = get_user_model().objects.get(username="duyet")
user.set_password("mau-duyet-2026")
user.save()
"""


@pytest.fixture(scope="module")
def built(sample, tmp_path_factory):
    if reason := why_not_here():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("image")
    for path in (folder, *list(folder.parents)[:2]):
        path.chmod(0o755)
    made = image(
        folder,
        SECRET_KEY="khoa-cua-phep-thu-" * 4,
        ALLOWED_HOSTS="127.0.0.1",
        SITE_URL=PUBLIC,
        DESK_TWO_FACTOR="false",
        LOG_LEVEL="WARNING",
    )
    shutil.copy(sample / "db.sqlite3", made.data / "db.sqlite3")
    os.chown(made.data / "db.sqlite3", UID, UID)
    made.prepare("migrate", "--noinput", "--verbosity", "0")
    made.prepare("setup", "--no-input")
    made.prepare("shell", "--no-imports", "-c", PASSWORD)
    return made


class Desk:
    """An editor's browser; each request may go to another node."""

    def __init__(self):
        self.cookies = {}

    def _ask(self, port, method, path, body=None, **headers):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = ask(port, method, path, body, {"Cookie": cookies, **headers})
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                self.cookies |= {cookie.key: cookie.value for cookie in SimpleCookie(value).values()}
        return answer

    def get(self, port, path):
        return self._ask(port, "GET", path)

    def post(self, port, path, fields, file=None):
        """``file``: (field, name, content)."""
        fields = {"csrfmiddlewaretoken": self.cookies["__Host-csrf"], **fields}
        if file is None:
            return self._ask(port, "POST", path, urlencode(fields).encode(), **{"Content-Type": "application/x-www-form-urlencoded"})
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
        field, name, content = file
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._ask(port, "POST", path, body, **{"Content-Type": f"multipart/form-data; boundary={mark}"})


def logged_in(port):
    desk = Desk()
    desk.get(port, "/quan-tri/login/")
    answer = desk.post(port, "/quan-tri/login/", {"username": "duyet", "password": "mau-duyet-2026", "next": "/quan-tri/"})
    assert b" 302 " in answer.head, answer.text[-2000:]
    return desk


def tree(folder):
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}


UPLOAD, WRITE = "/quan-tri/co-so-du-lieu/nhap/", "/quan-tri/co-so-du-lieu/nhap/ghi/"
SNAPSHOT = ("file", "register-2026-07.txt", record_text(code=CODE).encode())


def test_it_serves_readers_and_editors_and_writes_in_its_data_alone(built):
    app = tree(built.app)
    with built.node() as first, built.node() as second:
        assert json.loads(ask(first, "GET", "/readyz").body)["status"] == "ok"
        assert "khai sinh" in ask(first, "GET", "/tim-kiem/?q=khai+sinh").text
        assert ask(second, "GET", "/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf").body.startswith(b"%PDF-")
        style = re.search(r'href="(/static/[^"]+\.css)"', ask(first, "GET", "/").text)[1]
        assert b" 200 " in ask(first, "GET", style).head

        # A snapshot goes up to one node and is imported by the other.
        desk = logged_in(first)
        assert "Viết một hướng dẫn trong 10 phút" in desk.get(first, "/quan-tri/so-tay/").text
        desk.get(first, UPLOAD)
        shown = desk.post(first, UPLOAD, {"day": ""}, SNAPSHOT)
        token = re.search(r'name="token" value="([^"]+)"', shown.text)
        assert token, shown.text[-3000:]
        (kept,) = (built.data / "uploads").iterdir()
        assert kept.stat().st_uid == UID
        assert b" 302 " in desk.post(second, WRITE, {"token": token[1]}).head
        assert not list((built.data / "uploads").iterdir())
        assert b" 200 " in ask(second, "GET", f"/tra-cuu/{CODE}/").head

        # A form for download goes up to one node and comes down from the other.
        content = b"%PDF-1.4 " + os.urandom(200)
        added = desk.post(first, "/quan-tri/documents/multiple/add/", {"title": "Mau"}, ("files[]", "mau-to-khai.pdf", content))
        assert json.loads(added.body)["success"], added.text
        (stored,) = (built.data / "media" / "documents").iterdir()
        assert (stored.read_bytes(), stored.stat().st_uid) == (content, UID)
    assert tree(built.app) == app
    assert {path.name.split("-")[0] for path in built.data.iterdir()} <= {"db.sqlite3", "media", "uploads"}


def test_each_service_of_the_site_writes_in_the_same_two_places():
    services = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]
    for service in (services["prepare"], services["web"]):
        assert (service["read_only"], service["tmpfs"], service["volumes"]) == (True, ["/tmp"], ["data:/data"])


def test_the_image_can_back_up_the_database_beside_it():
    """Programs older than the server refuse to."""
    server = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]["postgres"]["image"].removeprefix("postgres:")
    assert f" postgresql-client-{server} " in (PROJECT / "Dockerfile").read_text()


def test_a_folder_that_the_user_may_not_write_is_no_full_disk(built):
    """As a folder of the machine looks that was mounted on /data and belongs to root."""
    for name in ("uploads", "media"):
        (built.data / name).mkdir(exist_ok=True)
        for path in [built.data / name, *(built.data / name).rglob("*")]:
            os.chown(path, 0, 0)
            path.chmod(0o755)
    try:
        with built.node() as port:
            desk = logged_in(port)
            desk.get(port, UPLOAD)
            shown = desk.post(port, UPLOAD, {"day": ""}, SNAPSHOT).text
            assert "không được phép ghi" in shown
            assert "hết chỗ" not in shown
            added = desk.post(port, "/quan-tri/documents/multiple/add/", {"title": "Mau"}, ("files[]", "mau.pdf", b"%PDF-1.4 x"))
            assert "không được phép ghi" in json.loads(added.body)["error_message"]
            assert json.loads(ask(port, "GET", "/readyz").body)["status"] == "ok"
            assert b" 200 " in ask(port, "GET", "/thu-tuc/").head
    finally:
        for name in ("uploads", "media"):
            for path in [built.data / name, *(built.data / name).rglob("*")]:
                os.chown(path, UID, UID)
