"""A copy of the database as it is at one moment, while others write; and a copy put in the place of the database, the old one kept aside.

SQLite by its online backup, PostgreSQL by ``pg_dump`` and ``pg_restore``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.utils import DatabaseError, OperationalError

from .archive import BackupProblem


class Stored(Protocol):
    """The site's database. ``kind``: the name in a manifest; ``old``: where the one of before was put, "" while there is none."""

    kind: str
    old: str

    def copy(self, target: Path) -> None: ...
    def load(self, source: Path) -> None: ...
    def exists(self) -> bool: ...
    def keep_others_out(self) -> None: ...
    def swap(self) -> None: ...
    def swap_back(self) -> None: ...
    def drop_loaded(self) -> None: ...
    def drop_old(self) -> None: ...


def the_database(moment: str) -> Stored:
    """``moment`` goes into names of what is kept aside."""
    return Sqlite(moment) if connection.vendor == "sqlite" else Postgresql(moment)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Within it, the site's connection goes to another database of the same server."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def migrate() -> None:
    """Brings what the connection goes to up to this version's tables."""
    call_command("migrate", interactive=False, verbosity=0)


class Sqlite:
    kind = "sqlite"

    def __init__(self, moment: str) -> None:
        self.path = Path(str(connection.settings_dict["NAME"]))
        self.loaded = self.path.with_name(f".{self.path.name}.restoring-{moment}")
        self.aside = self.path.with_name(f"{self.path.name}.before-restore-{moment}")
        self.old = ""
        self._is_swapped = False

    def copy(self, target: Path) -> None:
        """At once: whoever writes meanwhile waits for nothing, and the copy has all of a transaction or nothing of it."""
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            check(copy, "Cơ sở dữ liệu của trang bị hỏng, nên không sao lưu đè lên bản trước")

    def exists(self) -> bool:
        return self.path.exists()

    def load(self, source: Path) -> None:
        self.loaded.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, self.loaded)
        with closing(sqlite3.connect(self.loaded)) as copy:
            check(copy, "Cơ sở dữ liệu trong tệp sao lưu bị hỏng")
        with pointed_at(str(self.loaded)):
            migrate()
        with closing(sqlite3.connect(self.loaded)) as copy:  # nothing of it stays in a log beside it
            copy.execute("PRAGMA journal_mode=DELETE")

    def keep_others_out(self) -> None:
        """Raises BackupProblem where another process has the database open: it would go on writing into the old one."""
        if not self.path.exists():
            return
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(self.path, timeout=1, isolation_level=None)) as old:
            try:
                old.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as problem:
                if "locked" in str(problem):
                    raise BackupProblem("Trang đang chạy: hãy dừng máy chủ của trang rồi phục hồi. Chưa động vào dữ liệu nào.") from problem

    def swap(self) -> None:
        if self.path.exists():
            for end in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    Path(f"{self.path}{end}").rename(f"{self.aside}{end}")
            self.old = str(self.aside)
        self.loaded.rename(self.path)
        self._is_swapped = True

    def swap_back(self) -> None:
        if self._is_swapped:
            self.path.rename(self.loaded)
            self._is_swapped = False
        if self.old:
            for end in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    Path(f"{self.aside}{end}").rename(f"{self.path}{end}")
            self.old = ""

    def drop_loaded(self) -> None:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.loaded}{end}").unlink(missing_ok=True)

    def drop_old(self) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{self.aside}{end}").unlink(missing_ok=True)
        self.old = ""


def check(database: sqlite3.Connection, told: str) -> None:
    """Raises BackupProblem where SQLite finds its own file damaged."""
    try:
        found = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
    except sqlite3.DatabaseError as problem:
        found = [str(problem)]
    if found != ["ok"]:
        raise BackupProblem(f"{told}: {'; '.join(found)}")


