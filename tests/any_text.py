"""Any text that a form accepts: procedures whose every text is as long as its field allows, without a blank, in any script."""

from __future__ import annotations

import itertools
from dataclasses import fields, is_dataclass, replace

from procedures_pages import blocks
from procedures_pages.facts import procedure
from procedures_pages.models import ProcedurePage

# What people really paste, and what breaks a column. Every one is repeated to the length of its field.
KINDS = {
    "wide letters": "W",
    "file name": "Mau_so_01_To_khai_dang_ky_thanh_lap_16_2025_TT-BXD.docx",
    "address": "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-nganh-doc.html?ma_thu_tuc=1.001612&x=9",
    "slashes": "cha/mẹ/người_giám_hộ/…/",
    "numbers": "1.001612.000.00.00.H21-",
    "words": "Giấy chứng nhận quyền sử dụng đất của người được thừa kế ",
    "capitals": "ĐĂNG KÝ THAY ĐỔI, CẢI CHÍNH HỘ TỊCH ",
    "no-break spaces": "Giấy\u00a0tờ\u00a0",
    "Chinese": "中华人民共和国居民身份证",
    "Arabic": "بطاقةالهويةالوطنية",
    "Khmer": "អត្តសញ្ញាណប័ណ្ណ",
    "Thai": "บัตรประจำตัวประชาชน",
    "pictures": "😀🏠📄👨‍👩‍👧🇻🇳",
    "marks": "ệ̂ế̌ộ̃",
    "dots": "...........……………",
    "closing signs": "?])!,;:”’/",
    "soft hyphens": "đăng\u00adký\u00adkhai\u00adsinh\u00ad",
    "zero width": "a\u200bb\u200dc\u2060",
    "brackets": "<b>&amp;{{ x }}\"'",
}
MAX_STATEMENT_LENGTH = 600  # where a form sets no limit
# pdftotext gives these back in another order or in other pieces than they were written.
READ_OTHERWISE = {"Arabic", "Khmer", "Thai", "marks"}


def _lengths():
    """{(class of the facts, field): longest text its form takes}; the blocks and the page say it themselves."""
    pairs = {
        procedure.Question: blocks.QuestionBlock,
        procedure.Answer: blocks.AnswerBlock,
        procedure.RequiredDocument: blocks.DocumentBlock,
        procedure.ProcessingTime: blocks.TimeBlock,
        procedure.Deadline: blocks.DeadlineBlock,
        procedure.Cost: blocks.CostBlock,
        procedure.Channel: blocks.ChannelBlock,
        procedure.Step: blocks.StepBlock,
        procedure.Output: blocks.OutputBlock,
        procedure.Statement: blocks.TailoredStatementBlock,
        procedure.Entry: blocks.EntryBlock,
        procedure.Form: blocks.FormBlock,
        procedure.OfficeFacts: blocks.PlaceBlock,
        procedure.ExamplePerson: blocks.ExamplePersonBlock,
    }
    own = {"id", "slug", "kind", "former", "form_url", "handling", "issued_by", "channel", "basis", "url", "source_row", "applies"}
    own |= {"unit", "leads_to", "code", "outcome", "answers"}
    found = {}
    for kind, block in pairs.items():
        for name, child in block().child_blocks.items():
            child = getattr(child, "child_block", child)
            length = getattr(getattr(child, "field", None), "max_length", None)
            if length and name not in own and name in {f.name for f in fields(kind)}:
                found[kind, name] = length
    for name in ("title", "official_name", "summary", "status_note", "service_mode_reason", "verified_by", "source_note"):
        found[procedure.ProcedureFacts, name] = ProcedurePage._meta.get_field(name).max_length
    found[procedure.Named, "name"] = 160
    found[procedure.LegalResource, "number"] = 60
    found[procedure.LegalResource, "title"] = 255
    return found


LENGTHS = _lengths()


def filled(value, text):
    """A procedure's facts with each of its texts as long as allowed: ``text(longest)`` gives one. Empty ones are filled too."""
    if isinstance(value, tuple):
        return tuple(filled(item, text) for item in value)
    if not is_dataclass(value):
        return value
    changes = {}
    for field in fields(value):
        now, longest = getattr(value, field.name), LENGTHS.get((type(value), field.name))
        if longest and isinstance(now, tuple):
            changes[field.name] = tuple(text(longest) for _one in range(max(2, len(now))))
        else:
            changes[field.name] = text(longest) if longest else filled(now, text)
    return replace(value, **changes)


def repeated(kind):
    """A function for ``filled``: the text of that kind, told apart by a number at its end."""
    numbers = itertools.count(1000)

    def text(longest):
        end = f" {next(numbers)}" if longest > 30 else ""
        return (kind * (longest // len(kind) + 1))[: longest - len(end)].strip() + end

    return text
