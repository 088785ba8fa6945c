import pytest

from procedures_pages.factories import ProcedureFactory, cost, document, question
from procedures_pages.models import ProcedurePage
from procedures_pages.workbook import exporting


@pytest.fixture
def uploads(settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    return settings.UPLOADS_ROOT


@pytest.fixture
def pages(db, monkeypatch):
    """Two procedures of three papers each, and no others in the workbook."""
    asked = question("ai-nop", "toi", "nguoi-khac", label="Ai nộp?")
    made = [
        ProcedureFactory(
            title=title,
            questions=[asked],
            documents=[document(f"giay-{n}", name=f"Giấy {n}", source_row=f"Dòng {n}") for n in (1, 2, 3)],
            costs=[cost("amount", amount=50_000)],
        )
        for title in ("Nuôi mèo", "Nuôi chó")
    ]
    own = [page.pk for page in made]
    everything = exporting.procedures
    monkeypatch.setattr(exporting, "procedures", lambda: everything().filter(pk__in=own))
    return [ProcedurePage.objects.get(pk=pk) for pk in own]