class Postgresql:
    kind = "postgresql"

    def __init__(self, moment: str) -> None:
        self.name = str(connection.settings_dict["NAME"])
        # A name has 63 bytes there.
        self.loaded = f"{self.name[:30]}_restoring_{moment}"
        self.aside = f"{self.name[:30]}_before_restore_{moment}"
        self.old = ""
        self._is_swapped = False

    def copy(self, target: Path) -> None:
        self._run("pg_dump", "--format=custom", "--compress=0", f"--file={target}", f"--dbname={self.name}")

    def exists(self) -> bool:
        return self._is_there(self.name)

    def load(self, source: Path) -> None:
        self._say(f"CREATE DATABASE {_quoted(self.loaded)} TEMPLATE template0 ENCODING 'UTF8'")
        self._run("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={self.loaded}", str(source))
        source.unlink()
        with pointed_at(self.loaded):
            migrate()

    def keep_others_out(self) -> None:
        """Raises BackupProblem where anybody is connected to the database: it cannot be renamed then."""
        connection.close()
        others = self._ask("SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'", [self.name])
        if others:
            raise BackupProblem(f"Trang đang chạy ({others} kết nối): hãy dừng máy chủ của trang rồi phục hồi. Chưa động vào dữ liệu nào.")

    def swap(self) -> None:
        connection.close()
        had = self.exists()
        statements = [f"ALTER DATABASE {_quoted(self.name)} RENAME TO {_quoted(self.aside)}"] if had else []
        self._say(*statements, f"ALTER DATABASE {_quoted(self.loaded)} RENAME TO {_quoted(self.name)}")
        self.old = self.aside if had else ""
        self._is_swapped = True

    def swap_back(self) -> None:
        if not self._is_swapped:
            return
        connection.close()
        statements = [f"ALTER DATABASE {_quoted(self.name)} RENAME TO {_quoted(self.loaded)}"]
        if self.old:
            statements.append(f"ALTER DATABASE {_quoted(self.aside)} RENAME TO {_quoted(self.name)}")
        self._say(*statements)
        self.old = ""
        self._is_swapped = False

    def drop_loaded(self) -> None:
        with suppress(DatabaseError):
            self._say(f"DROP DATABASE IF EXISTS {_quoted(self.loaded)} WITH (FORCE)")

    def drop_old(self) -> None:
        self._say(f"DROP DATABASE {_quoted(self.aside)}")
        self.old = ""

    def _is_there(self, name: str) -> bool:
        return bool(self._ask("SELECT count(*) FROM pg_database WHERE datname = %s", [name]))

    def _ask(self, sql: str, parameters: Sequence[Any]) -> Any:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()[0]

    def _say(self, *statements: str) -> None:
        """Several in one transaction. Raises BackupProblem where the user may not."""
        try:
            with connection._nodb_cursor() as cursor:
                if len(statements) > 1:
                    statements = ("BEGIN", *statements, "COMMIT")
                for statement in statements:
                    cursor.execute(statement)
        except OperationalError:
            raise
        except DatabaseError as problem:
            told = str(problem).strip()
            hint = " Tài khoản của trang cần quyền CREATEDB (ALTER ROLE … CREATEDB) và phải là chủ cơ sở dữ liệu."
            raise BackupProblem(f"PostgreSQL không cho làm: {told}{hint if 'permission' in told or 'owner' in told else ''}") from problem

    def _run(self, program: str, *arguments: str) -> None:
        """Raises BackupProblem where the program is missing or fails."""
        if not (path := shutil.which(program)):
            hint = "hãy cài gói postgresql-client, cùng bản hoặc mới hơn máy chủ PostgreSQL"
            raise BackupProblem(f"Không tìm thấy {program} trong PATH: {hint}.")
        connected = {**connection.settings_dict, "NAME": self.name}
        (_psql, *where, _name), env = DatabaseClient.settings_to_cmd_args_env(connected, [])
        done = subprocess.run([path, *where, *arguments], env=_environment(env), capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            told = done.stderr.strip()[-800:]
            hint = " Hãy cài postgresql-client cùng bản hoặc mới hơn máy chủ." if "version mismatch" in told else ""
            raise BackupProblem(f"{program} không làm được: {told}{hint}")


def _environment(more: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(more or {})}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
