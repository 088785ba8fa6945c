"""The addresses (config/addresses.py) and the desk's forms, made in Vietnamese whoever asks first.

Wagtail words filters, columns and choosers while it loads their modules and makes their forms, once for the life of a process and in the
language of that moment. Were the first request after a start an English page, or an editor's who reads English, every desk of that
process would speak English until the next start.
"""

from django.conf import settings
from django.utils import translation
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

with translation.override(settings.LANGUAGE_CODE):
    from .addresses import handler400, handler403, handler404, handler500, urlpatterns

    for model in get_page_models():
        model.get_edit_handler().get_form_class()
    for model in get_snippet_models():
        model.snippet_viewset.get_edit_handler().get_form_class()

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
