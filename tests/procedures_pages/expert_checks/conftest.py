import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from procedures_pages.expert_checks.edition import ask
from procedures_pages.models import ProcedurePage
from procedures_pages.on_page.saving import draft_of, row_of

SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
DIVISION = "Phòng Tư pháp"


def user(name):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


class Asked:
    """One link, with the address that only its maker was given."""

    def __init__(self, page, by="bien-tap"):
        self.check, self.token = ask(draft_of(row_of(page.pk)), "Trần Thị Bình", DIVISION, user(by))
        self.address = reverse("expert_check", args=[self.token])
        self.answers = list(self.check.answers.all())

    def fresh(self):
        self.check.refresh_from_db()
        return self.check

    def of(self, fact):
        return next(answer for answer in self.answers if answer.fact == fact)

    def data(self, *wrong, act="gui", **more):
        """Every fact right but those: (answer, correction)."""
        told = {f"d{answer.pk}-verdict": "right" for answer in self.answers}
        for answer, words in wrong:
            told |= {f"d{answer.pk}-verdict": "wrong", f"d{answer.pk}-correction": words}
        return {**told, "chung-remark": "", act: "", **more}


@pytest.fixture
def asked(page):
    return Asked(page)
