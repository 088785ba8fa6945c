"""What this room looks at. One function, one question; each says what to do where the answer is bad."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import site_data
from ..backup.regular import DAY, every
from ..clock.status import clock_state
from ..holidays_panel import wanted_year
from ..models import MadeBackup, Office, QueuedMail
from ..secret_key import weakness
from .registry import Finding, register

MEGA = 1024 * 1024
LITTLE_ROOM, HARDLY_ANY = 0.15, 0.05  # of a disk
LEAST_ROOM = 500 * MEGA
MAIL_LATE = timedelta(days=1)
BACKUP_JUST_MADE, BACKUP_OLD, BACKUP_TOO_OLD = timedelta(hours=1), timedelta(hours=48), timedelta(days=7)
CERTIFICATE_SOON, CERTIFICATE_NOW = 21, 7  # days
MAX_NAMED = 5


def database() -> Finding:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return Finding("ok", _("SQLite, tệp %(file)s.") % {"file": connection.settings_dict["NAME"]})
    number = getattr(connection, "pg_version", 0)
    return Finding("ok", _("PostgreSQL %(version)s trả lời.") % {"version": f"{number // 10_000}.{number % 10_000}"})


def integrity() -> Finding | None:
    """SQLite alone can be asked whether its file is damaged."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        found = [row[0] for row in cursor.execute("PRAGMA quick_check(3)").fetchall()]
    if found == ["ok"]:
        return Finding("ok", _("Tệp cơ sở dữ liệu lành lặn."))
    told = _("Tệp cơ sở dữ liệu bị hỏng: %(found)s") % {"found": "; ".join(found)[:300]}
    return Finding("fail", told, _("Dừng trang, cất tệp hỏng, rồi phục hồi bản sao lưu gần nhất: manage.py restore FILE --replace."))


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = [f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in executor.loader.disk_migrations]
    if waiting:
        words = ngettext("Còn %(n)d bước nâng cấp chưa chạy.", "Còn %(n)d bước nâng cấp chưa chạy.", len(waiting))
        return Finding("fail", words % {"n": len(waiting)}, _("Chạy manage.py migrate."))
    if unknown:
        told = _("Cơ sở dữ liệu mới hơn phần mềm: %(name)s.") % {"name": unknown[0]}
        return Finding("fail", told, _("Cài lại bản phần mềm mới, hoặc phục hồi bản sao lưu của bản này."))
    return Finding("ok", _("Cơ sở dữ liệu đúng với bản phần mềm này."))


def clock() -> Finding:
    state = clock_state()
    if state.late:
        todo = _("Xem máy chủ của trang có chạy không, hoặc chạy manage.py run_jobs nếu đã đặt CLOCK=false.")
        if state.last_run is None:
            return Finding("fail", _("Đồng hồ của trang chưa chạy lần nào."), todo)
        told = _("Đồng hồ của trang đã dừng từ %(moment)s: trang hẹn giờ không lên, thư không gửi.")
        return Finding("fail", told % {"moment": _moment(state.last_run)}, todo)
    bad = [str(job.job.label) for job in (*state.failing, *state.stuck)]
    if bad:
        told = _("Có việc chạy không trọn: %(jobs)s.") % {"jobs": ", ".join(bad)}
        return Finding("warn", told, _("Xem lỗi của từng việc trong bảng việc định kỳ."))
    return Finding("ok", _("Đồng hồ chạy đều, lần cuối lúc %(moment)s.") % {"moment": _moment(state.last_run)})


def mail() -> Finding:
    waiting = QueuedMail.objects.order_by("created_at")
    late = waiting.filter(tries__gt=0).first()
    if late is None:
        return Finding("ok", _("Không có thư nào bị kẹt."))
    words = ngettext(
        "%(n)d thư chưa gửi được từ %(moment)s: %(error)s", "%(n)d thư chưa gửi được từ %(moment)s: %(error)s", waiting.count()
    )
    told = words % {"n": waiting.filter(tries__gt=0).count(), "moment": _moment(late.created_at), "error": late.error[:200]}
    state = "fail" if timezone.now() - late.created_at > MAIL_LATE else "warn"
    return Finding(state, told, _("Xem EMAIL_URL và máy chủ thư; thư được gửi lại trong một tuần."))  # type: ignore[arg-type]


