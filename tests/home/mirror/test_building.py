"""The mirror has every public page and nothing else, follows what changes, and is whole whenever its process is killed."""

import json
import os
import resource
import shutil
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from guides.models import BaseGuidePage
from home.mirror import addresses, keeping
from home.mirror.building import REFRESHED, Building
from home.mirror.folder import Folder
from home.models import StandardPage
from office.clock import jobs, leases
from office.clock.running import run_job
from office.models import Office
from office.published_files.models import PublishedFile
from procedures_pages.facts import stamp
from procedures_pages.models import ProcedurePage
from procedures_pages.paper import renderer
from tests.sitemap import addresses as in_sitemap

pytestmark = pytest.mark.django_db
SLUGS = ("dang-ky-ket-hon", "xem-quy-hoach")
WEDDING, PLAN = (f"thu-tuc/{slug}" for slug in SLUGS)


def committed():
    """What this transaction has changed is told, as at its end."""
    connection.run_on_commit.clear()
    stamp.renew()


@pytest.fixture(autouse=True)
def _small_site():
    """Two procedures and what belongs to them; made in two seconds."""
    kept = ProcedurePage.objects.filter(slug__in=SLUGS)
    ProcedurePage.objects.exclude(translation_key__in=kept.values("translation_key")).update(live=False)
    BaseGuidePage.objects.update(live=False)
    committed()


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "ban-luu")


@pytest.fixture(scope="module")
def made_before(tmp_path_factory):
    return tmp_path_factory.mktemp("made") / "ban-luu"


@pytest.fixture
def built(folder, made_before):
    """The folder with the mirror of the small site, made once for all tests."""
    if made_before.exists():
        shutil.copytree(made_before, folder.path)
        known, now, mark = folder.load(), time.time(), stamp.pages_stamp()
        entries = {address: {**entry, "stamp": mark, "made": now, "tried": now} for address, entry in known["entries"].items()}
        folder.save({"entries": entries, "stamp": mark, "since": now})
    else:
        run(folder)
        shutil.copytree(folder.path, made_before)
    return folder


def run(folder, seconds=None, **how):
    with folder.held():
        return Building(folder).run(seconds, **how)


def files(folder):
    """{name: content} of all that nginx shows, but for the line with the moment."""
    found = {path.relative_to(folder.www).as_posix(): path.read_bytes() for path in folder.www.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.endswith("luc.html")}


def change(page=SLUGS[0], **fields):
    page = ProcedurePage.objects.get(slug=page, locale__language_code="vi")
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    committed()


def later(folder, seconds):
    """As if the folder had been made that much earlier."""
    known = folder.load()
    for entry in known["entries"].values():
        entry["made"] -= seconds
        entry["tried"] -= seconds
    folder.save({**known, "since": known["since"] - seconds})


# --- What is in it ---


def test_every_address_of_the_sitemap_and_what_belongs_to_it_is_a_file(client, folder, settings):
    done = run(folder)
    there = files(folder)
    named = [address.removeprefix(settings.SITE_URL) for address in in_sitemap(client)]
    assert [path for path in named if addresses.file_of(path, is_page=True) not in there] == []
    belonging = [
        "index.html",
        "ho-so/index.html",
        "ho-so/in/index.html",
        "in/index.html",
        "gui/index.html",
        "ho-so.pdf",
        "in.pdf",
        "qr.svg",
    ]
    assert [name for name in belonging if f"{WEDDING}/{name}" not in there or f"en/{WEDDING}/{name}" not in there] == []
    for name in ["robots.txt", "sitemap.xml", "sitemap-thu-tuc.xml", "sw.js", ".well-known/security.txt", "goi-ngoai-tuyen.json"]:
        assert name in there
    for name in [
        "tim-kiem/index.html",
        ".ban-luu/tim-kiem.json",
        ".ban-luu/chung.html",
        "t/1.000894/index.html",
        "static/site/site.css.gz",
    ]:
        assert name in there
    assert there[f"{WEDDING}/ho-so.pdf"].startswith(b"%PDF-")
    assert b"url=<!--# if" in there["t/1.000894/index.html"]
    answered = [name for name in there if name.startswith(f"{WEDDING}/ho-so/@")]
    assert answered
    assert there[answered[0]] != there[f"{WEDDING}/ho-so/index.html"]
    # What the pages name is there, with what their styles name.
    assert any(name.startswith("static/site/") and name.endswith(".woff2") for name in there)
    assert not done.failed
    assert not any(name.startswith(("quan-tri", "api", "gop-y")) for name in there)
    # For nginx, which is another user.
    assert {oct(path.stat().st_mode & 0o777) for path in folder.www.rglob("*") if path.is_file()} == {"0o644"}


