"""The model process: one for all, bounded in time, killed and replaced, and never asked twice what killed it."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from search.meaning.process import folder as places
from search.meaning.process import keeper
from search.meaning.process.breaker import MAX_DEATHS, Breaker
from search.meaning.process.client import ModelClient, command
from search.meaning.process.frames import HEAD, MAX_REQUEST, PASSAGE, QUERY, frame, receive
from search.meaning.process.keeper import ModelUnavailable
from tests.places import ROOT
from tests.servers.process import temporary_folder

from .failing_server import CRASHES, FAILS, HANGS, SLOW

PROJECT = ROOT
FAILING = [sys.executable, "-m", "tests.search.meaning.failing_server", "model"]
PATIENT = 60.0  # seconds; a busy machine is no failure


@pytest.fixture
def folder(tmp_path_factory):
    """Private and near the root: the path of a socket has room for some hundred bytes."""
    with temporary_folder("model") as made:
        made.chmod(0o700)
        yield made
        ended(made)


def ended(folder, seconds=PATIENT):
    """Waits until the model process of a folder has ended by itself, then whether it has."""
    until = time.monotonic() + seconds
    while (number := places.holder(folder / places.LOCK)) and time.monotonic() < until:
        time.sleep(0.05)
    if number:
        os.kill(number, signal.SIGKILL)
    return not number


@pytest.fixture
def make(folder):
    made = []

    def client(command=FAILING, seconds=PATIENT, start_seconds=PATIENT):
        found = ModelClient(lambda: folder, command, seconds=seconds, start_seconds=start_seconds)
        made.append(found)
        return found

    yield client
    for one in made:
        one.keeper.close()


def holder(folder):
    number = places.holder(folder / places.LOCK)
    assert number
    return number


def test_a_query_has_a_vector_of_length_one(make):
    vector = make().query("đăng ký khai sinh")
    assert vector.shape == (384,)
    assert abs(float(vector @ vector) - 1) < 1e-5


def test_the_first_query_waits_for_nothing_and_the_model_is_there_soon(make):
    client = make(start_seconds=0)
    assert client.query("khai sinh") is None
    assert client.state() == "starting"
    assert client.wait(PATIENT)
    assert client.query("khai sinh") is not None


def test_a_text_without_a_letter_is_not_asked(make):
    client = make(start_seconds=0)
    assert client.query("?! ☃") is None
    assert client.keeper._thread is None


def test_passages_come_in_their_order_and_nothing_is_near_a_text_without_a_letter(make):
    client = make()
    found = client.passages(["kết hôn", "…", "khai sinh", "kết hôn"])
    assert found.shape == (4, 384)
    assert np.array_equal(found[0], found[3])
    assert not np.array_equal(found[0], found[2])
    assert not found[1].any()


def test_all_processes_of_a_site_share_one(make, folder):
    ask = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from pathlib import Path; from search.meaning.process.client import ModelClient\n"
        "import json; client = ModelClient(lambda: Path(sys.argv[3]), json.loads(sys.argv[4]), seconds=60, start_seconds=60)\n"
        "assert client.query('khai sinh') is not None; print(open(sys.argv[3] + '/lock').read()); input()"
    )
    arguments = [sys.executable, "-c", ask, PROJECT, PROJECT / "site", folder, json.dumps(FAILING)]
    asking = [subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _n in range(5)]
    numbers = {process.stdout.readline() for process in asking}
    assert len(numbers) == 1
    number = int(numbers.pop())
    assert number not in {process.pid for process in asking}
    for process in asking:
        process.kill()  # the one that started it, too
        process.wait()
        process.stdin.close()
        process.stdout.close()
    assert ended(folder)


def test_it_is_nobodys_child_and_ends_after_its_last_client(make, folder):
    first, second = make(), make()
    assert first.wait(PATIENT)
    assert second.wait(PATIENT)
    parent = int(Path(f"/proc/{holder(folder)}/stat").read_text().rpartition(")")[2].split()[1]) if Path("/proc/self").exists() else 1
    assert parent != os.getpid()
    first.keeper.close()
    time.sleep(2)
    assert second.query("khai sinh") is not None
    second.keeper.close()
    assert ended(folder)
    assert not folder.exists()  # nothing has happened that must be remembered


def test_it_knows_no_passwords_and_is_for_its_user_alone(make, folder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat")
    monkeypatch.setenv("DATABASE_URL", "postgres://site:bi-mat@nowhere/")
    assert make().wait(PATIENT)
    assert not (folder / places.SOCKET).stat().st_mode & 0o077
    environment = Path(f"/proc/{holder(folder)}/environ")
    if environment.exists():
        assert b"bi-mat" not in environment.read_bytes()


def test_killed_under_load_it_is_replaced_and_no_query_fails(make, folder):
    client = make(start_seconds=0)
    assert client.wait(PATIENT)
    first = holder(folder)
    stop, failures, answers = threading.Event(), [], []

    def ask(thread):
        number = 0
        while not stop.is_set():
            try:
                answers.append(client.query(f"khai sinh {thread} {(number := number + 1)}") is not None)
            except Exception as error:
                failures.append(error)
            time.sleep(0.002)

    threads = [threading.Thread(target=ask, args=[n]) for n in range(6)]
    for thread in threads:
        thread.start()
    for _time in range(2):
        time.sleep(0.3)
        os.kill(holder(folder), signal.SIGKILL)
        time.sleep(0.1)
        assert client.wait(PATIENT)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert answers.count(True) > 0
    assert holder(folder) != first
    assert (folder / "refused").exists() is False  # killed from outside: the texts at work are innocent


def test_stopped_it_is_killed_and_replaced(make, folder, monkeypatch):
    monkeypatch.setattr(keeper, "HANGING_SECONDS", 1.0)
    client = make(seconds=0.3, start_seconds=0)
    assert client.wait(PATIENT)
    first = holder(folder)
    os.kill(first, signal.SIGSTOP)
    assert client.query("khai sinh") is None
    begin = time.monotonic()
    assert client.query("khai tử") is None
    assert time.monotonic() - begin < 0.3  # nobody waits for what is known not to answer
    assert client.wait(PATIENT)
    assert holder(folder) != first
    assert client.query("khai tử") is not None


@pytest.mark.parametrize("text", [f"một tên {CRASHES}", f"một tên {HANGS}", f"một tên {FAILS}"])
def test_what_killed_it_is_not_asked_again_by_anybody(make, folder, text):
    client = make()
    assert client.passages(["khai sinh", text, "kết hôn"]).any(axis=1).tolist() == [True, False, True]
    number = holder(folder)
    assert make().query(text) is None  # another worker
    assert make().query("khai tử") is not None
    assert holder(folder) == number
    os.kill(number, signal.SIGTERM)  # the site is started anew
    while places.holder(folder / places.LOCK) == number:
        time.sleep(0.02)
    again = make()
    assert again.query(text) is None
    assert again.query("kết hôn") is not None
    deaths = (folder / "deaths").read_text().splitlines() if (folder / "deaths").exists() else []
    assert len(deaths) == (FAILS not in text)


def killed(breaker):
    """As if the process with this breaker had been killed from outside."""
    os.close(breaker._journal)
    breaker.crash_file.close()


def test_what_was_at_work_twice_when_it_was_killed_is_refused(folder):
    for _time in range(2):
        breaker = Breaker(folder)
        assert not breaker.refuses("đăng ký khai sinh")
        breaker.begin("đăng ký khai sinh")
        killed(breaker)
    breaker = Breaker(folder)
    assert breaker.refuses("đăng ký khai sinh")
    assert not breaker.refuses("đăng ký khai tử")
    killed(breaker)


def test_what_is_remembered_is_bounded_and_rubbish_does_not_matter(folder, monkeypatch):
    monkeypatch.setattr("search.meaning.process.breaker.MAX_REFUSED", 3)
    (folder / "deaths").write_bytes(b"\xff\x00 x\nabc\n1 2 3\n\n")
    (folder / "refused").write_bytes(b"\xff\xfe\n")
    breaker = Breaker(folder)
    for number in range(5):
        breaker.refuse(f"tên {number}")
    assert breaker.rest() == 0
    killed(breaker)
    after = Breaker(folder)
    assert [after.refuses(f"tên {number}") for number in range(5)] == [False, False, True, True, True]
    killed(after)


def test_after_too_many_deaths_the_model_is_left_alone(make, folder):
    client = make(start_seconds=0)
    for number in range(MAX_DEATHS):
        assert client.wait(PATIENT)
        assert client.query(f"{CRASHES} {number}") is None
    until = time.monotonic() + PATIENT
    while client.state() != "resting" and time.monotonic() < until:
        time.sleep(0.05)
    assert client.state() == "resting"
    assert client.query("khai sinh") is None
    with pytest.raises(ModelUnavailable, match="resting"):
        client.passages(["khai sinh"])


def test_a_process_that_cannot_be_started_is_tried_seldom(make, folder, caplog, monkeypatch):
    monkeypatch.setattr(keeper, "PAUSES", (2 * PATIENT,))
    client = make([sys.executable, "-c", "raise SystemExit(3)"], start_seconds=0)
    until = time.monotonic() + PATIENT
    while client.state() == "starting" and time.monotonic() < until:
        time.sleep(0.05)
    assert not client.wait(0.5)
    assert client.state() == "unavailable"
    assert client.query("khai sinh") is None
    # A thread that an earlier test has left may still tell of its own folder.
    told = [record.message for record in caplog.records if "no model process" in record.message and str(folder) in record.message]
    assert len(told) == 1


def test_a_model_that_cannot_be_read_ends_in_rest(make):
    client = make([*FAILING[:-1], "missing"], start_seconds=0)
    until = time.monotonic() + PATIENT
    while client.state() not in {"resting", "unavailable"} and time.monotonic() < until:
        time.sleep(0.05)
    assert client.query("khai sinh") is None


def test_a_query_goes_before_names_that_wait(make, folder):
    client = make()
    assert client.wait(PATIENT)
    waiting = [socket.socket(socket.AF_UNIX) for _n in range(20)]
    until = time.monotonic() + PATIENT
    for connection in waiting:
        connection.connect(str(folder / places.SOCKET))
        receive(connection, until)
    for number, connection in enumerate(waiting):
        connection.sendall(frame(PASSAGE, f"{SLOW} {number}".encode()))
    done = []

    def wait(connection):
        receive(connection, until)
        done.append("name")

    threads = [threading.Thread(target=wait, args=[connection]) for connection in waiting]
    for thread in threads:
        thread.start()
    assert client.query("khai sinh") is not None
    done.append("query")
    for thread in threads:
        thread.join()
    for connection in waiting:
        connection.close()
    assert done.index("query") < 10


def test_what_nobody_waits_for_any_more_is_not_worked_at(make, folder):
    client = make()
    assert client.wait(PATIENT)
    for number in range(60):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(folder / places.SOCKET))
            receive(connection, time.monotonic() + PATIENT)
            connection.sendall(frame(QUERY, f"{SLOW} {number}".encode()))
    begin = time.monotonic()
    assert client.query("khai sinh") is not None
    assert time.monotonic() - begin < 60 * 0.05


RUBBISH = [
    b"\x00" * 3,
    b"GET / HTTP/1.1\r\n\r\n",
    HEAD.pack(QUERY, MAX_REQUEST + 1),
    HEAD.pack(QUERY, 2**32 - 1),
    HEAD.pack(b"?", 0),
    frame(QUERY, b"\xff\xfe\x00" * 100),
    frame(QUERY, b""),
    frame(QUERY, b"a") * 3,
    frame(PASSAGE, b"a" * MAX_REQUEST),
    frame(b"v", b"a"),
    os.urandom(9000),
]


def test_rubbish_does_not_disturb_it(make, folder):
    client = make()
    assert client.wait(PATIENT)
    number = holder(folder)
    left = []
    for rubbish in RUBBISH * 3:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(folder / places.SOCKET))
        with suppress(OSError):
            connection.sendall(rubbish)
        left.append(connection)
    assert client.query("khai sinh") is not None
    assert holder(folder) == number
    for connection in left:
        connection.close()


def test_more_connections_than_it_takes(make, folder):
    client = make()
    assert client.wait(PATIENT)
    crowd = []
    for _n in range(300):
        connection = socket.socket(socket.AF_UNIX)  # without a time limit: with one it is refused at once where so many wait already
        connection.connect(str(folder / places.SOCKET))
        crowd.append(connection)
    for connection in crowd:
        connection.close()
    until = time.monotonic() + PATIENT
    while client.query("khai sinh") is None and time.monotonic() < until:
        time.sleep(0.05)
    assert client.query("khai sinh") is not None


NOT_A_NUMBER = b"\x00\x00\xc0\x7f"
REPLIES = {
    "cut off": b"v\x00\x00",
    "too short": frame(b"v", b"1234"),
    "odd": frame(b"v", b"12345"),
    "no numbers": frame(b"v", NOT_A_NUMBER * 384),
    "unknown": frame(b"?"),
    "too long": b"v\xff\xff\xff\xff",
    "nothing": b"",
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_reply_that_is_no_vector_is_none(make, folder, reply):
    """Whatever answers on the socket: lengths and numbers are looked at before they are used."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / places.SOCKET))
    listener.listen(50)
    held, over = [listener], threading.Event()

    def answer():
        while not over.is_set():
            connection, _address = listener.accept()
            held.append(connection)
            connection.settimeout(0.2)
            with suppress(OSError):
                connection.sendall(frame(b"h"))
                if connection.recv(1000):
                    connection.sendall(reply)
                    connection.shutdown(socket.SHUT_RDWR)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    client = make([sys.executable, "-c", ""], seconds=2, start_seconds=1)
    assert client.query("khai sinh") is None
    over.set()
    with socket.socket(socket.AF_UNIX) as last:
        last.connect(str(folder / places.SOCKET))
    thread.join(PATIENT)
    for one in held:
        one.close()
    assert not thread.is_alive()


