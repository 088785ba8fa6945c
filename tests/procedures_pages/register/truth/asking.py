"""Asks one rule about a made-up page and its made-up record."""

from dataclasses import replace
from datetime import date

from procedures_pages.factories import ChannelFactory, CostFactory, ProcedureFactsFactory
from procedures_pages.facts.procedure import Code, ProcessingTime, Source
from procedures_pages.register.parsing.records import RegisterChannel
from procedures_pages.register.truth import rules  # noqa: F401 (registers them)
from procedures_pages.register.truth.findings import RULES, Compared, findings
from procedures_pages.register.truth.register_view import RegisterView

from ..factories import CODE, record

RECORD = record()
COUNTER = RegisterChannel("in_person", 3, "working_days")


def page(**changes):
    """A page that says what the made-up record says, but for the changes. ``channels`` as :func:`channel` gives them."""
    if "channels" in changes:
        told = changes.pop("channels")
        changes["channels"] = tuple(ChannelFactory(kind=kind) for kind, _time, _costs in told)
        changes["times"] = tuple(time for _kind, time, _costs in told)
        changes["costs"] = tuple(dict.fromkeys(replace(cost, channels=(kind,)) for kind, _time, costs in told for cost in costs))
    values = {
        "codes": (Code(CODE, True),),
        "source": Source("77/QĐ-ABC", CODE, date(2026, 8, 3)),
        "title": "Đăng ký nuôi mèo",
        **changes,
    }
    return ProcedureFactsFactory(**values)


def channel(kind="in_person", amount=3, unit="working_days", note="", **more):
    """A way of handing in with its time and its costs, for :func:`page`."""
    return kind, ProcessingTime(unit, amount, "", note, (kind,)), more.pop("costs", (CostFactory(),))


def ask(rule, facts, *records, register=None, pages=()):
    return findings(Compared(facts, records, register or RegisterView(), pages), [RULES[rule]])


def said(rule, facts, *records, **more):
    """[(page, record)] of what the rule found."""
    return [(found.page, found.record) for found in ask(rule, facts, *records, **more)]