def test_nothing_is_in_it_that_no_reader_may_see(folder):
    page = ProcedurePage.objects.get(slug=SLUGS[0], locale__language_code="vi")
    page.title = "Bản nháp không ai được đọc"
    page.save_revision(clean=False)
    PageViewRestriction.objects.create(page=ProcedurePage.objects.get(slug=SLUGS[1], locale__language_code="vi"), restriction_type="login")
    StandardPage.objects.filter(slug="ve-cam-nang").update(expire_at=timezone.now() - timedelta(seconds=1))
    committed()
    run(folder)
    there = files(folder)
    assert f"{WEDDING}/index.html" in there
    assert [name for name, content in there.items() if "Bản nháp không ai".encode() in content] == []
    assert [name for name in there if name.startswith((PLAN, f"en/{PLAN}", "ve-cam-nang"))] == []


def test_what_is_the_same_is_not_written_again(built):
    before = {path: path.stat().st_mtime_ns for path in built.www.rglob("*") if path.is_file() and path.name != "luc.html"}
    done = run(built, everything=True)
    assert (done.written, done.removed, done.failed) == (0, 0, [])
    assert done.made > 50
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert run(built).made == 0


# --- It follows ---


def test_what_changed_is_written_and_nothing_else_is_touched(built):
    before = files(built)
    change(summary="Một tóm tắt khác hẳn.")
    run(built)
    after = files(built)
    assert "Một tóm tắt khác hẳn.".encode() in after[f"{WEDDING}/index.html"]
    changed = {name for name in after if before.get(name) != after[name]}
    assert f"{WEDDING}/index.html" in changed
    assert not [name for name in changed if name.startswith((PLAN, f"en/{PLAN}", "static/", "noi-nop"))]
    # A shared record: wherever it shows.
    Office.objects.update(phone="0211 999 888")
    committed()
    run(built)
    assert b"0211 999 888" in files(built)["noi-nop/index.html"]


def test_what_was_published_comes_first_and_the_rest_in_later_runs(built):
    change(SLUGS[1], summary="Một tóm tắt khác hẳn.")
    with built.held():
        building = Building(built)
        first = building._take_away(addresses.seeds())
        assert first
        assert all(PLAN in address for address in first)
    done = run(built, seconds=0.0)
    assert (done.made, done.left > 50) == (0, True)
    made = 0
    while done.left:
        done = run(built, seconds=1.5)
        made += done.made
        if made:  # the first run of all has written it
            assert "Một tóm tắt khác hẳn.".encode() in files(built)[f"{PLAN}/index.html"]
    assert run(built).made == 0


def test_what_may_no_longer_be_seen_goes_before_anything_is_made(built):
    # In English it is the same page, once it has no translation.
    ProcedurePage.objects.filter(slug=SLUGS[0], locale__language_code="en").update(live=False)
    committed()
    run(built)
    assert f"en/{WEDDING}/ho-so/index.html" in files(built)
    ProcedurePage.objects.get(slug=SLUGS[0], locale__language_code="vi").unpublish()
    committed()
    run(built, seconds=0.0)
    there = files(built)
    assert [name for name in there if name.startswith((f"{WEDDING}/", f"en/{WEDDING}/"))] == []
    assert f"{PLAN}/ho-so.pdf" in there
    run(built)
    link = f'href="/{WEDDING}/'.encode()
    assert [name for name, content in files(built).items() if link in content] == []


