"""Facts in words, for templates. Thin: the words are made in ``procedures_pages.facts.phrases``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from django import template
from django.contrib.staticfiles import finders
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.terms import TermEntry
from procedures_pages.addresses import absolute, localized, short_path, typed
from procedures_pages.aloud import with_spoken
from procedures_pages.code_shapes import CODE
from procedures_pages.explaining import Explaining
from procedures_pages.facts import phrases
from procedures_pages.facts.case import UNSURE, Case, Conditioned, Turns
from procedures_pages.facts.procedure import (
    Answer,
    Cost,
    Form,
    Named,
    News,
    OfficeFacts,
    ProcedureFacts,
    Question,
    RequiredDocument,
    Transfer,
    Untranslated,
)
from procedures_pages.facts.reminders import Reminder, reminder_of
from procedures_pages.law_changes import words as law_words
from procedures_pages.law_changes.texts import end_words
from procedures_pages.paper.editions import pdf_address, print_address
from procedures_pages.paper.footnotes import footnotes
from vietnamese.compounds import compounds
from vietnamese.folding import fold

ONE_CODE = rf"(?<![\d.])(?:{CODE.pattern})(?!\d)"

register = template.Library()
register.filter("time_words", phrases.time_words)
register.filter("cost_words", phrases.cost_words)
register.filter("cost_kind", phrases.cost_kind)
register.filter("counts_words", phrases.counts_words)
register.filter("form_under", phrases.form_under)
register.filter("handling_words", phrases.handling_words)
register.filter("handling_short", phrases.handling_short)
register.filter("online_words", phrases.online_words)
register.filter("channel_name", phrases.channel_name)
register.filter("level_name", phrases.level_name)
register.filter("audience_name", phrases.audience_name)
register.filter("service_mode_name", phrases.service_mode_name)
register.filter("status_name", phrases.status_name)
register.filter("papers_count", phrases.papers_count)
register.filter("file_words", phrases.file_words)
register.filter("example_words", phrases.example_words)
register.filter("case_words", phrases.case_words)
register.filter("condition_words", phrases.condition_words)
register.filter("cost_line", phrases.cost_line)
register.filter("cost_lines", phrases.cost_lines)
register.filter("cost_notes", phrases.cost_notes)
register.filter("time_lines", phrases.time_lines)
register.filter("deadline_words", phrases.deadline_words)
register.filter("deadline_summary", phrases.deadline_summary)
register.filter("deadline_notes", phrases.deadline_notes)
register.filter("entry_line", phrases.entry_line)
register.filter("offices_line", phrases.offices_line)
register.filter("form_of_case", phrases.form_of_case)
register.filter("form_line", phrases.form_line)
register.filter("takes_online", phrases.takes_online)
register.filter("standing_words", phrases.standing_words)
register.filter("first_sentence", phrases.first_sentence)
register.filter("after_first_sentence", phrases.after_first_sentence)
register.filter("time_notes", phrases.time_notes)
register.filter("time_summary", phrases.time_summary)
register.filter("time_glance", phrases.time_glance)
register.filter("return_words", phrases.return_words)
register.filter("return_glance", phrases.return_glance)
register.filter("cost_glance", phrases.cost_glance)
register.filter("deadline_glance", phrases.deadline_glance)
register.filter("cost_summary", phrases.cost_summary)
register.filter("counted_from", phrases.counted_from)
register.filter("note_of_status", phrases.note_of_status)
register.filter("has_more_costs", phrases.has_more_costs)
register.filter("channel_names", phrases.channel_names)
register.filter("when_words", phrases.when_words)
register.filter("condition_of", phrases.sentence)
register.filter("reserve_words", phrases.reserve_words)
register.filter("exit_words", phrases.exit_words)
register.filter("law_verb", law_words.verb)
register.filter("end_words", end_words)
register.simple_tag(phrases.facts_line, name="facts_line")


@register.simple_tag
def print_style(name: str) -> str:
    """The address of a print style sheet, "print.css"."""
    return static(f"print/{name}")


@register.filter
def then_apart(words: str, facts: ProcedureFacts) -> str:
    """ "3 ngày (quy định năm 2022)" with the year apart, for large letters to leave out; whole where the note above does not tell it."""
    then = phrases.then_words(facts)
    if not then or not words.endswith(then) or str(facts.year_of_then) not in phrases.first_sentence(facts.status_note):
        return words
    return format_html('{}<span class="then"> {}</span>', words.removesuffix(then).rstrip(), then)


register.filter("plain_address", typed)
register.simple_tag(print_address)
register.simple_tag(pdf_address)


MARKS = re.compile(r' data-(?:part|document|open)(?:="[^"]*")?|<(/?)(?:main|header)\b[^>]*>')


@register.tag
def unmarked(parser: Parser, token: Token) -> template.Node:
    """What stands in it without the marks for machines and without a second <main>: the same is on the page, marked, already."""
    nodes = parser.parse(("endunmarked",))
    parser.delete_first_token()
    return Unmarked(nodes)


class Unmarked(template.Node):
    def __init__(self, nodes: template.NodeList) -> None:
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        text: SafeString = self.nodelist.render(context)
        # Only marks are taken out of what the templates have escaped.
        return SafeString(MARKS.sub(lambda found: f"<{found[1]}div>" if found[1] is not None else "", text))


@register.tag
def aloud(parser: Parser, token: Token) -> template.Node:
    """What stands in it, with the words for a voice at each line that sounds otherwise than it is written; on Vietnamese pages."""
    nodes = parser.parse(("endaloud",))
    parser.delete_first_token()
    return Aloud(nodes)


class Aloud(template.Node):
    def __init__(self, nodes: template.NodeList) -> None:
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        text: SafeString = self.nodelist.render(context)
        # The words added are escaped; all else is as the templates made it.
        return SafeString(with_spoken(text)) if context["facts"].lang == "vi" else text


@register.tag
def explained(parser: Parser, token: Token) -> template.Node:
    """What stands in it, with the terms that a reader need not know led to their explanation; where the view gives ``explaining``."""
    nodes = parser.parse(("endexplained",))
    parser.delete_first_token()
    return Explained(nodes)


class Explained(template.Node):
    def __init__(self, nodes: template.NodeList) -> None:
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        text: SafeString = self.nodelist.render(context)
        explaining: Explaining | None = context.get("explaining")
        # Only links to slugs are put in, around what the templates have escaped.
        return SafeString(explaining.part(text)) if explaining else text


@register.tag
def footnoted(parser: Parser, token: Token) -> template.Node:
    """What stands in it; ``footnotes`` are from then on the terms that it names. What a browser prints has none: nobody knows its room."""
    nodes = parser.parse(("endfootnoted",))
    parser.delete_first_token()
    return Footnoted(nodes)


class Footnoted(template.Node):
    def __init__(self, nodes: template.NodeList) -> None:
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        text: SafeString = self.nodelist.render(context)
        entries: tuple[TermEntry, ...] | None = context.get("terms")
        if entries:
            context["footnotes"] = footnotes(text, entries)
        return text


@register.simple_tag
def issuing_address(document: RequiredDocument) -> str:
    """Where to read how to get the paper: the short address, which leads on when that procedure is replaced."""
    return localized(short_path(document.issued_by))


@register.filter
def words(text: str) -> str:
    """A text of a page; where it is the source's own on a translation, marked as Vietnamese."""
    return format_html('<span lang="{}">{}</span>', text.lang, str(text)) if isinstance(text, Untranslated) else text


