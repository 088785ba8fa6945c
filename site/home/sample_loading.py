"""Writes the sample into the database, on what setup makes: reference data, pages, guides, offices, English versions, three users.

What is already there is left as it is, so that loading again never undoes an editor's work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from guides.models import GuideIndexPage, GuidePage, LifeEventPage
from office import site_data
from office.models import AuthorityTransfer, CompetentAuthority, LegalResource, Office, Term, ThematicArea, Unit
from procedures_pages.models import CatalogueIndexPage, ProcedureCode, ProcedureLegalResource, ProcedurePage, RelatedProcedure
from procedures_pages.publishing.requirements import PublishingRefused
from procedures_pages.register.models import FindingWaiver
from procedures_pages.register.review.sources import note_baseline, source_codes

from . import sample_reading as reading
from .models import HomePage, StandardPage
from .sample_files import read_yaml
from .sample_schema import SAMPLE, load_earlier, load_procedures, merged, problems
from .sample_translating import english_words, translate
from .sample_wording import load_wording
from .setup import set_up
from .setup.english import translate_page
from .setup.roles import ROLES


def _read(name: str) -> Any:
    return read_yaml(SAMPLE / name)


class Loader:
    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.counts: Counter[str] = Counter()
        self.reference = _read("reference.yaml")
        self.meta = self.reference["meta"]
        self.earlier = load_earlier()
        self.english = english_words()
        self.is_first_time = False

    def load(self) -> Counter[str]:
        """All of it, or nothing. Returns what was created by kind; raises ValueError where the sample itself is wrong."""
        wrong = problems()
        if wrong:
            raise ValueError("\n".join(wrong))
        # The index of what refers to what is brought up to date once at the end, not at each of a thousand saves.
        with transaction.atomic(), disable_reference_index_auto_update():
            self.counts.update(set_up())
            self.is_first_time = not Unit.objects.filter(has_sample=True).exists()
            self._reference()
            home = self._home()
            pages = self._procedures(home)
            self._terms()
            self._guides(home, pages)
            self._standard(home)
            self.counts.update(load_wording())
            self._users()
            self.counts["english"] += translate(self.say)
            if sum(self.counts.values()):
                self._references()
        site_data.forget_site_data()
        return self.counts

    @staticmethod
    def _references() -> None:
        for model in (ProcedurePage, LifeEventPage, GuidePage, StandardPage, HomePage):
            for page in model.objects.all():
                ReferenceIndex.create_or_update_for_object(page)

    def _reference(self) -> None:
        for order, row in enumerate(self.reference["areas"]):
            self._once(ThematicArea, {"slug": row["slug"]}, {**row, "order": order})
        for row in self.reference["authorities"]:
            self._once(CompetentAuthority, {"slug": row["slug"]}, row)
        data = _read("offices.yaml")
        fields = {f.name for f in Office._meta.get_fields()}
        for order, row in enumerate(data["offices"]):
            row = {**self._in_english(Office, row), "predecessors": "\n".join(row.get("predecessors") or []), "order": order}
            self._once(Office, {"slug": row["slug"]}, {k: v or "" if k != "order" else v for k, v in row.items() if k in fields})
        if self.is_first_time:
            unit = Unit.objects.first() or Unit()
            unit.has_sample = True  # from now on every page says so, until settings say otherwise
            for key, value in self._in_english(Unit, data["unit"]).items() if not unit.name else ():
                if hasattr(unit, key):
                    setattr(unit, key, value or "")
            unit.save()

    def _in_english(self, model: Any, values: dict[str, Any]) -> dict[str, Any]:
        """The values with the English of each text that the model keeps in English, too."""
        names = {field.name for field in model._meta.get_fields()}
        english = {f"{name}_en": self.english[text] for name, text in values.items() if f"{name}_en" in names and text in self.english}
        return {**english, **values}

    def _once(self, model: Any, key: dict[str, Any], values: dict[str, Any]) -> Any:
        found, created = model.objects.get_or_create(**key, defaults=values)
        self.counts[model._meta.model_name] += created
        return found

    def _page(self, parent: Page, page: Page) -> tuple[Any, bool]:
        """The page of that slug under ``parent``, made live where it was not there."""
        found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
        if found:
            return found, False
        page.locale = parent.locale
        parent.add_child(instance=page)
        self.counts[type(page)._meta.model_name or ""] += 1
        return page, True

    def _home(self) -> HomePage:
        """The front page that setup made, with queries to try."""
        home = HomePage.objects.get(locale__language_code="vi", alias_of=None)
        if self.is_first_time and not home.examples:
            home.examples = "\n".join(self.meta["examples"])
            home.save_revision().publish()
            translate_page(home, Locale.objects.get(language_code="en"), self.english)
        return home

    def _procedures(self, home: HomePage) -> dict[str, ProcedurePage]:
        shelf, _new = self._page(home, CatalogueIndexPage(title="Thủ tục hành chính", slug="thu-tuc"))
        areas = {a.slug: a for a in ThematicArea.objects.all()}
        authorities = {a.slug: a for a in CompetentAuthority.objects.all()}
        items = load_procedures()
        pages: dict[str, ProcedurePage] = {}
        fresh: list[tuple[dict[str, Any], ProcedurePage]] = []
        for item in items:
            page = ProcedurePage(
                **reading.page_fields(item, self.meta), area=areas[item["area"]], authority=authorities[item["authority"]], live=False
            )
            page.transfer = self._transfer(item)
            page, new = self._page(shelf, page)
            pages[item["id"]] = page
            if new:
                fresh.append((item, page))
        # A paper may name the procedure that issues it by its code: all codes are there before the first page is published.
        ProcedureCode.objects.bulk_create([code for item, page in fresh for code in self._codes(item, page)])
        for item, page in fresh:
            self._rows(item, page, pages)
        self.say(f"{len(fresh)} procedures")
        return pages

    def _transfer(self, item: dict[str, Any]) -> AuthorityTransfer | None:
        t = item.get("transfer")
        if not t:
            return None
        key = {"date": reading.day(t["date"]), "from_name": t["from"], "to_name": t["to"], "basis": t.get("basis", "")}
        return self._once(AuthorityTransfer, key, self._in_english(AuthorityTransfer, key))

    def _codes(self, item: dict[str, Any], page: ProcedurePage) -> list[ProcedureCode]:
        codes = [
            ProcedureCode(
                page=page,
                value=c["value"],
                is_present=c["present"],
                valid_from=reading.day(c.get("valid_from")),
                valid_to=reading.day(c.get("valid_to")),
                note=c.get("note", ""),
                scheme="national",
                sort_order=n,
            )
            for n, c in enumerate(item["codes"])
        ]
        if item.get("no_code_in_2022"):
            # The sample's own number stands for the national code that 2022 had not.
            note = "Số thứ tự trong bản mẫu"
            codes.append(ProcedureCode(page=page, value=item["id"], is_present=False, scheme="local", sort_order=99, note=note))
        return codes

    def _rows(self, item: dict[str, Any], page: ProcedurePage, pages: dict[str, ProcedurePage]) -> None:
        if "successor" in item:
            page.successor = pages[item["successor"]]
        page.legal = [ProcedureLegalResource(resource=self._law(law), sort_order=n) for n, law in enumerate(item["legal"])]
        page.related = [RelatedProcedure(procedure=pages[i], sort_order=n) for n, i in enumerate(item.get("related", [])) if i in pages]
        if item["id"] in self.earlier:
            self._earlier(item, page)
        # The sample was written from the register of the month that it names; where that is here already, its pages are checked.
        note_baseline(page, source_codes(page))
        self._kept(item, page)
        revision = page.save_revision(clean=True)
        try:
            revision.publish()
        except PublishingRefused as refused:
            # The register here is newer than the sample: an editor compares before readers see it.
            self.say(f"{page.title}: {' '.join(refused.messages)}")

    @staticmethod
    def _kept(item: dict[str, Any], page: ProcedurePage) -> None:
        """What differs from the record and stands, with its reason: before publishing, which asks for it."""
        FindingWaiver.objects.bulk_create([FindingWaiver(page_key=page.translation_key, **kept) for kept in item.get("kept", [])])

    def _earlier(self, item: dict[str, Any], page: ProcedurePage) -> None:
        """The page of then as an earlier version in its history, under its day; what readers see stays the page of today."""
        then = self.earlier[item["id"]]
        fields = (
            *("questions", "documents", "channels", "times", "costs", "steps", "conditions", "outputs", "status_note"),
            *("entries", "places", "people", "advice", "deadlines"),
        )
        now = {name: getattr(page, name) for name in fields}
        laws = list(page.legal.all())
        old = reading.page_fields(merged(item, then), self.meta)
        for name in fields:
            setattr(page, name, old[name])
        if "legal" in then:
            page.legal = [ProcedureLegalResource(resource=self._law(law), sort_order=n) for n, law in enumerate(then["legal"])]
        revision = page.save_revision(clean=True)
        day = datetime.fromisoformat(then["date"]).replace(hour=9, tzinfo=timezone.get_default_timezone())
        Revision.objects.filter(pk=revision.pk).update(created_at=day)
        for name, value in now.items():
            setattr(page, name, value)
        page.legal = laws

    def _law(self, law: dict[str, Any]) -> LegalResource:
        told = {"title": law["title"], "date": reading.day(law.get("date"))}
        return self._once(LegalResource, {"number": law["number"]}, self._in_english(LegalResource, told))

    def _terms(self) -> None:
        """After the procedures, whose laws they name."""
        laws = {law.number: law for law in LegalResource.objects.all()}
        for row in _read("terms.yaml"):
            told = {name: row.get(name, "") for name in ("name", "explanation", "more")}
            forms = {name: "\n".join(row.get(name, [])) for name in ("forms", "forms_en")}
            self._once(Term, {"slug": row["slug"]}, {**self._in_english(Term, told), **forms, "law": laws.get(row.get("law"))})

    def _guides(self, home: HomePage, pages: dict[str, ProcedurePage]) -> None:
        shelf, _new = self._page(home, GuideIndexPage(title="Hướng dẫn", slug="huong-dan"))
        keys = {sample_id: page.pk for sample_id, page in pages.items()}
        for order, item in enumerate(_read("guides.yaml")):
            kind = LifeEventPage if item["kind"] == "life_event" else GuidePage
            page, new = self._page(shelf, kind(**reading.guide_fields(item, keys, order, self.meta), live=False))
            if new:
                page.save_revision(clean=True).publish()

    def _standard(self, home: HomePage) -> None:
        for item in _read("pages.yaml"):
            page, new = self._page(home, StandardPage(**reading.standard_fields(item, self.meta), live=False))
            if new:
                page.save_revision(clean=True).publish()

    def _users(self) -> None:
        """One for each role, only where settings say so: never on a public server."""
        if not settings.SAMPLE_USERS:
            return
        users = get_user_model()
        for role in ROLES:
            if not users.objects.filter(username=role.login).exists():
                user = users.objects.create_user(
                    role.login, f"{role.login}@localhost", f"mau-{role.login}-2026", first_name=role.name, last_name="(mẫu)"
                )
                user.groups.add(Group.objects.get(name=role.name))
                self.counts["user"] += 1


def load_sample(say: Callable[[str], None] = lambda text: None) -> Counter[str]:
    """Load what is not there yet. Returns how many of each kind were created."""
    return Loader(say).load()