def test_a_page_that_moves_is_at_its_new_address_alone(built):
    change(slug="lam-dam-cuoi")
    run(built)
    there = files(built)
    assert "thu-tuc/lam-dam-cuoi/ho-so/index.html" in there
    assert [name for name in there if name.startswith((f"{WEDDING}/", f"en/{WEDDING}/"))] == []


def test_pages_are_made_anew_after_an_hour_and_once_a_minute_after_a_change(built):
    later(built, 30)
    assert run(built).made == 0
    later(built, 31)
    assert run(built).made > 50
    assert run(built).made == 0
    later(built, REFRESHED)
    assert run(built).made > 50
    moment = (built.www / ".ban-luu/luc.html").read_text()
    assert f"{timezone.localtime():ngày %d/%m/%Y}" in moment


def test_a_page_that_fails_stays_as_it_was_and_is_tried_again(built, monkeypatch):
    before = files(built)[f"{WEDDING}/ho-so.pdf"]
    change(summary="Một tóm tắt khác hẳn.", title="Đăng ký kết hôn ở phường")
    monkeypatch.setattr(renderer._engine, "seconds", 0.0)
    done = run(built)
    assert f"/{WEDDING}/ho-so.pdf" in done.failed
    assert files(built)[f"{WEDDING}/ho-so.pdf"] == before
    monkeypatch.undo()
    cache.clear()  # that the engine has failed
    assert run(built).failed == []
    assert files(built)[f"{WEDDING}/ho-so.pdf"] != before


def test_a_form_is_in_it_while_its_collection_is_for_everybody(built, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    shelf = Collection.get_first_root_node().add_child(name="Mẫu đơn")
    file = ContentFile(b"%PDF-1.4 don", name="đơn xin.pdf")
    form = get_document_model().objects.create(title="Đơn", collection=shelf, file=file)
    PublishedFile.objects.create(document=form)
    page = ProcedurePage.objects.get(slug=SLUGS[0], locale__language_code="vi")
    raw = list(page.documents.raw_data)
    raw[0]["value"]["form_file"] = form.pk
    change(documents=json.dumps(raw))
    run(built)
    name = f"bieu-mau/{form.pk}/{form.filename}"
    assert files(built)[name] == b"%PDF-1.4 don"
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type="login")
    committed()
    with built.held():
        building = Building(built)
        building.run(seconds=0.0)
        waiting = building._waiting(addresses.seeds(), [], time.time(), everything=False)
    assert waiting[0].startswith("/bieu-mau/")
    run(built)
    assert name not in files(built)


# --- Killed ---


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """What a mirror made at once has, of the site as it is in the first test that asks."""
    made = {}

    def told():
        if not made:
            folder = Folder(tmp_path_factory.mktemp("fresh") / "moi")
            run(folder)
            made.update(files(folder))
        return made

    return told


