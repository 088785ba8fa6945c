"""The editors' words on the desk: one menu, four lists, forms that the report of unanswered queries opens already filled in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet, SnippetViewSetGroup

from vietnamese.folding import fold
from vietnamese.normal import clean

from ..models import Confusion, Elsewhere, PromotedAnswer, Synonym
from ..query.phrase_lines import MAX_LINE_LENGTH, MAX_LINES, lines

ANSWERS = ["procedures_pages.ProcedurePage", "guides.GuidePage", "guides.LifeEventPage"]


class PrefilledCreateView(CreateView):
    """The first field that holds phrases may be given in the address, several times: ``?said=mo+tiem&said=mo+quan``."""

    def get_initial(self) -> dict[str, Any]:
        name = self.model.PHRASES[0]
        given = "\n".join(self.request.GET.getlist(name)[:MAX_LINES])
        said = [line[:MAX_LINE_LENGTH] for line in lines(given[: MAX_LINES * MAX_LINE_LENGTH])][:MAX_LINES]
        return {**super().get_initial(), **({name: "\n".join(said)} if said else {})}


class WordsIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those with what was typed in one of their fields, with or without its marks."""
        if not self.is_searching:
            return queryset
        typed = fold(clean(self.search_query))
        rows = queryset.values_list("pk", *self.search_fields)
        return queryset.filter(pk__in=[pk for pk, *texts in rows if any(typed in fold(text) for text in texts)])


class WordsViewSet(SnippetViewSet):
    add_view_class = PrefilledCreateView
    index_view_class = WordsIndexView
    # The words themselves are searched: they are few.
    search_backend_name = None
    copy_view_enabled = False


def _first_lines(name: str, label: Any, most: int = 3) -> Column:
    return Column(name, label=label, accessor=lambda row: " · ".join(getattr(row, name).splitlines()[:most]), sort_key=name)


class SynonymViewSet(WordsViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Từ đồng nghĩa, viết tắt")
    list_display = [
        "__str__",
        _first_lines("said", _("Người dân nói")),
        _first_lines("official", _("Từ của cơ quan")),
        BooleanColumn("both_ways", label=_("Hai chiều")),
    ]
    list_filter = ["kind", "both_ways"]
    search_fields = ["said", "official", "note"]
    panels = [FieldPanel("said"), FieldPanel("official"), FieldRowPanel([FieldPanel("both_ways"), FieldPanel("kind")]), FieldPanel("note")]


class ConfusionViewSet(WordsViewSet):
    model = Confusion
    icon = "help"
    menu_label = _("Cặp dễ nhầm")
    list_display = ["__str__", Column("difference", label=_("Khác nhau ở đâu"), sort_key="difference")]
    search_fields = ["first", "second", "difference"]
    panels = [
        FieldPanel("difference"),
        *(
            MultiFieldPanel(
                [FieldPanel(side), FieldPanel(f"{side}_text"), PageChooserPanel(f"{side}_page", page_type=ANSWERS)], heading=told
            )
            for side, told in (("first", _("Việc thứ nhất")), ("second", _("Việc thứ hai")))
        ),
    ]


class PromotedAnswerViewSet(WordsViewSet):
    model = PromotedAnswer
    icon = "pick"
    menu_label = _("Câu trả lời gợi ý")
    list_display = ["__str__", _first_lines("queries", _("Câu tìm")), Column("page", label=_("Trang trả lời"), sort_key="page__title")]
    list_select_related = ["page"]
    search_fields = ["queries", "reason"]
    panels = [FieldPanel("queries"), PageChooserPanel("page", page_type=ANSWERS), FieldPanel("reason")]


class ElsewhereViewSet(WordsViewSet):
    model = Elsewhere
    icon = "logout"
    menu_label = _("Việc không làm ở đây")
    list_display = ["title", _first_lines("queries", _("Câu tìm")), Column("who", label=_("Nơi làm"), sort_key="who")]
    search_fields = ["queries", "title", "who"]
    panels = [FieldPanel(name) for name in ("queries", "unless", "title", "who", "link", "explanation")]


class WordsGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, ConfusionViewSet, PromotedAnswerViewSet, ElsewhereViewSet)
    menu_label = _("Từ ngữ tìm kiếm")
    menu_icon = "search"
    menu_name = "tu-ngu-tim-kiem"
    menu_order = 250


register_snippet(WordsGroup)
