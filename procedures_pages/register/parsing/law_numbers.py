"""How a legal text is numbered, wherever it is named. Pure: no Django."""

from __future__ import annotations

import re

# "66.18/2026/NQ-CP", "135/2025/QH15", "01/2022/TT-BTP", the Prime Minister's "24/2021/QĐ-TTg".
LEGAL_NUMBER = re.compile(r"(?<![\w/.])\d{1,4}(?:\.\d{1,3})?/\d{4}/[A-ZĐ][A-ZĐƯ\d]*(?:-(?:TTg|[A-ZĐƯ\d]+))*")
