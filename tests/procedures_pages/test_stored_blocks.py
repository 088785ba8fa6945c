"""One thing without sense among stored blocks takes nothing with it: not its page, and no list that the page stands in."""

from __future__ import annotations

import copy
import json
import random
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.models import BaseGuidePage, GuidePage, LifeEventPage
from home.models import StandardPage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.fields import PlainStreamField
from procedures_pages.models import ProcedurePage
from procedures_pages.stored_blocks import well_formed
from search.index import page_source

pytestmark = pytest.mark.django_db

STREAMS = [field.name for field in ProcedurePage._meta.get_fields() if isinstance(field, PlainStreamField)]
JUNK = [
    None,
    "x",
    "",
    0,
    7,
    -1,
    True,
    1.5,
    10**30,
    1e308,
    [],
    {},
    [None],
    [[]],
    {"a": None},
    ["a", 1],
    {"type": None},
    "\ud800",
    "a\0b",
]
JUNK += [
    {"type": "item", "value": None, "id": "1"},
    {"type": "item"},
    {"type": ["x"], "value": 1},
    {"value": {}},
    {"type": "khong-co", "value": {}},
]


SEEDS = st.integers(0, 2**32)


@contextmanager
def undone():
    """What is written within is not there for the next example."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def store(page, **columns):
    """Straight into the table, as a restore or a hand would."""
    model = type(page)
    with connection.cursor() as cursor:
        for name, value in columns.items():
            # None of these names comes from outside.
            cursor.execute(f"UPDATE {model._meta.db_table} SET {name} = %s WHERE page_ptr_id = %s", [json.dumps(value), page.pk])
    cache.clear()


def stored(page, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {type(page)._meta.db_table} WHERE page_ptr_id = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


@pytest.fixture
def birth():
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")


PATHS = ["", "lich-su/", "ho-so/", "in/", "gui/", "ho-so/in/", "ho-so/in/?co=phieu", "qr.svg"]


def answered(client, page):
    """Everything that is made of the page, and the lists that it stands in."""
    paths = [f"/thu-tuc/{page.slug}/{path}" for path in PATHS]
    paths += [
        f"/quay/{page.slug}/",
        "/thu-tuc/",
        "/api/v2/procedures/?limit=100",
        "/",
        "/so-do-trang/",
        "/danh-muc-2022/",
        "/huong-dan/sinh-con/",
    ]
    return {path: client.get(path).status_code for path in paths}


def test_junk_among_the_blocks_of_any_stream(client, birth):
    """All of it at once: of the pages that are made of it none fails, whichever it would be."""
    before = {name: stored(birth, name) for name in STREAMS}
    store(birth, **{name: [*JUNK, *blocks, *JUNK] for name, blocks in before.items()})
    assert set(answered(client, birth).values()) == {200}


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_beside_a_block_takes_nothing_with_it(birth, junk):
    before = {name: stored(birth, name) for name in STREAMS}
    store(birth, **{name: [junk, *blocks, junk] for name, blocks in before.items()})
    (facts,) = facts_of_all([ProcedurePage.objects.get(pk=birth.pk)])
    assert [d.name for d in facts.documents] == [block["value"]["name"] for block in before["documents"]]
    assert len(facts.questions) == len(before["questions"])


def test_junk_instead_of_any_stream(client, birth, subtests):
    """Its own pages of each kind of junk; the lists, which take seconds and read the same facts, of one of each type."""
    types = set()
    for junk in JUNK:
        paths = [f"/thu-tuc/{birth.slug}/", f"/quay/{birth.slug}/", f"/thu-tuc/{birth.slug}/in/"]
        with subtests.test(repr(junk)):
            store(birth, **dict.fromkeys([*STREAMS, "audiences"], junk))
            wrong = [path for path in paths if client.get(path).status_code != 200]
            assert wrong == []
            if type(junk) not in types:
                types.add(type(junk))
                assert set(answered(client, birth).values()) == {200}


@pytest.mark.parametrize(
    "text", ['"không phải JSON"', '"[1]"', '"[null]"', "[" * 900 + "]" * 900, '{"a": 1}', "null", '"\\"x\\""', '""', "7"]
)
def test_text_instead_of_any_stream(birth, text):
    with connection.cursor() as cursor:
        for name in STREAMS:
            cursor.execute(f"UPDATE {ProcedurePage._meta.db_table} SET {name} = %s WHERE page_ptr_id = %s", [text, birth.pk])
    page = ProcedurePage.objects.get(pk=birth.pk)
    assert [len(getattr(page, name)) for name in STREAMS] == [0] * len(STREAMS)


def spots(value, path=()):
    """Every place in stored JSON."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from spots(child, (*path, key))