def test_a_forked_process_has_a_connection_of_its_own(make, folder):
    client = make()
    assert client.query("khai sinh") is not None
    if (child := os.fork()) == 0:
        try:
            assert client.keeper._lease is None
            os._exit(0 if client.query("khai tử") is not None else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert client.query("kết hôn") is not None


class TestFolder:
    def test_it_is_private_and_the_same_for_all_processes_of_a_site(self, tmp_path):
        found = places.runtime_folder("test", tmp_path)
        assert found == places.runtime_folder("test", tmp_path)
        assert stat.S_IMODE(found.stat().st_mode) == 0o700
        assert found != places.runtime_folder("test", tmp_path / "another")
        found.rmdir()
        places.runtime_folder("test", tmp_path / "another").rmdir()

    def test_a_long_path_is_passed_over(self, tmp_path, monkeypatch):
        deep = tmp_path / ("x" * 90)
        deep.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(deep))
        found = places.runtime_folder("test", deep)
        assert len(os.fsencode(found / places.SOCKET)) <= places.MAX_SOCKET_PATH
        assert found.parent == Path("/tmp")
        found.rmdir()

    @pytest.mark.parametrize("taken", ["open", "file", "link"])
    def test_what_somebody_else_may_have_put_there_is_passed_over(self, tmp_path, monkeypatch, taken):
        with temporary_folder("t") as base:
            monkeypatch.setattr("tempfile.tempdir", str(base))
            ours = places.runtime_folder("test", tmp_path)
            assert ours.parent == base
            ours.rmdir()
            if taken == "open":
                ours.mkdir()
                ours.chmod(0o777)
            elif taken == "file":
                ours.write_text("")
            else:
                (base / "elsewhere").mkdir(mode=0o700)
                ours.symlink_to(base / "elsewhere")
            found = places.runtime_folder("test", tmp_path)
            assert found.parent != base
            found.rmdir()

    def test_without_any_there_is_no_model_and_no_error(self, monkeypatch):
        def none():
            raise places.FolderError("nowhere")

        client = ModelClient(none, command(Path("model")), seconds=1)
        assert client.query("khai sinh") is None
        assert not client.wait(0.5)
        assert client.state() == "unavailable"
