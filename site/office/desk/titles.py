"""A page needs a title and nothing else: its address is made from it, in plain letters, as the editor types and again on the server.

Wagtail's own cleaning drops đ ("Đổi" → "oi"); ours folds as ``vietnamese.slugs`` does. The browser is told how by formatters of
Wagtail's slug field, so no script of Wagtail is replaced.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import SlugField, TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from vietnamese.folding import fold
from vietnamese.slugs import slugify

from .once import stored

MAX_LENGTH = 240  # of the field's 255 signs, so that a number still fits
NAMELESS = "trang"  # of a title without a Latin letter or digit
_SLUG = re.compile(r"[-a-zA-Z0-9_]*")
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]


def _formatters() -> list[tuple[str, str]]:
    """(pattern, replacement) pairs, applied in order by the browser, that do what ``slugify`` does but for the lower case."""
    letters: dict[str, str] = {}
    for c in map(chr, _LATIN):
        plain = fold(c)
        if plain.isascii() and plain.isalpha():
            letters[plain] = letters.get(plain, "") + c
    # Marks of decomposed text, soft hyphens, zero-width and direction signs.
    unseen = r"[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
    return [(unseen, ""), *((f"[{found}]", plain) for plain, found in letters.items()), ("[^A-Za-z0-9]+", "-"), ("^-+|-+$", "")]


FORMATTERS = _formatters()


class VietnameseSlugInput(SlugInput):
    """Wagtail's slug field, which folds Vietnamese letters; also where no script runs."""

    TABLE = "data-w-slug-formatters-value"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, formatters=FORMATTERS)
        # Its letters as such: as escapes they are three times as long.
        self.attrs[self.TABLE] = json.dumps(json.loads(self.attrs[self.TABLE]), ensure_ascii=False, separators=(",", ":"))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value if not isinstance(value, str) or _SLUG.fullmatch(value) else slugify(value, MAX_LENGTH)


class SlugAdapter(WidgetAdapter):
    """The field as Wagtail's script looks it up: it is drawn by the server, and its table of letters sent once."""

    def js_args(self, widget: VietnameseSlugInput) -> list[Any]:
        args: list[Any] = super().js_args(TextInput())
        return args


register(SlugAdapter(), VietnameseSlugInput)


def automatic_slug(title: str) -> str:
    """The address that a title gives a page, never ""."""
    return slugify(title, MAX_LENGTH) or NAMELESS


def free_slug(slug: str, parent: Page | None, page: Page | None = None) -> str:
    """``slug``, or with -2, -3 … where a child of ``parent`` other than ``page`` has it."""
    if parent is None:
        return slug
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.exclude(pk=page.pk)
    taken = set(siblings.filter(slug__startswith=slug).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


class TitledPageForm(WagtailAdminPageForm):
    """The edit form of a page. The address may be left empty; one that only repeats the title of a page never published gives way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if not self.instance.pk:
            # Wagtail writes a page that is to be published at once as live before it asks anybody.
            self.instance.live = False

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a field that is not in this form is said over its boxes."""
        known: dict[str, Any] = {}
        for name, found in errors.error_dict.items():
            known.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(found)
        super()._update_errors(ValidationError(known))

    def clean(self) -> dict[str, Any]:
        title, slug = self.cleaned_data.get("title"), self.cleaned_data.get("slug")
        if title and slug is not None:
            automatic = automatic_slug(title)
            has_readers = self.instance.pk and self.instance.live  # a page in the making says it is live
            if not slug or (slug == automatic and not has_readers):
                self.cleaned_data["slug"] = free_slug(automatic, self.parent_page, self.instance)
        kept = self.cleaned_data.pop("slug") if keeps_address(self.instance, self.cleaned_data.get("slug")) else None
        cleaned: dict[str, Any] = super().clean()
        return cleaned if kept is None else cleaned | {"slug": kept}


def keeps_address(page: Any, slug: str | None) -> bool:
    """Whether the page has this slug already where it stands: nobody need ask whether it is free."""
    before = stored(page) if slug else None
    return before is not None and (before.slug, before.path) == (slug, page.path)


class PageCopyForm(CopyForm):
    """Copying proposes a title's own address, free under its parent, and offers no alias.

    An alias would go live by itself, as a second page with the same title and codes; so would a copy that is published at once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("alias", "publish_copies"):
            self.fields.pop(name, None)
        field = self.fields["new_slug"]
        self.fields["new_slug"] = SlugField(
            initial=free_slug(self.page.slug, self.page.get_parent()), label=field.label, widget=VietnameseSlugInput(), required=False
        )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("new_slug") == "" and self.cleaned_data.get("new_title"):
            parent = self.cleaned_data.get("new_parent_page") or self.page.get_parent()
            self.cleaned_data["new_slug"] = free_slug(automatic_slug(self.cleaned_data["new_title"]), parent)
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class TitledPage:
    """Of every page model: its form, its copying, and an address made from the title wherever a page without one is saved."""

    base_form_class: type[TitledPageForm] = TitledPageForm
    copy_form_class = PageCopyForm

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._fill_slug()
        super().full_clean(*args, **kwargs)  # type: ignore[misc]

    def minimal_clean(self) -> None:
        self._fill_slug()
        super().minimal_clean()  # type: ignore[misc]

    def _check_slug_is_unique(self: Any) -> None:
        if not keeps_address(self, self.slug):
            super()._check_slug_is_unique()  # type: ignore[misc]

    def _fill_slug(self: Any) -> None:
        # Without a path the page has no siblings yet; it is cleaned again when it has one.
        if not self.slug and self.title and self.path:
            self.slug = free_slug(automatic_slug(self.title), self.get_parent(), self)


def slug_panel() -> FieldPanel:
    """The field of a slug, called what it is to an editor."""
    return FieldPanel("slug", heading=_("Tên trong địa chỉ"))


class NewNamePanel(TitleFieldPanel):
    """The name of a new row of reference data, from which its address is made while it is typed; later it stays as it is."""

    def __init__(self, *args: Any, placeholder: Any = False, classname: str = "", **kwargs: Any) -> None:
        super().__init__(*args, placeholder=placeholder, classname=classname, **kwargs)

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return not (self.instance and self.instance.pk)
