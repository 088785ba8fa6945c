"""Labels that Wagtail and its relatives leave to the name of a field, so that no catalogue could ever answer them.

The words are asked of the desk's own catalogue (site/locale/desk), like all other strings of Wagtail.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as wagtails_words  # under a name that makemessages does not read

TASK_TYPE = "Task type"


def _permission_label(permission: Any) -> str:
    return gettext(permission.name)


def _name_kinds_of_steps(form: Any) -> None:
    """The field is made with each form: there is more than one kind of step (``two_people.steps``)."""
    made = form.__init__

    def named(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        if "task_type" in self.fields:
            self.fields["task_type"].label = wagtails_words(TASK_TYPE)

    form.__init__ = named


def give() -> None:
    """Name the fields of the forms, filters and columns below. Called once, when all apps are ready."""
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.auth import LoginForm
    from wagtail.admin.forms.workflows import TaskChooserSearchForm, WorkflowContentTypeForm, WorkflowPageForm
    from wagtail.admin.paginator import WagtailPaginator
    from wagtail.sites.views import IndexView
    from wagtail.users.forms import PagePermissionsForm
    from wagtail.users.views.bulk_actions.assign_role import RoleForm
    from wagtail_localize import models as translations
    from wagtail_localize.views import edit_translation
    from wagtail_localize.views.report import TranslationsReportFilterSet, TranslationsReportView

    _name_kinds_of_steps(TaskChooserSearchForm)
    links = ("ExternalLinkChooserForm", "AnchorLinkChooserForm", "EmailLinkChooserForm", "PhoneLinkChooserForm")
    fields: list[tuple[Any, dict[str, str]]] = [
        (LoginForm, {"password": "Password"}),
        (WorkflowPageForm, {"page": "Page"}),
        (WorkflowContentTypeForm, {"content_types": "Content types"}),
        (PagePermissionsForm, {"page": "Page"}),
        (RoleForm, {"role": "Role"}),
        *((getattr(choosers, name), {"link_text": "Link text"}) for name in links),
        (choosers.EmailLinkChooserForm, {"email_address": "Email address", "subject": "Subject", "body": "Body"}),
        (choosers.PhoneLinkChooserForm, {"phone_number": "Phone number"}),
    ]
    for form, labels in fields:
        for name, words in labels.items():
            form.base_fields[name].label = wagtails_words(words)
    PagePermissionsForm.base_fields["permissions"].label_from_instance = _permission_label
    for name, words in {"source_locale": "Source locale", "target_locale": "Target locale"}.items():
        TranslationsReportFilterSet.base_filters[name].label = wagtails_words(words)
    for names, words in {("verbose_name", "verbose_name_plural"): "Translations"}.items():
        counted = {name: wagtails_words(words) for name in names}
        TranslationsReportView.paginator_class = type("TranslationsPaginator", (WagtailPaginator,), counted)
    columns = {"port": "Port", "site_name": "Site name", "root_page": "Root page"}
    for column in IndexView.columns:
        if column.name in columns:
            column.label = wagtails_words(columns[column.name])
    # Of the translation editor, which names the month in English.
    edit_translation.DATE_FORMAT = translations.DATE_FORMAT = "%d/%m/%Y"
