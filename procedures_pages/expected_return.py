"""The day on which a case is due back, for the page, the paper, the message and the counter: facts and the hour in, a day or nothing out.

What is shown says no "today": "Nộp tại quầy trước 15 giờ thứ Hai 30/11, dự kiến trả thứ Năm 03/12/2026" is true whenever it is read. It is
another sentence from ``changes_at`` on: so long a page that shows it may be kept.
"""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from office import site_data
from office.kept_pages import true_until
from office.working_days import saturday_until

from .facts import phrases, return_dates
from .facts.case import Case
from .facts.procedure import ProcedureFacts, ProcessingTime
from .facts.return_dates import ExpectedReturn


def expected_return(facts: ProcedureFacts, case: Case, now: datetime | None = None) -> ExpectedReturn | None:
    """For whoever hands in at the counter at the next chance after ``now`` (aware; without it: at present); None where nobody knows.

    A page that is being made to be kept is kept no longer than this is so.
    """
    true_until(changes_at(now))
    told = _decided_time(facts, case)
    if told is None:
        return None
    return return_dates.expected_return(told, now or timezone.now(), site_data.calendar(), _saturday(case))


def changes_at(now: datetime | None = None) -> datetime:
    """When a date that any page shows at ``now`` is next another one, in Vietnam's zone."""
    untils = {saturday_until(office.hours) for office in site_data.offices()}
    return return_dates.changes_at(now or timezone.now(), site_data.calendar(), filter(None, untils))


def _decided_time(facts: ProcedureFacts, case: Case) -> ProcessingTime | None:
    """The one time that holds for this case at the ward's counter, where that is decided.

    What the ward does not decide itself may be handed in at any counter, and counts from when it reaches the office that decides
    (118/2025/NĐ-CP, Điều 17.3, as amended by 309/2026/NĐ-CP): of that nobody here knows the day.
    """
    if case.exit or facts.is_gone or case.year_of_then or facts.level != "ward":
        return None
    channel = next((told for told in case.channels if told.fact.kind == "in_person"), None)
    times = phrases.main_times(case)
    if channel is None or channel.conditions or len(times) != 1 or times[0].conditions:
        return None
    return times[0].fact


def _saturday(case: Case) -> time | None:
    """Until when every office of the case receives on Saturdays; None where one of them does not say so."""
    hours = {office.slug: office.hours for office in site_data.offices()}
    untils = [saturday_until(hours.get(told.fact.slug, "")) for told in case.offices]
    known = [until for until in untils if until]
    return min(known) if known and len(known) == len(untils) else None
