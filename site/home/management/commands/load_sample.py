from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.sample_loading import load_sample
from home.setup.roles import ROLES


class Command(BaseCommand):
    help = "Loads the sample procedures, guides, offices and three users. What is already there is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = load_sample(self.stdout.write)
        except ValueError as error:
            raise CommandError(f"The sample is not written as agreed:\n{error}") from error
        made = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()) if n) or "nothing new"
        self.stdout.write(self.style.SUCCESS(f"Sample: {made}."))
        if counts["user"]:
            self.stdout.write("Users: " + ", ".join(f"{role.login} / mau-{role.login}-2026" for role in ROLES))
