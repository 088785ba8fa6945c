"""What only the mirror has: its date on each page, a search that needs no server, and what stands where it has no page.

The lines in ``<!--# … -->`` are for nginx, which puts in what it knows (ngx_http_ssi_module); ``$mirror_query`` is the query of the
request where it is of the form that a file's name can have, else empty.
"""

from __future__ import annotations

import json
import re
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import get_language

from search.index.indexing import stored
from search.index.sources import present
from search.models import IndexedDocument
from vietnamese.folding import fold
from vietnamese.marking import mark_vietnamese

from ..middleware import FewerLines
from .addresses import NOTICES, OWN

HTML = "text/html; charset=utf-8"
HEADER, BODY = b'<header class="mast">', re.compile(rb"<body[^>]*>")
SIGNS = 400  # of what a document says of itself, as far as the search of the mirror looks


def own_page(request: HttpRequest) -> tuple[str, bytes]:
    """The type and the body of what stands at one of ``OWN_PAGES``, in the language that is spoken."""
    if request.path_info.endswith(".json"):
        return "application/json; charset=utf-8", search_index()
    name = "search" if "/tim-kiem/" in request.path_info else "not_here"
    index = f"{'/en' if get_language() == 'en' else ''}{OWN}tim-kiem.json"
    told = render_to_string(f"home/mirror/{name}.html", {"index": index}, request=request)
    return HTML, FewerLines.EMPTY.sub(b">\n", (mark_vietnamese(told) if get_language() == "en" else told).encode())


def search_index() -> bytes:
    """``[[title, address, folded keywords and codes, folded rest, line of facts]…]`` of all guides and pages: not of records."""
    found = IndexedDocument.objects.filter(locale=get_language(), gone=False).exclude(source="records").order_by("key")
    documents = [analysed.document for _stamp, analysed in stored(list(found.values_list("pk", flat=True))).values()]
    public = present([document.key for document in documents])
    rows = []
    for one in sorted((document for document in documents if document.key in public), key=lambda document: document.key):
        named = fold(" ".join([*one.keywords, *one.codes]))
        rest = fold(" ".join([one.official_name, one.summary, one.area, one.body]))[:SIGNS]
        rows.append([one.shown_title, one.url, named, " ".join(rest.split()), one.facts_line])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def redirect_page(address: str) -> bytes:
    """A page that leads on, with the answers that the reader's own address has. Paper is full of such addresses."""
    path = address.partition("?")[0]
    wanted = (
        f'<!--# if expr="$mirror_query" -->{escape(path)}?<!--# echo var="mirror_query" --><!--# else -->{escape(address)}<!--# endif -->'
    )
    return render_to_string("home/mirror/redirect.html", {}).replace("ADDRESS", wanted).encode()


def with_notice(body: bytes, address: str) -> bytes:
    """A page with the line of the mirror's date above its header; where it holds without answers, a word to those who gave some."""
    path, _mark, query = address.partition("?")
    moment, general = NOTICES[2:] if path == "/en" or path.startswith("/en/") else NOTICES[:2]
    line = f'<!--# include virtual="{moment}" -->'
    if not query and "/tim-kiem/" not in path:
        line += f'<!--# if expr="$mirror_query" --><!--# include virtual="{general}" --><!--# endif -->'
    body = body.replace(b"<!--#", b"<!-- #")
    if HEADER in body:
        return body.replace(HEADER, line.encode() + HEADER, 1)
    return BODY.sub(lambda found: found[0] + line.encode(), body, count=1)


def notices(moment: datetime) -> dict[str, bytes]:
    """{address: line}: what pages of the mirror say at their head, ``moment`` being when the oldest of them was made."""
    here = timezone.localtime(moment)
    lines = {}
    for address in NOTICES:
        with translation.override("en" if address.startswith("/en/") else "vi"):
            name = "moment" if address.endswith("/luc.html") else "general"
            lines[address] = render_to_string(f"home/mirror/{name}.html", {"moment": here}).strip().encode()
    return lines