@register.filter
def title_words(text: str) -> SafeString:
    """As ``words``, of what stands in large letters: no line ends within a word of two syllables. What machines read stays as it is."""
    parts = ((format_html('<span class="w">{}</span>', part) if nr % 2 else part,) for nr, part in enumerate(compounds(text)))
    whole = format_html_join("", "{}", parts)
    return format_html('<span lang="{}">{}</span>', text.lang, whole) if isinstance(text, Untranslated) else whole


@register.simple_tag(takes_context=True)
def paper_name(context: template.Context, document: RequiredDocument) -> str:
    """A paper's name; a link to the paper's own place where that says more than the list it stands in."""
    place = context["places"].get(document.id)
    if place is None or not place.says_more:
        return words(document.name)
    return format_html('<a href="{}/giay-to/{}/">{}</a>', context["links"], place.slug, words(document.name))


@register.filter
def linked(text: str, facts: ProcedureFacts | str = "") -> str:
    """As ``words``; codes of procedures and titles of related pages in it are links, so that whoever is sent elsewhere gets there.

    Without ``facts``, where no template knows them: codes alone.
    """
    titles = {link.title: link.url for link in facts.related if link.lang == facts.lang} if isinstance(facts, ProcedureFacts) else {}
    sought = re.compile("|".join([*map(re.escape, sorted(titles, key=len, reverse=True)), ONE_CODE]))
    own = {code.value for code in facts.codes} if isinstance(facts, ProcedureFacts) else set()

    def link(found: re.Match[str]) -> str:
        said = found[0]
        if said in own:
            return said
        return format_html('<a href="{}">{}</a>', titles.get(said) or localized(short_path(said)), said)

    out = SafeString(sought.sub(link, escape(str(text))))
    return format_html('<span lang="{}">{}</span>', text.lang, out) if isinstance(text, Untranslated) else out


