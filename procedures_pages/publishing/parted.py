"""The long form, one part at a time: a column of parts with the state of each, and only the open one drawn and sent.

What a form that was drawn in part sends is taken for that part alone: all else of the page stays as the latest draft has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import Page

OPEN = "phan"  # in the address: the key of the part
DRAWN, NEXT = "cn-part", "cn-next"  # of the form: the part that it sends, the part to be opened when that is saved
WHOLE = "tat-ca"  # in the place of a key: all parts under each other


class Part(ObjectList):
    """``key`` stands in addresses. ``is_overview``: what is to be known before publishing; a page that is being added has none."""

    def __init__(self, children: Sequence[Any] = (), *args: Any, key: str = "", is_overview: bool = False, **kwargs: Any) -> None:
        super().__init__(children, *args, **kwargs)
        self.key, self.is_overview = key, is_overview

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "key": self.key, "is_overview": self.is_overview}

    @cached_property
    def child_identifiers(self) -> list[str]:
        """Short: the id of a field tells all that it stands in, and is written five times."""
        return [str(n) for n in range(len(self.children))]

    @cached_property
    def names(self) -> frozenset[str]:
        """Of the fields and of the rows in tables of their own."""
        return names_of(self)


def names_of(panel: Panel) -> frozenset[str]:
    """What a form with this panel has: fields, and relations whose rows it edits, by the name of their formset."""
    options = panel.get_form_options()
    formsets = options.get("formsets", {})
    return frozenset([*options.get("fields", ()), *((made.get("formset_name") or name) for name, made in formsets.items())])


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds a page up. ``flags``: (field, what its sources say otherwise by now)."""

    gaps: list[Any]
    doubts: list[Any]
    flags: Sequence[tuple[str, str]] = ()


# What a part is in one sign, for whoever sees the column.
MARKS = {"gap": "!", "doubt": "?", "flag": "⚑", "empty": "–", "": "✓"}


def sign_of(gaps: Sized, doubts: Sized, flags: Sized) -> str:
    """What a part is in one word, by the most pressing of what holds it up; "" where nothing does."""
    return "gap" if gaps else "doubt" if doubts else "flag" if flags else ""


@dataclass(frozen=True, slots=True)
class State:
    """Of one part, for the column. ``sign``: "gap", "doubt", "flag", "empty" or "" (filled); ``first``: the first thing to be done."""

    part: Part
    sign: str
    first: str
    is_open: bool
    address: str

    @property
    def mark(self) -> str:
        return MARKS[self.sign]


