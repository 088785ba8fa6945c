"""The editors' handbook, docs/bien-tap, read inside the desk: a list of its chapters, and from each form a link to the chapter it needs.

The files are ours and hold no HTML; what looks like some is shown as it stands. Rooms say in ``ready`` which screens a chapter tells of.
Pictures of screens stand in the folder ``hinh`` beside the chapters; scripts/handbook_pictures.py takes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image
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
INDEX, CHAPTER, PICTURE = "handbook", "handbook_chapter", "handbook_picture"
PICTURES = "hinh"
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
            _show_picture(inner)
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


def picture_file(name: str) -> Path:
    """Where the picture of that name, a slug, lies or would lie."""
    return folder() / PICTURES / f"{name}.png"


def _show_picture(token: Token) -> None:
    """``hinh/<name>.png`` is shown as large as it is, so that nothing moves when it comes. Of one that is not there: its words."""
    if token.type != "image":
        return
    where, _slash, file = str(token.attrGet("src") or "").rpartition("/")
    name = slugify(file.removesuffix(".png"))
    if where != PICTURES or file != f"{name}.png" or not picture_file(name).is_file():
        token.type, token.tag = "text", ""
        return
    with Image.open(picture_file(name)) as picture:
        width, height = picture.size
    token.attrs |= {"src": reverse(PICTURE, args=[name]), "width": width, "height": height, "loading": "lazy"}


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
    names = [match.view_name]
    if match.view_name == "wagtailadmin_pages:add":
        names.append(f"{match.kwargs['content_type_app_name']}_{match.kwargs['content_type_model_name']}")
    elif page_id := match.kwargs.get("page_id"):
        kind = Page.objects.filter(pk=page_id).values_list("content_type__app_label", "content_type__model").first()
        names += ["_".join(kind)] if kind else []
    return names + of_namespaces(match.namespaces)


def of_namespaces(spaces: list[str]) -> list[str]:
    """The names under which all screens of these namespaces may be told of: those of a snippet, under its model's, too."""
    return [*spaces, *(space.removeprefix("wagtailsnippets_") for space in spaces)]


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "office/desk/handbook.html", {"chapters": chapters()})


def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    found = chapters()
    shown = next((chapter for chapter in found if chapter.slug == slug), None)
    if found and shown is None:
        raise Http404
    return render(request, "office/desk/handbook.html", {"chapters": found, "chapter": shown})


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """One of the pictures: a slug names it, so nothing else can be asked for. Nobody on the way keeps it, as with all of the desk."""
    try:
        return FileResponse(picture_file(name).open("rb"), content_type="image/png")
    except FileNotFoundError as gone:
        raise Http404 from gone


@hooks.register("register_admin_urls")
def handbook_urls() -> list[Any]:
    return [
        path("so-tay/", index, name=INDEX),
        path("so-tay/<slug:slug>/", chapter, name=CHAPTER),
        path(f"so-tay/{PICTURES}/<slug:name>.png", picture, name=PICTURE),
    ]


@hooks.register("register_help_menu_item")
def handbook_menu_item() -> MenuItem:
    return MenuItem(_("Sổ tay biên tập"), lazy(lambda: reverse(INDEX), str)(), icon_name="help", order=100, name="so-tay")


@hooks.register("construct_help_menu")
def without_english_manuals(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own guides are in English and tell of things that are not here."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("http")]
