"""Translating on the desk: whoever writes may translate, whoever publishes may publish a translation, as with any page.

What wagtail-localize asks about each page of a list, one after the other, is asked here once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.forms import HiddenInput
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.admin.panels.group import PanelGroup
from wagtail.admin.widgets import ListingButton
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.models import Translation, TranslationSource, get_edit_url
from wagtail_localize.views import edit_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..two_people.translating import may_go_live

# As wagtail-localize words them.
TRANSLATE, SYNC = "Translate this page", "Sync translated pages"
BUTTONS = ("register_page_header_buttons", "register_page_listing_more_buttons")


class InOneList(edit_translation.TabHelper):
    """wagtail-localize looks for fields in Wagtail's own tabs alone: of a form of other parts it would show no sentence at all."""

    @cached_property
    def edit_handler(self) -> PanelGroup:
        handler: PanelGroup = super().edit_handler
        if isinstance(handler, TabbedInterface | ObjectList):
            return handler
        return TabbedInterface([ObjectList(handler.children, heading=_("Nội dung"))]).bind_to_model(type(self.instance))


edit_translation.TabHelper = InOneList


class CarefulUpdateView(UpdateTranslationsView):
    """wagtail-localize lets everybody who may translate publish all translations at once when it brings them up to their source.

    Here whoever publishes pages, has not written the last sentence of one, and passes nobody by who checks it first.
    """

    def get_form(self) -> Any:
        form = super().get_form()
        targets = [translation.get_target_instance() for translation in self.object.translations.filter(enabled=True)]
        user = self.request.user
        if not all(page.permissions_for_user(user).can_publish() and may_go_live(page, user) for page in targets):
            field = form.fields["publish_translations"]
            field.disabled, field.initial, field.widget = True, False, HiddenInput()
        return form


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[Any]:
    """In the place of wagtail-localize's own views, which stand later in the list."""
    return [
        path("localize/update/<int:translation_source_id>/", CarefulUpdateView.as_view()),
        path("localize/reports/translations/", TranslationsReport.as_view(), name="translations_report"),
        path("localize/reports/translations/results/", TranslationsReport.as_view(results_only=True), name="translations_report_results"),
    ]


@hooks.register("insert_editor_js")
def words_of_the_editor() -> str:
    """The editor of a translation is a script, two of whose sentences no catalogue can answer."""
    script = static("desk/translating.js")
    words = _("Từng câu của trang gốc, và câu dịch ngay bên dưới"), _("Thao tác khác")
    return format_html('<script src="{}" data-heading="{}" data-more="{}"></script>', script, *words)


def with_translations(pages: Any) -> Any:
    """Pages, each with ``_can_be_translated`` (there is a language that it has no page of its own in) and ``_translated_from``, the
    number of the source whose translations follow it, or None."""
    own = Page.objects.filter(translation_key=OuterRef(OuterRef("translation_key")), alias_of=None)
    enabled = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    sources = TranslationSource.objects.filter(Exists(enabled), object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"))
    lacking = Locale.objects.exclude(id__in=own.values("locale_id"))
    return pages.annotate(_can_be_translated=Exists(lacking), _translated_from=Subquery(sources.values("pk")[:1]))


def page_buttons(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[ListingButton]:
    """As wagtail-localize's; a page from a list says itself what there is to ask."""
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    if not hasattr(page, "_can_be_translated"):
        names = ("_can_be_translated", "_translated_from")
        for told in with_translations(Page.objects.filter(pk=page.pk).order_by()).values(*names):
            page.__dict__.update(told)
    if getattr(page, "_can_be_translated", False):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield ListingButton(gettext(TRANSLATE), url, priority=60, icon_name="wagtail-localize-language")
    if (source := getattr(page, "_translated_from", None)) is not None:
        url = reverse("wagtail_localize:update_translations", args=[source])
        url += f"?{urlencode({'next': next_url})}" if next_url is not None else ""
        yield ListingButton(gettext(SYNC), url, priority=60, icon_name="resubmit")


for _name in BUTTONS:
    hooks._hooks[_name] = [row for row in hooks._hooks[_name] if row[0] is not localize_hooks.page_listing_more_buttons]
    hooks.register(_name, page_buttons)


class TranslationsReport(TranslationsReportView):
    """wagtail-localize's report; sources, targets and progress of the rows shown are asked for together."""

    def get_queryset(self) -> QuerySet[Translation]:
        together = ("source__locale", "source__specific_content_type", "target_locale")
        return super().get_queryset().select_related(*together).order_by("pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        _tell(context["object_list"])
        return context


def _tell(translations: Iterable[Translation]) -> None:
    """Gives each what the report calls its methods for."""
    versions = _versions(translations)
    for translation in translations:
        source, kind = translation.source, translation.source.specific_content_type_id
        original = versions.get((kind, source.object_id, source.locale_id))
        target = versions.get((kind, source.object_id, translation.target_locale_id))
        source.get_source_instance_edit_url = get_edit_url(original) if original else ""
        translation.get_target_instance = target or ""
        translation.get_target_instance_edit_url = get_edit_url(target) if target else ""
        translation.get_progress = lambda waiting=translation.waiting_for_translation: (1, 0 if waiting else 1)


def _versions(translations: Iterable[Translation]) -> dict[tuple[int, Any, int], Any]:
    """By kind, key and language all that these lead from or to. One query for each kind that is no page, one for all pages."""
    keys: dict[Any, list[TranslationSource]] = {}
    for translation in translations:
        model = translation.source.specific_content_type.model_class()
        keys.setdefault(Page if issubclass(model, Page) else model, []).append(translation.source)
    found = {}
    for model, sources in keys.items():
        kinds = {source.object_id: source.specific_content_type_id for source in sources}
        for row in model._default_manager.filter(translation_key__in=kinds):
            found[kinds[row.translation_key], row.translation_key, row.locale_id] = row
    return found
