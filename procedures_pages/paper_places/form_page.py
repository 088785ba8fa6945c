"""The page of a form of the directory: which version is used today, since when, in which circular it stands, who asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from office.form_templates.kept import NEVERTHELESS, OPENED, Amendment, Circular, KeptFile, KeptForm, KeptVersion, form_at, forms
from vietnamese.sorting import sort_key

from ..addresses import localized, procedure_path
from ..facts.phrases import kind_and_size
from ..facts.procedure import Untranslated
from ..law_changes.texts import end_words
from ..models import ProcedurePage
from ..queries import with_words
from .index import PaperIndex


@dataclass(frozen=True, slots=True)
class Using:
    title: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """``told``: "PDF, 48 KB"."""

    url: str
    told: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form for a reader of one language. ``official``: its Vietnamese name where that is not its name here, or "".

    ``file``: None where no version is in force yet, or readers may not have it. ``ends``: when the circular goes out of force, in words.
    ``opened``: the old file that the reader has come from, with ``replaced_on``, the day from which another has been in its place.
    """

    url: str
    name: str
    official: str
    number: str
    version: KeptVersion | None
    file: ShownFile | None
    circular: Circular | None
    amended_by: list[Amendment]
    ends: str
    ahead: KeptVersion | None
    using: tuple[Using, ...]
    opened: str = ""
    replaced_on: date | None = None


def form_path(slug: str, lang: str | None = None) -> str:
    return localized(f"/bieu-mau/{slug}/", lang)


def shown_form(form: KeptForm, index: PaperIndex, lang: str, day: date, query: QueryDict) -> ShownForm:
    """One query, two in English."""
    version = form.in_force(day)
    circular = version.circular if version else None
    in_english = lang == "en" and bool(form.name_en)
    opened = _opened(form, query, day)
    return ShownForm(
        url=form_path(form.slug, lang),
        name=form.name_en if in_english else form.name if lang == "vi" else Untranslated(form.name),
        official=form.name if in_english else "",
        number=form.number,
        version=version,
        file=_file(version.file) if version else None,
        circular=circular,
        amended_by=circular.amended_by(day) if circular else [],
        ends=end_words(circular) if circular else "",
        ahead=form.ahead(day),
        using=_using(index.using(form.pk), lang),
        opened=f"{opened.url}?{NEVERTHELESS}=1" if opened and opened.is_public else "",
        replaced_on=form.replaced_on(opened.document, day) if opened else None,
    )


def _opened(form: KeptForm, query: QueryDict, day: date) -> KeptFile | None:
    """The old file that the address names; None where it names none of this form that is old."""
    named = query.get(OPENED, "")
    files = (version.file for version in form.versions if str(version.file.document) == named)
    return next((file for file in files if form.replaced_on(file.document, day)), None)


def canonical_query(query: QueryDict, slug: str) -> str:
    """For the page that is kept: an address that names an old file is a page of its own."""
    form = form_at(slug)
    named = query.get(OPENED, "")
    known = {str(version.file.document) for version in form.versions} if form else set()
    return f"{OPENED}={named}" if named in known else ""


def _file(file: KeptFile) -> ShownFile | None:
    return ShownFile(file.url, kind_and_size(file.kind, file.bytes)) if file.is_public else None


def _using(keys: tuple[str, ...], lang: str) -> tuple[Using, ...]:
    """Procedures by title, as their readers know them."""
    rows = ProcedurePage.objects.published().in_source_language().filter(translation_key__in=keys).order_by()
    told = with_words(rows.values("translation_key", "title", "slug"), ProcedurePage, lang, "title")
    found = [Using(row["title"], procedure_path(row["slug"], lang=lang), row["lang"]) for row in told]
    return tuple(sorted(found, key=lambda one: sort_key(one.title)))


def listed_forms() -> list[KeptForm]:
    """Those that have a page: all that are published and have a version."""
    return [form for form in forms().values() if form.versions]