def in_child(work):
    """What ``work`` does in a process of its own, with a copy of this one's database; its exit status."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_after(built, steps, where):
    """The run is killed in the middle of its nth call of ``where`` (SIGKILL: nothing is cleaned up)."""
    count = 0

    def work():
        real = getattr(Folder, where)

        def counted(self, *arguments):
            nonlocal count
            count += 1
            if count == steps:
                if where == "_put":  # half of it is there
                    (self.new / "half").write_bytes(arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, *arguments)

        setattr(Folder, where, counted)
        run(built)

    return in_child(work)


@pytest.mark.parametrize(("steps", "where"), [(9, "_put"), (1, "save"), (5, "remove")])
def test_killed_at_any_step_it_is_gone_on_with_and_is_as_one_made_at_once(built, steps, where, fresh):
    change(summary="Một tóm tắt khác hẳn.")
    ProcedurePage.objects.get(slug=SLUGS[1], locale__language_code="vi").unpublish()
    ProcedurePage.objects.update(last_published_at=datetime(2026, 11, 28, tzinfo=UTC))  # the same for all of these tests
    committed()
    assert os.WIFSIGNALED(killed_after(built, steps, where))
    run(built)
    assert list(built.new.iterdir()) == []
    expected, mine = fresh(), files(built)
    assert sorted(mine) == sorted(expected)
    # When PDFs were made is in them, and in histories when this test has published.
    told_by_the_hour = (".pdf", "atom.xml", "/lich-su/index.html")
    assert [name for name in mine if mine[name] != expected[name] and not name.endswith(told_by_the_hour)] == []


def test_killed_before_there_is_anything_it_begins_anew(folder):
    assert os.WIFSIGNALED(killed_after(folder, 1, "save"))
    assert os.WIFSIGNALED(killed_after(folder, 2, "_put"))
    assert run(folder, seconds=0.0).left > 50


# --- The command, and where it cannot ---


def test_the_command_says_what_it_did(folder):
    out = StringIO()
    call_command("build_mirror", str(folder.path), stdout=out)
    assert "địa chỉ: ghi" in out.getvalue()
    assert f"{WEDDING}/index.html" in files(folder)


def refused(path):
    with pytest.raises(CommandError) as why:
        call_command("build_mirror", str(path))
    return str(why.value)


def test_a_folder_that_cannot_be_one_is_refused_in_words_and_left_as_it_is(folder, tmp_path):
    other = tmp_path / "khac"
    other.mkdir()
    (other / "luận văn.docx").write_text("của tôi")
    assert "không phải bản lưu" in refused(other)
    assert [path.name for path in other.iterdir()] == ["luận văn.docx"]
    assert "là một tệp" in refused(other / "luận văn.docx")
    assert "Không ghi được" in refused("/proc/ban-luu") or "Không có quyền" in refused("/proc/ban-luu")
    with folder.held():
        assert "Đang có tiến trình khác" in refused(folder.path)


def test_a_full_disk_is_told_and_leaves_every_file_whole(built):
    before = files(built)
    change(summary="Một tóm tắt khác hẳn. " * 5)

    def full():
        sys.dont_write_bytecode = True  # what is imported here for the first time would be kept by half
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        os._exit(7 if "Hết chỗ trên đĩa" in refused(built.path) else 8)

    assert os.waitstatus_to_exitcode(in_child(full)) == 7
    assert list(built.new.iterdir()) == []
    after = files(built)
    assert [name for name in before if name not in after] == []
    changed = [name for name in before if after[name] != before[name] and name.endswith(".html")]
    assert [name for name in changed if b"</html>" not in after[name]] == []
    run(built)
    assert "Một tóm tắt khác hẳn.".encode() in files(built)[f"{WEDDING}/index.html"]


# --- The clock ---


def test_the_clock_keeps_it_where_a_folder_is_named(folder, settings, monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    keeping.register_job()
    assert jobs.jobs() == []
    settings.MIRROR_DIR = str(folder.path)
    keeping.register_job()
    leases.add_rows()
    job = jobs.job_of("mirror")
    monkeypatch.setattr(keeping, "SECONDS", 600.0)
    assert "ghi" in run_job(job).result
    assert f"{WEDDING}/index.html" in files(folder)
    assert run_job(job, whether_due_or_not=True).result == ""
    with folder.held():
        committed()
        outcome = run_job(job, whether_due_or_not=True)
        assert (outcome.result, outcome.error) == ("", "")
    settings.MIRROR_DIR = "/proc/ban-luu"
    assert "/proc/ban-luu" in run_job(job, whether_due_or_not=True).error
