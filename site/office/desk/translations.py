"""Translating on the desk: whoever writes may translate, whoever publishes may publish a translation, as with any page."""

from __future__ import annotations

from typing import Any

from django.forms import HiddenInput
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail_localize.views.update_translations import UpdateTranslationsView


class CarefulUpdateView(UpdateTranslationsView):
    """wagtail-localize lets everybody who may translate publish all translations at once when it brings them up to their source."""

    def get_form(self) -> Any:
        form = super().get_form()
        targets = [translation.get_target_instance() for translation in self.object.translations.filter(enabled=True)]
        if not all(page.permissions_for_user(self.request.user).can_publish() for page in targets):
            field = form.fields["publish_translations"]
            field.disabled, field.initial, field.widget = True, False, HiddenInput()
        return form


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[Any]:
    """In the place of wagtail-localize's own view, which stands later in the list."""
    return [path("localize/update/<int:translation_source_id>/", CarefulUpdateView.as_view())]


@hooks.register("insert_editor_js")
def words_of_the_editor() -> str:
    """The editor of a translation is a script, two of whose sentences no catalogue can answer."""
    script = static("desk/translating.js")
    words = _("Từng câu của trang gốc, và câu dịch ngay bên dưới"), _("Thao tác khác")
    return format_html('<script src="{}" data-heading="{}" data-more="{}"></script>', script, *words)
