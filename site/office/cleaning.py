"""Text from outside is cleaned at every door, in one place: what a model keeps of what people type, whichever way it comes.

A form cleans while it reads (:mod:`office.clean_fields`); what comes past the forms (scripts, imports, the sample, translations, drafts in
revisions) is cleaned on saving. Each app says in ``ready`` which of its models people type into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import AppConfig, apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Revision

from vietnamese import typed
from vietnamese.legacy import garbled
from vietnamese.slugs import slugify

from .trackers import address

Cleaner = Callable[[str], str]

# What people type into other apps' models. Names and words of persons keep their spelling.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("wagtailcore.Page", ("title", "draft_title", "seo_title", "search_description", "slug")),
    ("wagtailcore.Site", ("site_name",)),
    ("wagtailcore.Collection", ("name",)),
    ("wagtailcore.Workflow", ("name",)),
    ("wagtailcore.Task", ("name",)),
    ("wagtailimages.Image", ("title", "description")),
    ("wagtaildocs.Document", ("title",)),
    ("wagtail_localize.StringTranslation", ("data",)),
    ("auth.Group", ("name",)),
    ("taggit.Tag", ("name",)),
    ("otp_totp.TOTPDevice", ("name",)),
)
_OWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("auth.User", ("first_name", "last_name", "email")),
    ("wagtailcore.Comment", ("text",)),
    ("wagtailcore.CommentReply", ("text",)),
    ("wagtailcore.TaskState", ("comment",)),
)
_watched: dict[type[models.Model], dict[str, Cleaner]] = {}


def slug(text: str) -> str:
    """A valid slug stays; what is none becomes one: "Đăng ký" → "dang-ky"."""
    text = typed.own_line(text)
    return text if text.replace("-", "").replace("_", "").isalnum() and text.isascii() else slugify(text)


def cleaner_of(field: models.Field[Any, Any], model: type[models.Model] | None = None) -> Cleaner | None:
    """What cleans a field of a model, by its kind and by what the model says of it (``own_words``, ``names_by_line``); None for no text."""
    model = model or field.model
    if field.choices or not isinstance(field, models.CharField | models.TextField):
        return None
    if isinstance(field, models.SlugField):
        return slug
    is_long = isinstance(field, models.TextField)
    if isinstance(field, models.URLField):
        return address
    if isinstance(field, models.EmailField) or field.name in getattr(model, "own_words", ()):
        return typed.own_lines if is_long else typed.own_line
    if field.name in getattr(model, "names_by_line", ()):
        return typed.lines
    return typed.prose if is_long else typed.line


def watch_app(app: AppConfig, but: Iterable[str] = ()) -> None:
    """Every text field of the app's models is typed by people, but for those of the models named (what the site writes itself)."""
    left_out = {name.lower() for name in but}
    for model in app.get_models():
        if model._meta.model_name not in left_out:
            _watch(model, {field.name: cleaner for field in model._meta.local_fields if (cleaner := cleaner_of(field, model))})


def _watch(model: type[models.Model], cleaners: dict[str, Cleaner]) -> None:
    _watched[model] = {**_watched.get(model, {}), **cleaners}
    cleaners_of.cache_clear()


def watch_other_apps() -> None:
    """The models of Wagtail, Django and their relatives."""
    for label, names in _WORDS:
        model = apps.get_model(label)
        _watch(model, {name: cleaner for name in names if (cleaner := cleaner_of(model._meta.get_field(name), model))})
    for label, names in _OWN:
        model = apps.get_model(label)
        long = {name for name in names if isinstance(model._meta.get_field(name), models.TextField)}
        _watch(model, {name: typed.own_lines if name in long else typed.own_line for name in names})


@cache
def cleaners_of(model: type[models.Model]) -> dict[str, Cleaner]:
    """{name of a field: what cleans it} of a model with those it inherits; empty where people type nothing."""
    found: dict[str, Cleaner] = {}
    for ancestor in (*model._meta.get_parent_list(), model):
        found.update(_watched.get(ancestor, {}))
    return found


def clean_instance(instance: models.Model, but: Iterable[str] = ()) -> None:
    """Cleans the text of an instance, in place. Fields that are not loaded stay so."""
    for name, cleaner in cleaners_of(type(instance)).items():
        text = instance.__dict__.get(name)
        if isinstance(text, str) and text and name not in but:
            cleaned = cleaner(typed.meant(text))
            if cleaned != text:
                setattr(instance, name, cleaned)


def clean_content(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    """Cleans a revision's content: its fields, its streams and its child rows. Returns it."""
    cleaners = cleaners_of(model)
    out = dict(content)
    for name, value in content.items():
        if isinstance(value, str) and value and name in cleaners:
            out[name] = cleaners[name](typed.meant(value))
    for relation in model._meta.related_objects:
        rows = content.get(relation.get_accessor_name() or "")
        if isinstance(rows, list):
            child = relation.related_model
            out[relation.get_accessor_name() or ""] = [clean_content(child, row) if isinstance(row, dict) else row for row in rows]
    return out


def _clean_on_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Revision):
        model = instance.content_type.model_class() if instance.content_type_id else None
        if model is not None and isinstance(instance.content, dict):
            instance.content = clean_content(model, instance.content)
    elif cleaners_of(sender):
        # A page's address has been made from its slug by now; its own clean has seen to that.
        clean_instance(instance, but=("slug",) if "url_path" in instance.__dict__ else ())


def connect() -> None:
    pre_save.connect(_clean_on_saving, dispatch_uid="office-cleaning")


def garbled_message(piece: str) -> str:
    """What an editor is told of text that nobody can read."""
    return _("Có chữ bị hỏng, không đọc được: “%(piece)s”. Hãy chép lại từ nơi khác hoặc gõ lại.") % {"piece": piece}


def there_already(instance: models.Model) -> Iterator[str]:
    """The names of keys whose target was read from the database with this instance: nobody need ask again whether it is there.

    Those that lead to some rows of a table only (``limit_choices_to``) are asked all the same.
    """
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(instance) and not field.get_limit_choices_to():
            target = field.get_cached_value(instance)
            if target is None or target._state.adding:
                continue
            if getattr(target, field.target_field.attname) == field.value_from_object(instance):
                yield field.name


class TargetsThere:
    """For models: no key is asked again whether it leads somewhere."""

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude={*(exclude or ()), *there_already(self)})  # type: ignore[arg-type, misc]


class CleanText(TargetsThere):
    """For models: their text is cleaned before it is validated, and what is garbled is an error of its field.

    ``own_words``: fields of persons' names and words, whose spelling stays. ``names_by_line``: fields with a name on each line.
    """

    own_words: tuple[str, ...] = ()
    names_by_line: tuple[str, ...] = ()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        clean_instance(self)  # type: ignore[arg-type]
        super().full_clean(*args, **kwargs)  # type: ignore[misc]

    def minimal_clean(self) -> None:
        """A page's, saved as a draft."""
        clean_instance(self)  # type: ignore[arg-type]
        super().minimal_clean()  # type: ignore[misc]

    def clean_fields(self, exclude: Any = None) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for name, piece in self._garbled():
            if name not in (exclude or ()) and name not in errors:
                errors[name] = [ValidationError(garbled_message(piece), code="garbled")]
        if errors:
            raise ValidationError(errors)

    def _garbled(self) -> Iterator[tuple[str, str]]:
        for name in cleaners_of(type(self)):  # type: ignore[arg-type]
            text = self.__dict__.get(name)
            if isinstance(text, str) and (piece := garbled(text)):
                yield name, piece
