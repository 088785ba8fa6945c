"""A file that an editor sent could not be written: what the editor is told. A full disk is one thing, a folder that is not ours another."""

from __future__ import annotations

import errno
import logging

from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def is_about_writing(error: BaseException) -> bool:
    """Whether an error says that the server has no room, or that the site's user may not write where files belong."""
    return isinstance(error, OSError) and error.errno in NO_ROOM | NOT_ALLOWED


def why_not_written(error: OSError) -> str:
    """A sentence for the editor. The folder and the error itself are in the log, for whoever runs the server."""
    log.error("a file could not be written: %s", error)
    if error.errno in NO_ROOM:
        return _("Không lưu được tệp: máy chủ hết chỗ. Hãy báo người quản trị.")
    if error.errno in NOT_ALLOWED:
        return _("Không lưu được tệp: máy chủ không được phép ghi vào thư mục chứa tệp. Hãy báo người quản trị.")
    return _("Không lưu được tệp: máy chủ gặp lỗi khi ghi. Hãy thử lại; nếu vẫn vậy, hãy báo người quản trị.")
