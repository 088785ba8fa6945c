"""What the list of records can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from office import site_data
from vietnamese.sorting import sort_key

from ..classification.places import NATIONAL, UNKNOWN
from ..guides import codes_with_a_guide
from ..models import RegisterRecord
from .finding import records_of_authority
from .labels import LEVEL_NAMES

Records = QuerySet[RegisterRecord]
NO_AREA = "-"


class RecordFilters(WagtailFilterSet):
    cap = django_filters.ChoiceFilter(
        label=_("Cấp thực hiện"),
        choices=list(LEVEL_NAMES.items()),
        empty_label=_("Mọi cấp"),
        widget=forms.RadioSelect,
        method="by_level",
        help_text=_("Bản ghi có thể thuộc nhiều cấp."),
    )
    linh_vuc = django_filters.ChoiceFilter(
        label=_("Lĩnh vực"), choices=(), empty_label=_("Mọi lĩnh vực"), method="by_area", help_text=_("Tên như trong Cơ sở dữ liệu.")
    )
    co_quan = django_filters.CharFilter(
        label=_("Cơ quan thực hiện"), method="by_authority", help_text=_("Gõ một phần tên, có dấu hay không. Ví dụ: so y te")
    )
    noi = django_filters.ChoiceFilter(
        label=_("Nơi quyết định"),
        choices=[
            ("toan-quoc", _("Toàn quốc")),
            ("tinh-ta", _("Tỉnh của đơn vị")),
            ("tinh-khac", _("Tỉnh khác")),
            ("khong-ro", _("Không rõ")),
        ],
        empty_label=_("Mọi nơi"),
        widget=forms.RadioSelect,
        method="by_place",
        help_text=_("Bản ghi của tỉnh khác chỉ hiện ở mục “Ở tỉnh khác”."),
    )
    huong_dan = django_filters.ChoiceFilter(
        label=_("Hướng dẫn"),
        choices=[("co", _("Đã có hướng dẫn")), ("chua", _("Chưa có hướng dẫn"))],
        empty_label=_("Có hay chưa"),
        widget=forms.RadioSelect,
        method="by_guide",
        help_text=_("Chỉ tính trang đã xuất bản."),
    )
    doi_tu = django_filters.DateFilter(
        label=_("Đổi từ ngày"),
        field_name="changed_in__date",
        lookup_expr="gte",
        widget=AdminDateInput,
        help_text=_("Bản ghi đổi ở bản chụp từ ngày này trở đi. Ví dụ: 01/07/2026"),
    )
    tinh_trang = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=[("con", _("Còn trong bản chụp mới nhất")), ("khong-con", _("Không còn"))],
        empty_label=_("Mọi tình trạng"),
        widget=forms.RadioSelect,
        method="by_presence",
        help_text=_("Bản ghi không còn: có thể thủ tục đã bị bãi bỏ hoặc thay thế."),
    )

    class Meta:
        model = RegisterRecord
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = sorted(RegisterRecord.objects.order_by().values_list("area", flat=True).distinct(), key=sort_key)
        self.filters["linh_vuc"].extra["choices"] = [(area or NO_AREA, area or _("(không ghi lĩnh vực)")) for area in areas]

    def by_level(self, records: Records, name: str, level: str) -> Records:
        return records.filter(levels__contains=level)

    def by_area(self, records: Records, name: str, area: str) -> Records:
        return records.filter(area="" if area == NO_AREA else area)

    def by_authority(self, records: Records, name: str, words: str) -> Records:
        return records.filter(pk__in=records_of_authority(words))

    def by_place(self, records: Records, name: str, where: str) -> Records:
        ours = site_data.unit().province
        if where == "tinh-khac":
            return records.exclude(place__in=(ours, NATIONAL, UNKNOWN))
        return records.filter(place={"toan-quoc": NATIONAL, "tinh-ta": ours}.get(where, UNKNOWN))

    def by_guide(self, records: Records, name: str, has: str) -> Records:
        covered = codes_with_a_guide()
        return records.filter(code__in=covered) if has == "co" else records.exclude(code__in=covered)

    def by_presence(self, records: Records, name: str, presence: str) -> Records:
        return records.filter(gone_in__isnull=presence == "con")
