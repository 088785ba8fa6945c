"""manage.py build_mirror FOLDER: every public page as a plain file, for nginx to show where the site does not answer."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.mirror.building import Building
from home.mirror.folder import Folder, MirrorError

WIDTH = 40


class Command(BaseCommand):
    help = (
        "Writes every public page with its lists, PDFs, forms and assets into FOLDER/www, as deploy/nginx.conf.template shows them. "
        "Asks for all of them; writes what came out otherwise than it lies there, and removes what is no longer public."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="empty, or a mirror")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Folder(options["folder"])
        try:
            with folder.held():
                done = Building(folder, self._tell if sys.stderr.isatty() else None).run(everything=True)
        except MirrorError as error:
            raise CommandError(str(error)) from error
        if sys.stderr.isatty():
            self.stderr.write("")
        told = _("%(made)s địa chỉ: ghi %(written)s tệp, bỏ %(removed)s tệp.")
        self.stdout.write(told % {"made": done.made, "written": done.written, "removed": done.removed})
        if done.failed:
            raise CommandError(_("Trang lỗi, giữ bản trước: %(addresses)s") % {"addresses": ", ".join(done.failed)})

    def _tell(self, done: int, of: int) -> None:
        full = WIDTH * done // max(of, 1)
        self.stderr.write(f"\r[{'█' * full}{' ' * (WIDTH - full)}] {done}/{of}", ending="")
        self.stderr.flush()
