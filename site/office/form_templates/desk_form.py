"""What the desk's form of a form refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from office import site_data
from vietnamese.dates import short


class FormTemplateForm(WagtailAdminModelForm):
    """Refuses a file that readers would not get, the same file twice, and to take away or change what readers were given."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        files: set[int] = set()
        for form in self._versions():
            file = form.cleaned_data["file"]
            if file.collection_id in site_data.private_collections():
                form.add_error("file", _("Tệp này nằm ở thư mục riêng tư: người dân không tải được. Chọn tệp ở thư mục chung."))
            elif file.pk in files:
                form.add_error("file", _("Tệp này đã là một bản khác ở trên. Bản mới cần một tệp mới."))
            files.add(file.pk)
        for version in self._given():
            if version.file_id not in files:
                words = _("Bản dùng từ %(day)s đã đến tay người dân: giữ bản ấy và tệp của nó, rồi thêm một bản mới bên dưới.")
                self.add_error(None, words % {"day": short(version.effective_from)})
        return cleaned

    def _versions(self) -> Iterator[Any]:
        formset = getattr(self, "formsets", {}).get("versions")
        for form in formset.forms if formset is not None else ():
            if form.is_valid() and form.cleaned_data.get("file") and not form.cleaned_data.get("DELETE"):
                yield form

    def _given(self) -> Any:
        """The versions that readers have, or have had."""
        if not self.instance.pk or "versions" not in getattr(self, "formsets", {}):
            return ()
        rows = apps.get_model("form_templates", "FormVersion").objects.filter(form=self.instance.pk, form__live=True)
        return rows.filter(effective_from__lte=timezone.localdate()).order_by("effective_from", "pk")
