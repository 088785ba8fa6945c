"""Which addresses the mirror has, and the names of their files, by which nginx finds them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.utils import translation

from procedures_pages.addresses import procedure_path, said_path, short_path
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import CaseCode, ProcedureCode, ProcedurePage
from procedures_pages.queries import IN_SOURCE_LANGUAGE, published
from procedures_pages.sharing.case_codes import case_queries

from ..sitemaps import entries, part_paths

# What only the mirror has. No page can be called so: a slug has no dot.
OWN = "/.ban-luu/"
OWN_PAGES = tuple(f"{lang}{path}" for lang in ("", "/en") for path in ("/tim-kiem/", f"{OWN}tim-kiem.json", f"{OWN}khong-co/"))
NOTICES = (f"{OWN}luc.html", f"{OWN}chung.html", f"/en{OWN}luc.html", f"/en{OWN}chung.html")
FOR_MACHINES = ("/robots.txt", "/.well-known/security.txt", "/sitemap.xml", "/sw.js")
# The pack first: the page says how large it is.
FOR_DEVICES = ("/goi-ngoai-tuyen.json", "/en/goi-ngoai-tuyen.json", "/danh-muc-da-luu/", "/en/danh-muc-da-luu/")
# Of the cases of one procedure, those with fewest answers: as a page and as a list. The others are shown without answers, with a word.
MOST_CASES = 24
# A query that stands in a file's name, as deploy/nginx.conf.template has it: nothing that could lead out of the folder.
QUERY = re.compile(r"[a-z0-9=&-]{1,160}")
# Where links are followed to: forms, what a procedure, a paper or a guide has under it, the catalogue by its areas. Posters are for walls.
_FOLLOWED = re.compile(r"/bieu-mau/\d+/[^?]+|(?:/en)?/(?:thu-tuc|giay-to|bieu-mau|huong-dan)/(?:[^?]*|\?linh-vuc=[a-z0-9-]+)")
_POSTERS = ("/ap-phich.pdf", "/danh-muc.pdf")
# Addresses; and what may be one, in what scripts and messengers read.
_IN_PAGES = re.compile(r"""\s(?:(?:href|src)=["']([^"'\s]+)["']|(?:content|data-[a-z-]+)=["']((?:/|https?:)[^"'\s]+)["'])""")
_IN_STYLES = re.compile(r"""url\(["']?([^"')]+)""")
MAX_BYTES = 200  # of a part of a file's name; systems take 255


def seeds() -> dict[str, str]:
    """{address: the day of its last change, "" where nobody says}: the addresses from which all others are found, in their order."""
    found = dict.fromkeys((*OWN_PAGES, *FOR_MACHINES, *FOR_DEVICES, *part_paths()), "")
    for entry in entries():
        found[_own(entry["location"]) or ""] = entry["lastmod"].isoformat() if entry["lastmod"] else ""
    for address, day in _of_procedures():
        found.setdefault(address, day)
    found.pop("", None)
    return found


def _of_procedures() -> Iterator[tuple[str, str]]:
    """Their cases, and the short addresses that stand on paper. Of cases in Vietnamese only: paper and counter speak it."""
    pages = {page.translation_key: page for page in published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).order_by("pk")}
    wanted: dict[object, set[str]] = {}
    with translation.override("vi"):
        for key, page in pages.items():
            queries = [query for query in case_queries(facts_of(page), MOST_CASES) if not query or QUERY.fullmatch(query)]
            wanted[key] = set(queries)
            day = page.last_published_at.isoformat() if page.last_published_at else ""
            for query in filter(None, queries):
                yield procedure_path(page.slug, query=query), day
                yield procedure_path(page.slug, "ho-so/", query=query), day
        codes = ProcedureCode.objects.filter(page__in=[page.pk for page in pages.values()]).order_by("pk")
        for code in codes.values_list("value", flat=True):
            yield short_path(code), ""
        for said in CaseCode.objects.exclude(present=None).order_by("pk"):
            if said.present in wanted.get(said.page_key, ()):
                yield said_path(said.code), ""


def links_in(address: str, content_type: str, body: bytes) -> list[str]:
    """The addresses that the mirror needs for what an answer says: files of a page or a style sheet, and pages under it."""
    text = body.decode("utf-8", "replace")
    if content_type.startswith("text/html"):
        named = [html.unescape(address or perhaps) for address, perhaps in _IN_PAGES.findall(text)]
    elif content_type.startswith("text/css"):
        named = _IN_STYLES.findall(text)
    else:
        return []
    return sorted({own for name in named if (own := _own(urljoin(address, name.partition("#")[0]))) and _is_followed(own)})


def _own(address: str) -> str | None:
    """The address as a path on this site; None for one elsewhere."""
    path = address.removeprefix(settings.SITE_URL)
    return path if path.startswith("/") and not path.startswith("//") else None


def _is_followed(address: str) -> bool:
    if address.startswith(settings.STATIC_URL):
        return "?" not in address and not address.endswith("/")
    return _FOLLOWED.fullmatch(address) is not None and not address.endswith(_POSTERS)


def file_of(address: str, is_page: bool) -> str | None:
    """The file's path in the folder; None where the address is no name for one.

    A page is ``…/index.html`` of its folder, with answers ``…/@answers.html`` beside it; anything else has its own name.
    """
    path, _mark, query = address.partition("?")
    name = unquote(path).strip("/") if is_page else unquote(path).removeprefix("/")
    parts = name.split("/") if name else []
    odd = any(part in ("", ".", "..") or part.startswith("@") or len(part.encode()) > MAX_BYTES for part in parts)
    if odd or "\x00" in name or "\\" in name or normpath(name or ".") != (name or ".") or (query and not QUERY.fullmatch(query)):
        return None
    if is_page:
        return "/".join([*parts, f"@{query}.html" if query else "index.html"])
    return (f"{name}@{query}.{name.rpartition('.')[2]}" if query else name) or None


def family_of(address: str) -> str:
    """What the addresses under a page begin with; of a list, and of what has nothing under it, the address itself."""
    path = address.partition("?")[0]
    return path if path.endswith("/") and len(path.removeprefix("/en").strip("/").split("/")) > 1 else ""
