"""The forms as readers' pages use them: read once, kept with what every page carries. Which version is in force follows the day."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office import site_data
from office.legal_names import act_name
from office.models import LegalEffect
from vietnamese.folding import fold

from .models import FormTemplate, FormVersion

KEY = "office:forms:v1"
PATH = "/bieu-mau/"
# In the address of a form's page: the number of the file that somebody has opened and that is another one by now.
OPENED = "tep"
# In the address of a file: whoever wants the old one all the same.
NEVERTHELESS = "ban-cu"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A document of Wagtail's. ``kind`` is its ending, "docx"."""

    document: int
    collection: int
    url: str
    kind: str
    bytes: int

    @property
    def is_public(self) -> bool:
        return self.collection not in site_data.private_collections()


@dataclass(frozen=True, slots=True)
class Amendment:
    """What another text has changed in the circular, from ``day`` on."""

    number: str
    title: str
    link: str
    day: date

    @property
    def act(self) -> str:
        return act_name(self.number, self.title)


@dataclass(frozen=True, slots=True)
class Circular:
    """The legal text that issued a version."""

    pk: int
    number: str
    title: str
    link: str
    status: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def act(self) -> str:
        """ "Thông tư 68/2025/TT-BTC"."""
        return act_name(self.number, self.title)

    def amended_by(self, day: date) -> list[Amendment]:
        """As far as that is in force on the day."""
        return [one for one in self.amendments if one.day <= day]


@dataclass(frozen=True, slots=True)
class KeptVersion:
    since: date
    label: str
    circular: Circular | None
    file: KeptFile


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A published form. ``versions``: the earliest first; of one day the one that stands lower in the list comes later."""

    pk: int
    slug: str
    number: str
    name: str
    name_en: str
    versions: tuple[KeptVersion, ...]

    @property
    def label(self) -> str:
        """As the desk offers it."""
        return f"{self.name} ({self.number})" if self.number else self.name

    @property
    def path(self) -> str:
        """Its address, which never changes, in Vietnamese."""
        return f"{PATH}{self.slug}/"

    def in_force(self, day: date) -> KeptVersion | None:
        return next((version for version in reversed(self.versions) if version.since <= day), None)

    def ahead(self, day: date) -> KeptVersion | None:
        """The next one to come."""
        return next((version for version in self.versions if version.since > day), None)

    def replaced_on(self, document: int, day: date) -> date | None:
        """From when another version has been in the place of this file; None where it still is in force, is to come, or was never there."""
        if (now := self.in_force(day)) is None or now.file.document == document:
            return None
        past = [number for number, version in enumerate(self.versions) if version.since <= day]
        at = next((number for number in reversed(past) if self.versions[number].file.document == document), None)
        return None if at is None else self.versions[at + 1].since

    def words(self, version: KeptVersion | None, paper: str = "") -> str:
        """What pages call it, in the reader's language: "Mẫu số 01: Giấy đề nghị …, Thông tư 68/2025/TT-BTC".

        Its name is left out beside its number where ``paper``, the paper whose form it is, is called so. Without an English name it is
        Vietnamese in every language.
        """
        act = version.circular.act if version and version.circular else ""
        number = " ".join(filter(None, (self.number, f"({version.label})" if version and version.label else "")))
        if get_language() == "en" and self.name_en:
            more = ", ".join(filter(None, (number, act)))
            return f"{self.name_en} ({more})" if more else self.name_en
        if not self.number:
            name = " ".join(filter(None, (self.name, number)))
            return _("%(name)s, kèm %(act)s") % {"name": name, "act": act} if act else name
        is_papers = fold(self.name).strip() == fold(paper).strip()
        return ", ".join(filter(None, (number if is_papers else f"{number}: {self.name}", act)))

    @property
    def is_told_in_english(self) -> bool:
        return bool(self.name_en)


def forms() -> Mapping[int, KeptForm]:
    """{key: form} of all that are published, in the order of the directory; kept until one, or a legal text, changes."""
    return site_data.kept(KEY, _read)


def form_of(key: str | int | None) -> KeptForm | None:
    """By what a paper has stored."""
    text = str(key or "")
    return forms().get(int(text)) if text.isascii() and text.isdigit() and len(text) < 19 else None


def form_at(slug: str) -> KeptForm | None:
    return next((form for form in forms().values() if form.slug == slug), None)


def replacing(document: int) -> KeptForm | None:
    """The form whose other version is in force now in the place of this file; None while any form has it in force or to come."""
    day = timezone.localdate()
    holding = [form for form in forms().values() if any(version.file.document == document for version in form.versions)]
    if not holding or not all(form.replaced_on(document, day) for form in holding):
        return None
    return holding[0]


def choices() -> list[tuple[str, str]]:
    """(key, label) for a box; two of one name have their addresses beside it."""
    labels = [form.label for form in forms().values()]
    return [(str(form.pk), form.label if labels.count(form.label) == 1 else f"{form.label} [{form.slug}]") for form in forms().values()]


def stamp_today() -> str:
    """Another text whenever a page would say something else of a form, also because a day has begun; "" where there are none."""
    known = forms()
    if not known:
        return ""
    day = timezone.localdate()
    told = [(form, form.in_force(day), form.ahead(day)) for form in known.values()]
    return hashlib.blake2s(repr(told).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _read() -> dict[int, KeptForm]:
    """Four queries at most, one where there are none."""
    rows = list(FormTemplate.objects.filter(live=True))
    if not rows:
        return {}
    versions: dict[int, list[FormVersion]] = defaultdict(list)
    found = FormVersion.objects.filter(form__in=[row.pk for row in rows]).select_related("circular", "file")
    for version in found.order_by("effective_from", "sort_order", "pk"):
        versions[version.form_id].append(version)
    amendments = _amendments({version.circular_id for version in found if version.circular_id})
    return {
        row.pk: KeptForm(row.pk, row.slug, row.number, row.name, row.name_en, tuple(_version(one, amendments) for one in versions[row.pk]))
        for row in rows
    }


def _amendments(circulars: set[int]) -> dict[int, tuple[Amendment, ...]]:
    out: dict[int, list[Amendment]] = defaultdict(list)
    effects = LegalEffect.objects.filter(target__in=circulars, kind=LegalEffect.Kind.AMENDS, acting__live=True)
    told = effects.order_by("effective_from", "pk").values_list(
        "target", "acting__number", "acting__title", "acting__link", "effective_from"
    )
    for target, *amendment in told:
        out[target].append(Amendment(*amendment))  # type: ignore[arg-type]
    return {target: tuple(found) for target, found in out.items()}


def _version(row: FormVersion, amendments: Mapping[int, tuple[Amendment, ...]]) -> KeptVersion:
    law, file = row.circular, row.file
    circular = Circular(law.pk, law.number, law.title, law.link, law.status, amendments.get(law.pk, ())) if law else None
    told = KeptFile(file.pk, file.collection_id, file.url, file.file_extension.lower(), file.file_size or 0)
    return KeptVersion(row.effective_from, row.label, circular, told)
