"""The catalogue: filters that combine, counts that add up, nothing that a query string can break."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures_pages.catalogue import PER_PAGE, catalogue_of, list_of_2022
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

FILTERS = ("linh-vuc", "cap", "doi-tuong", "hinh-thuc")
VALUES = {
    "linh-vuc": ["ho-tich", "ho-kinh-doanh", "xay-dung", "khong-co"],
    "cap": ["ward", "province", "ministry", "khong-co"],
    "doi-tuong": ["citizen", "household-business", "household_business", "foreigner"],
    "hinh-thuc": ["full", "partial", "in-person-only", "unknown"],
}


def in_force():
    return ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=("replaced", "abolished"))


def options(query: dict[str, str], parameter: str) -> dict[str, int]:
    (found,) = [f for f in catalogue_of(query, "vi").filters if f.parameter == parameter]
    return {o.value: o.count for o in found.options}


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


# --- Filters ---


def test_without_filters_everything_in_force_is_there():
    assert catalogue_of({}, "vi").total == in_force().count()


def test_replaced_procedures_are_not_offered():
    page = ProcedureFactory(replaced=True)
    assert f"/thu-tuc/{page.slug}/" not in {e.url for e in catalogue_of({}, "vi").entries}


@pytest.mark.parametrize("parameter", ["linh-vuc", "cap", "hinh-thuc"])
def test_the_counts_of_a_filter_with_one_value_each_add_up(parameter):
    assert sum(options({}, parameter).values()) == in_force().count()


@pytest.mark.parametrize("parameter", FILTERS)
def test_every_option_leaves_as_many_as_it_says(parameter):
    (found,) = [f for f in catalogue_of({}, "vi").filters if f.parameter == parameter]
    assert found.options
    for option in found.options:
        assert catalogue_of(query_of(option.url), "vi").total == option.count


def test_filters_combine():
    both = catalogue_of({"linh-vuc": "ho-tich", "cap": "ward"}, "vi")
    assert both.total == in_force().filter(area__slug="ho-tich", level="ward").count()


def test_the_counts_of_one_filter_respect_the_others():
    counts = options({"linh-vuc": "ho-tich"}, "cap")
    assert counts == {level: in_force().filter(area__slug="ho-tich", level=level).count() for level in counts}
    assert sum(counts.values()) == in_force().filter(area__slug="ho-tich").count()


def test_a_chosen_option_keeps_offering_the_others_of_its_filter():
    assert set(options({"cap": "ward"}, "cap")) == set(options({}, "cap"))


def test_an_option_keeps_the_filters_already_chosen():
    (levels,) = [f for f in catalogue_of({"linh-vuc": "ho-tich"}, "vi").filters if f.parameter == "cap"]
    assert all(query_of(o.url)["linh-vuc"] == "ho-tich" for o in levels.options)


def test_clearing_a_filter_keeps_the_others():
    (levels,) = [f for f in catalogue_of({"linh-vuc": "ho-tich", "cap": "ward"}, "vi").filters if f.parameter == "cap"]
    assert query_of(levels.clear_url) == {"linh-vuc": "ho-tich"}


def test_an_audience_of_several_words_is_found_by_its_address():
    expected = [p for p in in_force() if "household_business" in p.audiences]
    assert catalogue_of({"doi-tuong": "household-business"}, "vi").total == len(expected) > 0


def test_filters_that_leave_nothing_say_so_and_offer_the_way_back(client):
    empty = next(
        (area, level)
        for area in options({}, "linh-vuc")
        for level in options({}, "cap")
        if not in_force().filter(area__slug=area, level=level).exists()
    )
    html = client.get(f"/thu-tuc/?linh-vuc={empty[0]}&cap={empty[1]}").content.decode()
    assert "Không có thủ tục nào khớp" in html
    assert "Bỏ mọi bộ lọc" in html


@pytest.mark.parametrize("parameter", FILTERS)
def test_an_unknown_value_is_ignored_and_said(client, parameter):
    found = catalogue_of({parameter: "khong-co"}, "vi")
    assert (found.total, found.ignored) == (in_force().count(), True)
    assert "bỏ qua" in client.get(f"/thu-tuc/?{parameter}=khong-co").content.decode()


@pytest.mark.parametrize("name", ["utm_source", "gad_source", "mibextid", "_gl", "q", "sort", "page", "x" * 3000])
def test_a_parameter_that_is_no_filter_is_passed_over_in_silence(name):
    assert not catalogue_of({name: "zalo"}, "vi").ignored


@pytest.mark.parametrize("name", ["linhvuc", "linh_vuc", "lĩnh-vực", "doi-tuongg", "hinhthuc"])
def test_a_misspelt_filter_is_said(name):
    assert catalogue_of({name: "ho-tich"}, "vi").ignored


@pytest.mark.parametrize(
    ("name", "value"), [("linh-vuc", "ho-tich."), ("linh-vuc", "Ho-Tich) xem"), ("amp;linh-vuc", "ho-tich"), ("LINH-VUC", "ho–tich")]
)
def test_a_filter_is_read_as_it_was_copied(name, value):
    found = catalogue_of({name: value}, "vi")
    assert (found.query, found.ignored) == ("linh-vuc=ho-tich", False)


@given(st.fixed_dictionaries({}, optional={p: st.sampled_from(v) for p, v in VALUES.items()}))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_combination_is_what_its_filters_leave(query):
    found = catalogue_of(query, "vi")
    known = {p: v for p, v in query.items() if v not in ("khong-co", "household_business")}
    expected = [
        p
        for p in in_force().select_related("area")
        if known.get("linh-vuc", p.area.slug) == p.area.slug
        and known.get("cap", p.level) == p.level
        and known.get("hinh-thuc", p.service_mode.replace("_", "-")) == p.service_mode.replace("_", "-")
        and (known.get("doi-tuong") is None or known["doi-tuong"] in {a.replace("_", "-") for a in p.audiences})
    ]
    assert found.total == len(expected)
    assert found.ignored == (known != query)


# --- What each entry says ---


def test_every_entry_is_listed_once_and_under_its_area(client):
    html = client.get("/thu-tuc/").content.decode()
    links = re.findall(r'<h3><a href="(/thu-tuc/[^"]+)"', html)
    assert sorted(links) == sorted(f"/thu-tuc/{slug}/" for slug in in_force().values_list("slug", flat=True))


def test_entries_stand_in_the_order_of_the_queue_machine(client):
    headings = re.findall(r'<section class="group">\s*<h2>([^<]+)</h2>', client.get("/thu-tuc/").content.decode())
    (areas,) = [f for f in catalogue_of({}, "vi").filters if f.parameter == "linh-vuc"]
    assert headings == [o.name for o in areas.options]


def test_a_procedure_under_review_is_marked_in_the_list():
    entries = {e.status for e in catalogue_of({}, "vi").entries}
    assert "under_review" in entries


def test_in_english_each_procedure_is_listed_once_translated_where_it_can_be():
    found = catalogue_of({}, "en")
    assert found.total == in_force().count()
    assert sum(e.lang == "en" for e in found.entries) == 11


def test_a_page_translated_and_then_hidden_in_english_is_listed_in_vietnamese():
    ProcedurePage.objects.filter(locale__language_code="en").update(live=False)
    assert {e.lang for e in catalogue_of({}, "en").entries} == {"vi"}


# --- Pages ---


@pytest.fixture
def many():
    """More than one page of the catalogue."""
    return ProcedureFactory.create_batch(PER_PAGE + 1 - in_force().count())


def test_one_too_many_makes_a_second_page(many):
    first, second = catalogue_of({}, "vi"), catalogue_of({"trang": "2"}, "vi")
    assert (first.pages, len(first.entries), len(second.entries)) == (2, PER_PAGE, 1)
    assert not {e.url for e in first.entries} & {e.url for e in second.entries}


def test_the_first_page_has_no_previous_and_the_last_no_next(many):
    first, last = catalogue_of({}, "vi"), catalogue_of({"trang": "2"}, "vi")
    assert (first.previous_url, last.next_url) == ("", "")
    assert (query_of(first.next_url), query_of(last.previous_url)) == ({"trang": "2"}, {"trang": "1"})


@pytest.mark.parametrize("page", ["0", "-1", "99999", "999999999999", "1.5", "abc", "", "²", "٣", "1e3", "\x00", "1" * 10_000])
def test_a_page_that_is_not_there_becomes_one_that_is(page):
    found = catalogue_of({"trang": page}, "vi")
    assert 1 <= found.page <= found.pages
    assert found.entries


# --- The list of 2022 ---


def test_the_list_of_2022_is_39_of_the_city_and_5_of_the_ward():
    assert [(level.level, level.count) for level in list_of_2022().levels] == [("city", 39), ("ward", 5)]
    assert list_of_2022().count == 44


def test_the_areas_of_the_list_of_2022_add_up_to_each_level():
    for level in list_of_2022().levels:
        assert sum(len(area.procedures) for area in level.areas) == level.count
        assert len({area.name for area in level.areas}) == len(level.areas)


def test_the_list_of_2022_shows_its_sums(client):
    html = client.get("/danh-muc-2022/").content.decode()
    assert {name: int(n) for name, n in re.findall(r'data-count="(\w+)">(?:<b>)?(\d+)', html)} == {"city": 39, "ward": 5, "all": 44}


def test_the_list_of_2022_links_every_procedure_once(client):
    links = re.findall(r'<li><a href="(/thu-tuc/[^"]+/)">', client.get("/danh-muc-2022/").content.decode())
    assert len(links) == len(set(links)) == 44


def test_what_was_replaced_since_stays_in_the_list_of_2022_and_says_so():
    states = [state for level in list_of_2022().levels for area in level.areas for _name, _url, state in area.procedures]
    assert states.count("Đã thay thế") == 2


def test_a_page_written_since_is_not_in_the_list_of_2022():
    page = ProcedureFactory()
    urls = {url for level in list_of_2022().levels for area in level.areas for _name, url, _state in area.procedures}
    assert f"/thu-tuc/{page.slug}/" not in urls
