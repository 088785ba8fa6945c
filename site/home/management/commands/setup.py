"""manage.py setup: a new office, ready for its first page."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from home.setup import Details, set_up
from home.setup.unit import lacking
from office.models import Unit

QUESTIONS = {
    "name": "Full name of the unit, such as Ủy ban nhân dân phường …",
    "responsible": "Who is responsible for the site (title, name)",
    "address": "Address",
    "phone": "Telephone",
    "email": "E-mail",
}
OPTIONS = {"unit": "name", "responsible": "responsible", "address": "address", "phone": "phone", "email": "email"}


class Command(BaseCommand):
    help = (
        "Makes what a new site needs: front page and shelves in Vietnamese and English, roles, workflow, the unit's name. "
        "What is there already is left as it is, so that it may run before every start. Asks for the unit unless told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for option, field in OPTIONS.items():
            parser.add_argument(f"--{option}", default="", help=QUESTIONS[field])
        parser.add_argument("--no-input", "--noinput", action="store_true", help="ask nothing; what is not given stays empty")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {field: options[option] for option, field in OPTIONS.items()}
        if not options["no_input"] and sys.stdin.isatty():
            given |= self._asked(given)
        try:
            made = set_up(Details(**given))
        except ValidationError as error:
            raise CommandError("; ".join(f"{name}: {' '.join(told)}" for name, told in error.message_dict.items())) from error
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(made.items()) if n) or "nothing to do"
        self.stdout.write(self.style.SUCCESS(f"Setup: {told}."))
        self._tell_the_rest(given)

    def _asked(self, given: dict[str, str]) -> dict[str, str]:
        """An answer to each question that neither the command nor the site has one for; Enter for none."""
        wanted = [name for name in lacking() if not given[name]]
        if wanted:
            self.stdout.write("What readers see in the header and footer of every page; Enter leaves it for later, on the desk.")
        return {name: input(f"{QUESTIONS[name]}: ") for name in wanted}

    def _tell_the_rest(self, given: dict[str, str]) -> None:
        unit = Unit.objects.first() or Unit()
        kept = [field.name for field in fields(Details) if given[field.name] and getattr(unit, field.name) != given[field.name].strip()]
        if kept:
            self.stdout.write(f"Left as it is, because the desk already has it: {', '.join(kept)}.")
        if not unit.name:
            self.stdout.write(self.style.WARNING('The unit has no name yet: --unit "…", or on the desk under Cài đặt.'))
