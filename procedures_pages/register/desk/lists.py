"""The list of records: sorted, searched, narrowed, exported."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from office.desk.lists import ExportedList, TagColumn
from vietnamese.dates import short

from ..guides import codes_with_a_guide
from ..models import RegisterRecord
from .access import crumbs
from .filters import RecordFilters
from .finding import records_with
from .labels import level_names, place_name


def record_url(record: RegisterRecord) -> str:
    return reverse("register_desk:record", args=[record.code])


def guide_words(record: Any) -> str:
    return _("Đã có") if record.has_guide else _("Chưa có")


def presence(record: RegisterRecord) -> tuple[str, str]:
    """(words, tone): gone, changed, only a name, or nothing to say."""
    if record.gone_in:
        return _("Không còn từ %(day)s") % {"day": short(record.gone_in.date)}, "red"
    if record.changed_in:
        return _("Đổi %(day)s") % {"day": short(record.changed_in.date)}, "amber"
    return (_("Mới có tên"), "") if record.is_stub else ("", "")


class RecordList(ExportedList):
    page_title = gettext_lazy("Bản ghi Cơ sở dữ liệu quốc gia")
    header_icon = "table"
    caption = gettext_lazy("Bản ghi của Cơ sở dữ liệu quốc gia về thủ tục hành chính")
    verbose_name_plural = gettext_lazy("bản ghi")
    index_url_name = "register_desk:records"
    index_results_url_name = "register_desk:records_results"
    is_searchable = True
    filterset_class = RecordFilters
    default_ordering = "code"
    paginate_by = 50
    columns = [
        TitleColumn("name", label=gettext_lazy("Tên"), sort_key="name", get_url=record_url),
        Column("code", label=gettext_lazy("Mã thủ tục"), sort_key="code", classname="cn-code"),
        Column("area", label=gettext_lazy("Lĩnh vực"), sort_key="area"),
        Column("levels", label=gettext_lazy("Cấp"), sort_key="levels", accessor=lambda r: level_names(r.levels)),
        Column("place", label=gettext_lazy("Nơi quyết định"), sort_key="place", accessor=lambda r: place_name(r.place)),
        Column("authority", label=gettext_lazy("Cơ quan"), sort_key="authority"),
        Column("has_guide", label=gettext_lazy("Hướng dẫn"), sort_key="has_guide", accessor=guide_words),
        TagColumn("presence", label=gettext_lazy("Tình trạng"), sort_key="changed_in__date", accessor=presence),
    ]
    export_filename = "ban-ghi-co-so-du-lieu-quoc-gia"
    list_export = ["code", "name", "area", "levels", "authority", "guide", "first_seen", "last_seen", "changed_in", "gone_in", "place"]
    export_headings = {
        "code": gettext_lazy("Mã thủ tục"),
        "name": gettext_lazy("Tên"),
        "area": gettext_lazy("Lĩnh vực"),
        "levels": gettext_lazy("Cấp thực hiện"),
        "authority": gettext_lazy("Cơ quan"),
        "guide": gettext_lazy("Hướng dẫn"),
        "first_seen": gettext_lazy("Thấy lần đầu"),
        "last_seen": gettext_lazy("Thấy lần cuối"),
        "changed_in": gettext_lazy("Đổi ở bản chụp"),
        "gone_in": gettext_lazy("Không còn từ bản chụp"),
        "place": gettext_lazy("Nơi quyết định"),
    }

    def get_base_queryset(self) -> QuerySet[RegisterRecord]:
        covered = ExpressionWrapper(Q(code__in=codes_with_a_guide()), output_field=BooleanField())
        related = RegisterRecord.objects.select_related("first_seen", "last_seen", "changed_in", "gone_in")
        # The reports of imports are long, and no list shows them.
        unread = [f"{name}__report" for name in ("first_seen", "last_seen", "changed_in", "gone_in")]
        return related.defer(*unread).annotate(has_guide=covered)

    def order_queryset(self, queryset: QuerySet[RegisterRecord]) -> QuerySet[RegisterRecord]:
        return queryset.order_by(self.ordering, "code") if self.ordering.lstrip("-") != "code" else queryset.order_by(self.ordering)

    def search_queryset(self, queryset: QuerySet[RegisterRecord]) -> QuerySet[RegisterRecord]:
        """The words as they stand come first, unless the editor asked for another order."""
        if not self.is_searching:
            return queryset
        close, others = records_with(self.search_query)
        found = queryset.filter(pk__in=close + others)
        return found if self.is_explicitly_ordered else found.order_by(Case(When(pk__in=close, then=0), default=1), "code")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", _("Bản ghi")))

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        days = {
            name: short(snapshot.date) if (snapshot := getattr(item, name)) else ""
            for name in ("first_seen", "last_seen", "changed_in", "gone_in")
        }
        words = {"code": item.code, "name": item.name, "area": item.area, "levels": level_names(item.levels), "authority": item.authority}
        return OrderedDict({**words, "guide": guide_words(item), **days, "place": place_name(item.place)})