class PartedInterface(PanelGroup):
    """``children``: parts, and panels that stand over or under each of them."""

    def __init__(self, *args: Any, standing: Callable[..., Standing] | None = None, **kwargs: Any) -> None:
        """``standing(page, is_stored=…)``: how a page stands; without it nothing is held against any."""
        super().__init__(*args, **kwargs)
        self.standing = standing

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "standing": self.standing}

    @cached_property
    def parts(self) -> dict[str, Part]:
        return {child.key: child for child in self.children if isinstance(child, Part)}

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The names that every part sends."""
        return frozenset().union(*(names_of(child) for child in self.children if not isinstance(child, Part)))

    def part_of(self, field: str) -> Part | None:
        return next((part for part in self.parts.values() if field in part.names), None)

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "procedures_pages/desk/parted_form.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and not self.form.is_bound:
                self.form.keep_to(self.opened)

        @cached_property
        def opened(self) -> Part | None:
            """None: all of them."""
            parts = self.panel.parts
            if self.form is not None and self.form.is_bound:
                return self.form.drawn_part
            asked = self.request.GET.get(OPEN) if self.request else None
            if asked in parts or asked == WHOLE:
                return parts.get(asked)
            return self.parts()[0]

        def parts(self) -> list[Part]:
            """Those of this page."""
            return [part for part in self.panel.parts.values() if self.instance.pk or not part.is_overview]

        @cached_property
        def visible_children(self) -> list[Any]:
            return [child for child in self.children if self.is_drawn(child.panel) and child.is_shown()]

        @cached_property
        def visible_children_with_identifiers(self) -> list[tuple[Any, str]]:
            pairs = zip(self.children, self.panel.child_identifiers, strict=True)
            return [(child, name) for child, name in pairs if self.is_drawn(child.panel) and child.is_shown()]

        def is_drawn(self, child: Panel) -> bool:
            return not isinstance(child, Part) or self.opened is None or child is self.opened

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["desk/parted.css"]}, js=["desk/parted.js"])

        def address(self, key: str) -> str:
            following = self.request.GET.get("next") or self.request.POST.get("next")
            return "?" + urlencode({OPEN: key} | ({"next": following} if following else {}))

        def states(self) -> Iterator[State]:
            standing = self.form.standing
            for part in self.parts():
                gaps, doubts = ([one for one in held if one.field in part.names] for held in (standing.gaps, standing.doubts))
                sign = sign_of(gaps, doubts, [name for name, _told in standing.flags if name in part.names])
                if not sign and not part.is_overview and not any(_has(self.instance, name) for name in part.names):
                    sign = "empty"
                first = next((str(one.message) for one in (*gaps, *doubts)), "")
                yield State(part, sign, first, part is self.opened, self.address(part.key))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            parts = self.parts()
            following = parts[parts.index(self.opened) + 1 :] if self.opened in parts else []
            return context | {
                "states": list(self.states()),
                "opened": self.opened,
                "following": following[0] if following else None,
                "following_address": self.address(following[0].key) if following else "",
                "whole": self.address(WHOLE),
                "whole_key": WHOLE,
                "names": {"drawn": DRAWN, "next": NEXT},
                "questions": self.form.questions_beside() if self.opened and self.instance.pk else None,
            }


@dataclass(frozen=True, slots=True)
class Place:
    """A field in the long form: the key of its part ("" where it stands in none), and the address there."""

    part: str
    address: str


def place_of(page: Page, field: str) -> Place:
    handler = type(page).get_edit_handler()
    part = handler.part_of(field) if isinstance(handler, PartedInterface) else None
    return Place(part.key, f"?{OPEN}={part.key}#cn-{field}") if part else Place("", f"#cn-{field}")


def stay(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After a draft is saved from one part: there again, or to the part that was asked for; None for what does not come from a part.

    Wagtail's ``after_create_page`` and ``after_edit_page`` hooks; what is published or sent for approval goes where Wagtail leads.
    """
    key = request.POST.get(NEXT) or request.POST.get(DRAWN)
    if not key or request.headers.get("Accept") == "application/json" or any(name.startswith("action-") for name in request.POST):
        return None
    key, _mark, anchor = key.partition("#")
    query = {OPEN: key} | ({"next": request.POST["next"]} if request.POST.get("next") else {})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk]) + "?" + urlencode(query)
    return redirect(f"{address}#{quote(anchor)}" if anchor else address)


def _has(page: Page, name: str) -> bool:
    """Whether a field of the page, or a relation, says anything."""
    value: Any = getattr(page, name, None)
    if hasattr(value, "all"):
        return bool(page.pk) and bool(value.all())
    return bool(value)


class PartedForm:
    """Mixed into the form of such a page: one that was drawn in part has the fields of that part alone."""

    def __init__(self: Any, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)  # type: ignore[call-arg]
        if data is not None:
            self.keep_to(self.drawn_part)

    @cached_property
    def drawn_part(self: Any) -> Part | None:
        """What the form that was sent had; None: all."""
        handler = self._meta.model.get_edit_handler()
        part: Part | None = handler.parts.get(self.data.get(DRAWN)) if isinstance(handler, PartedInterface) else None
        return part

    @cached_property
    def standing(self: Any) -> Standing:
        """Of the page as it is in memory. Of a page that is being added, nothing is missing; what is typed may be doubted."""
        standing, page = self._meta.model.get_edit_handler().standing, self.instance
        found = standing(page, is_stored=not self.is_bound) if standing and (page.pk or self.is_bound) else Standing([], [])
        return found if page.pk else Standing([], found.doubts)

    def keep_to(self: Any, part: Part | None) -> None:
        """Without the fields and rows of all other parts; as it is for None."""
        if part is None:
            return
        kept = part.names | self._meta.model.get_edit_handler().everywhere
        for named in (self.fields, self.formsets):
            for name in [name for name in named if name not in kept]:
                del named[name]
