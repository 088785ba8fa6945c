"""What is there already is told with the words of the form, not with those of the database."""

from django.apps import apps
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from .test_desk_in_vietnamese import jargon, jargon_in


def unique_fields():
    typed = {*get_snippet_models(), *get_page_models(), *apps.get_app_config("procedures_pages").get_models()}
    for model in sorted(typed, key=lambda model: model._meta.label):
        for field in model._meta.fields:
            if field.unique and not field.primary_key and not field.is_relation and field.editable:
                yield model, field


def test_no_message_about_what_is_there_already_speaks_jargon(db):
    told = {(model, field.name): model().unique_error_message(model, (field.name,)).messages for model, field in unique_fields()}
    assert len(told) >= 4
    for (model, name), messages in told.items():
        label = str(model._meta.get_field(name).verbose_name).lower()
        assert f"={label}" not in jargon(), (model, name)
        assert not list(jargon_in(f"<p>{' '.join(messages)}</p>")), (model, name)