def with_junk(value, path, junk):
    value = copy.deepcopy(value)
    if not path:
        return junk
    place = value
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    return value


@settings(max_examples=50)
@given(SEEDS, st.sampled_from(JUNK), st.integers(1, 4))
def test_junk_anywhere_in_a_page(seed, junk, times):
    chance = random.Random(seed)
    with undone():
        _junk_in_a_page(chance, junk, times)


def _junk_in_a_page(chance, junk, times):
    page = ProcedurePage.objects.get(
        slug=chance.choice(["lam-khai-sinh-cho-con", "mo-cua-hang-dang-ky-ho-kinh-doanh"]), locale__language_code="vi"
    )
    for name in chance.sample(STREAMS, min(len(STREAMS), 4)):
        value = stored(page, name)
        for _time in range(times):
            value = with_junk(value, chance.choice(list(spots(value))), junk)
        store(page, **{name: value})
    statuses = {
        path: Client().get(path).status_code for path in (f"/thu-tuc/{page.slug}/", f"/quay/{page.slug}/", f"/thu-tuc/{page.slug}/in/")
    }
    assert set(statuses.values()) == {200}
    read = ProcedurePage.objects.get(pk=page.pk)
    facts_of_all([read])
    list(page_source.read_pages([f"procedure:{page.pk}"]))
    # What an editor then saves is whole again.
    for name in STREAMS:
        getattr(read, name).stream_block.get_prep_value(getattr(read, name))


@settings(max_examples=25)
@given(SEEDS, st.sampled_from(JUNK))
def test_junk_anywhere_in_a_guide_and_a_plain_page(seed, junk):
    with undone():
        _junk_in_a_guide(random.Random(seed), junk)


def _junk_in_a_guide(chance, junk):
    guides = {"sinh-con": LifeEventPage, "mo-cua-hang-tap-hoa": LifeEventPage}
    slug = chance.choice(list(guides))
    page = guides[slug].objects.get(slug=slug, locale__language_code="vi")
    base = BaseGuidePage.objects.get(pk=page.pk)
    for name in ("intro", "steps", "closing"):
        store(base, **{name: with_junk(stored(base, name), chance.choice(list(spots(stored(base, name)))), junk)})
    plain = StandardPage.objects.get(slug="ve-cam-nang", locale__language_code="vi")
    store(plain, sections=with_junk(stored(plain, "sections"), chance.choice(list(spots(stored(plain, "sections")))), junk))
    client = Client()
    paths = [f"/huong-dan/{slug}/", "/huong-dan/", "/", "/ve-cam-nang/"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert client.get(f"/huong-dan/{slug}/ho-so/").status_code in (200, 404)
    list(page_source.read_pages([f"guide:{page.pk}"]))


def test_what_has_sense_stays_as_it_was():
    """Nothing that the forms, the sample and the factories write is changed."""
    ProcedureFactory(with_questions=True)
    for model in (ProcedurePage, GuidePage, LifeEventPage, StandardPage):
        streams = [field for field in model._meta.get_fields() if isinstance(field, PlainStreamField)]
        for page in model.objects.all():
            for field in streams:
                raw = stored(page if field.model is model else field.model.objects.get(pk=page.pk), field.column)
                # Names that a block no longer has go; Wagtail does not read them either.
                assert well_formed(field.stream_block, raw) == raw, (page.slug, field.name)


def test_an_unknown_unit_of_time_is_not_taken_for_another(birth):
    times, costs = stored(birth, "times"), stored(birth, "costs")
    times[0]["value"]["unit"] = "tuan"
    costs[0]["value"]["basis"] = "mien"
    store(birth, times=times, costs=costs)
    (facts,) = facts_of_all([ProcedurePage.objects.get(pk=birth.pk)])
    assert facts.times[0].unit == facts.costs[0].basis == "unknown"


def test_a_deadline_of_an_unknown_unit_or_without_its_number_says_nothing_wrong(birth):
    deadlines = stored(birth, "deadlines")
    deadlines[0]["value"] = {"unit": "tuan", "amount": None}
    store(birth, deadlines=[*deadlines, {"type": "deadline", "id": "1", "value": {"amount": 5}}])
    (facts,) = facts_of_all([ProcedurePage.objects.get(pk=birth.pk)])
    assert [(d.unit, d.amount, d.counted_from, d.applies) for d in facts.deadlines] == [("days", 5, "", ())]


def test_ten_thousand_blocks_are_read(client, birth):
    store(birth, documents=stored(birth, "documents") + [None, {"type": "document", "value": {"name": "Giấy"}}] * 5000)
    assert len(ProcedurePage.objects.get(pk=birth.pk).documents) > 5000
