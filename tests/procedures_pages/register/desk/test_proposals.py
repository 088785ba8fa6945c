"""A proposal is accepted into a draft, which nobody reads before another has approved it; or refused. It is not made again."""

import pytest

from office.factories import LegalResourceFactory
from office.models import LegalResource
from procedures_pages.factories import ProcedureFactory
from procedures_pages.law_changes.open import open_effects
from procedures_pages.models import SettledProposal
from procedures_pages.register.desk import proposal_views
from procedures_pages.register.truth.register_view import RegisterView

pytestmark = pytest.mark.django_db
ADDRESS = "/quan-tri/co-so-du-lieu/luat-doi/de-xuat/"
NEW = "777/2026/NĐ-CP"


def test_accepted_refused_and_asked_no_more(enter, monkeypatch):
    law, other = LegalResourceFactory(number="7001/2025/NĐ-CP"), LegalResourceFactory(number="7002/2025/NĐ-CP")
    for one in (law, other):
        ProcedureFactory(law=one)
    titles = {NEW: f"Nghị định sửa đổi Nghị định {law.number}", "778/2026/NĐ-CP": f"Nghị định bãi bỏ Nghị định {other.number}"}
    monkeypatch.setattr(proposal_views, "register_view", lambda: RegisterView(laws={n: frozenset({t}) for n, t in titles.items()}))
    client = enter("bien-tap")
    first, second = sorted(proposal_views.open_proposals(), key=lambda one: one.number)
    assert f"{NEW} sửa đổi, bổ sung {law.number}" in " ".join(client.get(ADDRESS).content.decode().split())
    response = client.post(ADDRESS, {"key": first.key, "accept": "1"})
    text = LegalResource.objects.get(number=NEW)
    assert response["Location"].endswith(f"/legalresource/edit/{text.pk}/")
    assert (text.live, text.effects.count()) == (False, 0)
    (effect,) = text.latest_revision.as_object().effects.all()
    assert (effect.target_id, effect.kind) == (law.pk, "amends")
    assert law.number in client.get(response["Location"]).content.decode()
    assert not open_effects().exists()
    client.post(ADDRESS, {"key": second.key, "refuse": "1"})
    assert not LegalResource.objects.filter(number="778/2026/NĐ-CP").exists()
    assert proposal_views.open_proposals() == []
    assert dict(SettledProposal.objects.values_list("is_accepted", "key")) == {True: first.key, False: second.key}
    assert client.post(ADDRESS, {"key": second.key, "accept": "1"}).status_code == 302
    assert not LegalResource.objects.filter(number="778/2026/NĐ-CP").exists()
    assert enter("quay").get(ADDRESS).status_code in (302, 403)
