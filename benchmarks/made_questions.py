"""Makes questions with known answers of a site's own guides: each name and citizens' word of a guide in force, crossed with ways of asking.

    DATA_DIR=… python benchmarks/made_questions.py QUESTIONS.json && DATA_DIR=… python manage.py evaluate_answers QUESTIONS.json

Of each guide's title and first words (``--most``), each in so many ways (``--ways``).
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
WAYS = (("time", "{} mất bao lâu"), ("cost", "{} lệ phí bao nhiêu"), ("papers", "{} cần giấy tờ gì"))


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--most", type=int, default=5, help="names of a guide")
    parser.add_argument("--ways", type=int, default=3, choices=range(1, 4))
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.utils import translation

    from procedures_pages.facts.case import tailor
    from procedures_pages.facts.from_pages import REFERENCES, facts_of_all
    from procedures_pages.models import ProcedurePage
    from search.answers.of_guides import told

    translation.activate("vi")
    pages = ProcedurePage.objects.published().in_source_language().select_related(*REFERENCES)
    rows = []
    for facts in facts_of_all(pages):
        if facts.is_gone:
            continue
        names = list(dict.fromkeys((facts.title, *facts.keywords)))[: asked.most]
        for number, name in enumerate(names):
            for kind, way in (WAYS * 2)[number % 3 :][: asked.ways]:
                value = "; ".join(told(kind, facts, tailor(facts, {}), "").lines) or None
                rows.append(
                    {"id": f"{facts.slug}-{number}-{kind}", "query": way.format(name), "code": facts.code, "kind": kind, "value": value}
                )
    asked.file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(rows)} questions")


if __name__ == "__main__":
    main()