PARTS = {
    "title": gettext_lazy("tên"),
    "official_name": gettext_lazy("tên chính thức"),
    "summary": gettext_lazy("tóm tắt"),
    "steps": gettext_lazy("các bước"),
    "advice": gettext_lazy("lời khuyên"),
    "submission_asks": gettext_lazy("thứ cần có khi nộp trực tuyến"),
    "intro": gettext_lazy("mở đầu"),
    "closing": gettext_lazy("phần sau cùng"),
    "sections": gettext_lazy("các mục"),
}


@register.filter
def part_names(parts: tuple[str, ...]) -> str:
    """ "tóm tắt, các bước": the parts of a page by the names of their fields."""
    return ", ".join(str(PARTS.get(part, _("phần khác"))) for part in dict.fromkeys(parts))


@register.filter
def day(value: date | None) -> str:
    return phrases.day_words(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    return phrases.month_words(value) if value else ""


@register.simple_tag
def is_chosen(case: Turns, question: Question, answer_id: str) -> bool:
    chosen = case.answer_to(question)
    return chosen is not None and chosen.id == answer_id


@register.filter
def transfer_words(transfer: Transfer) -> str:
    """Who decides today, and who before or after, as fits the day."""
    return phrases.transfer_words(transfer, timezone.localdate())


@register.filter
def is_ahead(day: date | None) -> bool:
    """Whether that day is still to come."""
    return day is not None and day > timezone.localdate()


NEWS_DAYS = timedelta(90)


@register.filter
def is_news(news: News | None) -> bool:
    """Whether what the last publication told is still new: 90 days from its day."""
    return news is not None and timezone.localdate() - news.day < NEWS_DAYS


@register.filter
def form_label(name: str) -> str:
    return phrases.form_label(name)


@register.filter
def answer_words(answer: Answer, question: Question) -> str:
    return phrases.answer_words(question, answer)


@register.filter
def may_be_unknown(question: Question) -> bool:
    """Whether "Tôi chưa biết" is offered: not where the editor's own answers say it, nor to a question of one answer."""
    return len(question.answers) > 1 and not any(
        UNSURE in (answer.id, *answer.former) or fold(answer.label).startswith(("khong ro", "chua ro", "chua biet"))
        for answer in question.answers
    )


@register.simple_tag
def changing(case: Turns, question: Question) -> str:
    """The query string, with its sign, of the same case while one question is asked again; empty where nothing else was answered."""
    query = case.query_without(question)
    return f"?{query}" if query else ""


@register.filter
def is_asked(question: Question, case: Case) -> bool:
    """Whether the reader is asked: something still depends on it, or the reader has answered and may change that."""
    return question in case.live or case.answer_to(question) is not None


@register.filter
def forms_of(case: Case, document: RequiredDocument) -> tuple[Conditioned[Form], ...]:
    return case.forms_of(document)


@register.filter
def offices_of(case: Case, facts: ProcedureFacts) -> list[Conditioned[OfficeFacts]]:
    """The offices of the case to be shown: the unit's counters take what the ward handles, what others do only where the page says so.

    Whoever is led to another procedure may ask at a counter, too.
    """
    offices = [Conditioned(office) for office in facts.offices if not office.is_told_apart] if case.exit else case.offices
    return [told for told in offices if facts.level == "ward" or told.fact.is_told_apart]


@register.filter
def reminder(case: Case) -> Reminder | None:
    """What a device needs to remind the reader of the deadline; None where that is not decided."""
    return reminder_of(case)


@register.filter
def main_cost(case: Case) -> Cost | None:
    """The cost that the summary speaks of."""
    costs = phrases.main_costs(case)
    return costs[0].fact if costs else None


@register.filter
def exit_address(answer: Answer) -> str:
    """Where an answer leads: the short address of another procedure, which leads on when that one is replaced."""
    return localized(short_path(answer.leads_to))


@lru_cache(maxsize=256)
def _has_picture(path: str) -> bool:
    return finders.find(path) is not None


@register.simple_tag
def og_image(area: Named | None) -> str:
    """The absolute address of the area's preview picture, the site's own where the area has none."""
    path = f"site/og/{area.slug}.png" if area else ""
    return absolute(static(path if area and _has_picture(path) else "site/og/cam-nang.png"))