def disk() -> Finding:
    """The fullest of the disks that the site writes on."""
    folders = [Path(str(settings.DATA_DIR)), Path(settings.MEDIA_ROOT), Path(settings.UPLOADS_ROOT)]
    folders += [Path(settings.BACKUP_DIR)] if settings.BACKUP_DIR else []
    there = [_nearest(folder) for folder in folders]
    closed = [str(folder) for folder in there if not os.access(folder, os.W_OK)]
    if closed:
        told = _("Trang không được ghi vào %(folders)s.") % {"folders": ", ".join(dict.fromkeys(closed))}
        return Finding("fail", told, _("Giao thư mục ấy cho tài khoản chạy trang."))
    free, total, folder = min((shutil.disk_usage(folder).free, shutil.disk_usage(folder).total, folder) for folder in there)
    share = free / total
    told = _("Còn trống %(free)d MB (%(share)d%%) ở %(folder)s.") % {"free": free // MEGA, "share": share * 100, "folder": folder}
    todo = _("Dọn đĩa hoặc thêm chỗ: hết chỗ thì không lưu được gì.")
    if share < HARDLY_ANY or free < LEAST_ROOM:
        return Finding("fail", told, todo)
    return Finding("warn", told, todo) if share < LITTLE_ROOM else Finding("ok", told)


def backup() -> Finding:
    last = MadeBackup.objects.order_by("-made_at").first()
    todo = _("Chạy manage.py backup FILE, hoặc đặt BACKUP_DIR để trang tự sao lưu hằng ngày.")
    if last is None:
        return Finding("warn", _("Chưa có bản sao lưu nào."), todo)
    age = timezone.now() - last.made_at
    told = _("Bản sao lưu gần nhất: %(moment)s, %(file)s.") % {"moment": _moment(last.made_at), "file": last.file}
    # Twice the time between two by the clock; an hour where that is minutes, in which a machine is started again.
    old = max(2 * timedelta(seconds=every()), BACKUP_JUST_MADE) if settings.BACKUP_DIR and every() < DAY else BACKUP_OLD
    if age > old:
        return Finding("fail" if age > BACKUP_TOO_OLD else "warn", told, todo)
    return Finding("ok", told)


def shared_cache() -> Finding | None:
    """A Redis that fails is a miss for readers: nobody else would notice."""
    if "redis" not in settings.CACHES["default"]["BACKEND"]:
        return None
    mark = str(time.time())
    cache.set("office:doctor", mark, 60)
    if cache.get("office:doctor") == mark:
        return Finding("ok", _("Redis trả lời."))
    return Finding("warn", _("Redis không trả lời; trang vẫn chạy, chậm hơn."), _("Xem CACHE_URL và máy chủ Redis."))


def secret_key() -> Finding:
    if weakness(settings.SECRET_KEY):
        told = _("SECRET_KEY ngắn hoặc ai cũng biết: người khác giả được phiên đăng nhập.")
        return Finding("fail", told, _("Đặt SECRET_KEY mới, dài ít nhất 50 ký tự ngẫu nhiên; khóa cũ để ở SECRET_KEY_FALLBACKS."))
    return Finding("ok", _("SECRET_KEY đủ dài."))


def offices() -> Finding:
    live = Office.objects.filter(live=True)
    bare = [office.name for office in live if office.unknown]
    if bare:
        told = _("Nơi nộp thiếu điện thoại, giờ làm việc hoặc địa chỉ: %(names)s.") % {"names": _named(bare)}
        return Finding("warn", told, _("Ghi thêm ở bàn làm việc, mục Nơi nộp hồ sơ."))
    if not live:
        return Finding("warn", _("Chưa có nơi nộp hồ sơ nào."), _("Thêm ở bàn làm việc, mục Nơi nộp hồ sơ."))
    return Finding("ok", _("Mọi nơi nộp có điện thoại, giờ làm việc và địa chỉ."))


def holidays() -> Finding:
    year = wanted_year(site_data.calendar(), timezone.localdate())
    if year:
        told = _("Chưa có lịch nghỉ của năm %(year)d: ngày trả kết quả sẽ không tính được.") % {"year": year}
        return Finding("warn", told, _("Thêm ở bàn làm việc, mục Lịch nghỉ lễ, Tết."))
    return Finding("ok", _("Có lịch nghỉ lễ, Tết cho những tháng tới."))


def certificate() -> Finding | None:
    """Only where the setting asks for it: it connects to the site's own public address."""
    address = urlsplit(settings.SITE_URL)
    if not settings.DOCTOR_CERTIFICATE or address.scheme != "https" or not address.hostname:
        return None
    todo = _("Gia hạn chứng thư của máy chủ phía trước.")
    try:
        where = (address.hostname, address.port or 443)
        context = ssl.create_default_context()
        with socket.create_connection(where, timeout=5) as plain, context.wrap_socket(plain, server_hostname=address.hostname) as secured:
            shown = secured.getpeercert() or {}
    except ssl.SSLError as problem:
        return Finding(
            "fail", _("Chứng thư của %(host)s không dùng được: %(error)s.") % {"host": address.netloc, "error": problem.reason}, todo
        )
    except OSError as problem:
        told = _("Không nối được tới %(host)s để xem chứng thư: %(error)s.") % {"host": address.netloc, "error": problem}
        return Finding("warn", told, _("Xem máy chủ phía trước, hoặc đặt DOCTOR_CERTIFICATE=false."))
    days = int((ssl.cert_time_to_seconds(str(shown["notAfter"])) - time.time()) // 86_400)
    told = _("Chứng thư của %(host)s còn %(days)d ngày.") % {"host": address.netloc, "days": days}
    if days < CERTIFICATE_SOON:
        return Finding("fail" if days < CERTIFICATE_NOW else "warn", told, todo)
    return Finding("ok", told)


def register_all() -> None:
    register("database", gettext_lazy("Cơ sở dữ liệu"), database)
    register("integrity", gettext_lazy("Tệp cơ sở dữ liệu"), integrity)
    register("migrations", gettext_lazy("Nâng cấp cơ sở dữ liệu"), migrations)
    register("clock", gettext_lazy("Đồng hồ"), clock)
    register("mail", gettext_lazy("Thư"), mail)
    register("disk", gettext_lazy("Chỗ trống trên đĩa"), disk)
    register("backup", gettext_lazy("Sao lưu"), backup)
    register("cache", gettext_lazy("Bộ nhớ đệm chung"), shared_cache)
    register("secret-key", gettext_lazy("Khóa bí mật"), secret_key)
    register("offices", gettext_lazy("Nơi nộp hồ sơ"), offices)
    register("holidays", gettext_lazy("Lịch nghỉ"), holidays)
    register("certificate", gettext_lazy("Chứng thư HTTPS"), certificate)


def _moment(moment: object) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"  # type: ignore[arg-type]


def _named(names: list[str]) -> str:
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (_(" và %(n)d nơi khác") % {"n": more} if more > 0 else "")


def _nearest(folder: Path) -> Path:
    """The folder, or what is there of the way to it."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
