"""The editors' handbook, docs/bien-tap, read inside the desk: a list of its chapters, and from each form a link to the chapter it needs.

The files are ours and hold no HTML; what looks like some is shown as it stands. Rooms say in ``ready`` which screens a chapter tells of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from vietnamese.slugs import slugify

# As one learns it. A chapter that is not named here comes after those that are.
ORDER = (
    "viec-cua-toi",
    "viet-mot-huong-dan-trong-10-phut",
    "tu-ban-ghi-den-huong-dan",
    "tu-dien",
    "thuat-ngu",
    "nho-chuyen-vien-kiem",
    "bang-tinh",
    "luat-doi",
    "muc-thu",
    "tu-ngu-tim-kiem",
    "bieu-mau",
    "giay-in-va-lien-ket",
    "quay",
    "quyen-truy-cap",
)
INDEX, CHAPTER = "handbook", "handbook_chapter"
_told: dict[str, tuple[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Chapter:
    """``html`` is all but the title; ``headings``: (id, text) of its second level."""

    slug: str
    title: str
    html: SafeString
    headings: tuple[tuple[str, str], ...]


def folder() -> Path:
    return Path(settings.HANDBOOK)


def chapters() -> list[Chapter]:
    """In the order of reading; empty where the handbook was not installed."""
    files = sorted(folder().glob("*.md"), key=lambda file: (ORDER.index(file.stem) if file.stem in ORDER else len(ORDER), file.stem))
    return [_chapter(file, file.stat().st_mtime_ns) for file in files]


@lru_cache(maxsize=64)
def _chapter(file: Path, changed: int) -> Chapter:
    """Read again when the file has changed."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(file.read_text("utf-8"))
    title, headings, taken = file.stem, [], set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[at + 1].content.replace("*", "").replace("`", "")
            if token.tag == "h1":
                title = text
                continue
            anchor = slugify(text)
            while anchor in taken:
                anchor += "-2"
            taken.add(anchor)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                headings.append((anchor, text))
        elif token.type == "table_open":
            token.attrSet("class", "listing")
        for inner in token.children or []:
            _lead_inside(inner)
    body = parser.renderer.render(_without_title(tokens), parser.options, {})
    return Chapter(file.stem, title, mark_safe(body), tuple(headings))  # noqa: S308 (the parser escapes all HTML of the file)


def _without_title(tokens: list[Token]) -> list[Token]:
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _lead_inside(token: Token) -> None:
    """A link to another file of the handbook leads to its chapter."""
    if token.type == "link_open":
        name, mark, anchor = str(token.attrGet("href") or "").partition("#")
        if name.endswith(".md") and "/" not in name:
            token.attrSet("href", reverse(CHAPTER, args=[name.removesuffix(".md")]) + mark + anchor)


def tells_of(chapter: str, *screens: type[Model] | str, anchor: str = "") -> None:
    """Names the chapter, and the heading in it, for the screens of a model or for those of a namespace or name of an address."""
    for screen in screens:
        _told[screen if isinstance(screen, str) else f"{screen._meta.app_label}_{screen._meta.model_name}"] = (chapter, anchor)


def told() -> dict[str, tuple[str, str]]:
    """{screen: (chapter, heading)} of all that have said so."""
    return dict(_told)


def url_for(request: HttpRequest) -> str:
    """Where the handbook tells of the screen that is being shown: its chapter, else the list of chapters."""
    chapter, anchor = next((_told[screen] for screen in _screens(request) if screen in _told), ("", ""))
    if not chapter:
        return reverse(INDEX)
    return reverse(CHAPTER, args=[chapter]) + (f"#{anchor}" if anchor else "")


def _screens(request: HttpRequest) -> list[str]:
    """The names that a screen may be told of by, the narrowest first."""
    match = request.resolver_match
    if match is None:
        return []
    names = [match.view_name, *match.namespaces, *(space.removeprefix("wagtailsnippets_") for space in match.namespaces)]
    if match.view_name == "wagtailadmin_pages:add":
        names.append(f"{match.kwargs['content_type_app_name']}_{match.kwargs['content_type_model_name']}")
    elif page_id := match.kwargs.get("page_id"):
        kind = Page.objects.filter(pk=page_id).values_list("content_type__app_label", "content_type__model").first()
        names += ["_".join(kind)] if kind else []
    return names


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "office/desk/handbook.html", {"chapters": chapters()})


def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    found = chapters()
    shown = next((chapter for chapter in found if chapter.slug == slug), None)
    if found and shown is None:
        raise Http404
    return render(request, "office/desk/handbook.html", {"chapters": found, "chapter": shown})


@hooks.register("register_admin_urls")
def handbook_urls() -> list[Any]:
    return [path("so-tay/", index, name=INDEX), path("so-tay/<slug:slug>/", chapter, name=CHAPTER)]


@hooks.register("register_help_menu_item")
def handbook_menu_item() -> MenuItem:
    return MenuItem(_("Sổ tay biên tập"), lazy(lambda: reverse(INDEX), str)(), icon_name="help", order=100, name="so-tay")


@hooks.register("construct_help_menu")
def without_english_manuals(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own guides are in English and tell of things that are not here."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("http")]
