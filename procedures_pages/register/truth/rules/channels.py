"""Ways of handing in as in the record; an address only where there is an online one, "chưa có" only where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ....facts.phrases import CHANNELS, channel_name
from ..findings import Compared, Difference, rule
from ..said import ONLINE, TIME


def _kinds(compared: Compared) -> list[str]:
    found = {channel.method for record in compared.records for channel in record.channels}
    return [kind for kind in CHANNELS if kind in found]


def _names(kinds: list[str]) -> str:
    return ", ".join(map(channel_name, kinds))


@rule(lambda: _("Các cách nộp như bản ghi."))
def channels_equal(compared: Compared) -> Iterator[Difference]:
    recorded = _kinds(compared)
    own = [kind for kind in CHANNELS if compared.facts.channel(kind)]
    if recorded and own != recorded:
        yield Difference(TIME, _names(own), _names(recorded))


@rule(lambda: _("Địa chỉ nộp trực tuyến chỉ khi bản ghi có cách nộp ấy; “chưa có” chỉ khi bản ghi không có."))
def online_as_recorded(compared: Compared) -> Iterator[Difference]:
    recorded, submission = _kinds(compared), compared.facts.submission
    if not recorded:
        return
    if submission.url and "online" not in recorded:
        yield Difference(ONLINE, submission.url, _names(recorded))
    # A reason that gives the code to look for denies nothing: only the page's address is not known.
    named = any(code.value in submission.none_reason for code in compared.facts.codes if code.present)
    if submission.none_reason and "online" in recorded and not named:
        yield Difference(ONLINE, submission.none_reason, _names(recorded))
