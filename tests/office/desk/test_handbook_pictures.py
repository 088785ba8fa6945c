"""The handbook's pictures: each is there, light, used, served to the desk alone; and the screen that it shows still has what it shows.

They are taken anew by scripts/handbook_pictures.py.
"""

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings as configured
from django.contrib.admin.utils import quote
from django.urls import reverse
from PIL import Image

from office.desk import handbook
from procedures_pages.models import ProcedurePage
from scripts.handbook_pictures import FOLDER, MAX_BYTES, pictures
from tests.procedures_pages.register.factories import record, store

ALL_BYTES = 700_000
NAMED = re.compile(r"!\[([^\]]*)\]\((.*?)\)")
TAKEN = {picture.name: picture for picture in pictures()}


def named():
    """(chapter, words, file) of each picture in a chapter."""
    chapters = sorted(configured.HANDBOOK.glob("*.md"))
    return [(chapter.stem, words, file) for chapter in chapters for words, file in NAMED.findall(chapter.read_text("utf-8"))]


def number_of(of):
    """As a running site would tell it: what scripts/handbook_pictures.py asks of one."""
    kind, _colon, name = of.partition(":")
    if kind == "page":
        return ProcedurePage.objects.get(slug=name, locale__language_code="vi").pk
    if kind == "record":
        store(record(code=name))
        return name
    return quote(apps.get_model(name).objects.first().pk)


def test_each_picture_of_a_chapter_is_there_and_each_that_is_there_stands_in_a_chapter():
    files = {f"{handbook.PICTURES}/{file.name}" for file in FOLDER.glob("*.png")}
    assert {file for _chapter, _words, file in named()} == files == {f"{handbook.PICTURES}/{name}.png" for name in TAKEN}
    assert len(named()) == len(files), "one picture, one place"
    assert len({chapter for chapter, _words, _file in named()}) >= 7


def test_each_says_in_words_what_it_shows():
    assert [file for _chapter, words, file in named() if len(words.split()) < 5] == []


def test_they_are_light():
    sizes = {name: picture.file.stat().st_size for name, picture in TAKEN.items()}
    assert {name: size for name, size in sizes.items() if size > MAX_BYTES} == {}
    assert sum(sizes.values()) <= ALL_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("name", TAKEN)
def test_the_screen_still_has_what_the_picture_shows(enter, name):
    picture = TAKEN[name]
    address = picture.address(number_of)
    assert address.startswith(reverse("wagtailadmin_home"))
    response = enter(picture.user).get(address)
    assert response.status_code == 200, "the screen has gone: take the picture of another one, or out of its chapter"
    screen = BeautifulSoup(response.content.decode(), "html.parser")
    for mark in filter(None, (picture.shows, picture.press)):
        assert screen.select(mark), f"{mark} is not on {address}: pictures.toml, then scripts/handbook_pictures.py"


@pytest.mark.django_db
def test_a_chapter_shows_it_as_large_as_it_is_when_it_comes_into_view(enter):
    name, picture = next(iter(TAKEN.items()))
    (chapter,) = [chapter for chapter, _words, file in named() if file.endswith(f"/{name}.png")]
    page = BeautifulSoup(enter("quay").get(reverse(handbook.CHAPTER, args=[chapter])).content.decode(), "html.parser")
    (shown,) = page.select(f".cn-book img[src='{reverse(handbook.PICTURE, args=[name])}']")
    with Image.open(picture.file) as file:
        assert (int(shown["width"]), int(shown["height"])) == file.size
    assert shown["loading"] == "lazy"
    assert len(shown["alt"].split()) >= 5


@pytest.mark.django_db
def test_it_comes_to_the_desk_as_a_picture_and_nobody_on_the_way_keeps_it(enter):
    name, picture = next(iter(TAKEN.items()))
    response = enter("quay").get(reverse(handbook.PICTURE, args=[name]))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == picture.file.read_bytes()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_nobody_outside_the_desk_gets_it(client):
    assert client.get(reverse(handbook.PICTURE, args=[next(iter(TAKEN))])).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["khong-co.png", "../quay.md", "..%2Fquay.md", "%2e%2e/quay.png", "pictures.toml", "a/b.png", ".png"])
def test_nothing_but_pictures_of_the_folder_is_given_away(enter, path):
    assert enter("duyet").get(f"{reverse(handbook.INDEX)}{handbook.PICTURES}/{path}", follow=True).status_code == 404


@pytest.mark.django_db
def test_of_one_that_is_not_there_its_words_stand_in_the_chapter(enter, settings, tmp_path):
    settings.HANDBOOK = tmp_path
    pictures = "![Lời tả](hinh/mat.png) ![Nơi khác](https://khac.vn/a.png) ![Trên](../hinh/a.png)"
    (tmp_path / "quay.md").write_text(f"# Quầy\n\n{pictures}\n", "utf-8")
    shown = BeautifulSoup(enter("quay").get(reverse(handbook.CHAPTER, args=["quay"])).content.decode(), "html.parser")
    book = shown.select_one(".cn-book")
    assert not book.select("img")
    assert [words in book.get_text() for words in ("Lời tả", "Nơi khác", "Trên")] == [True] * 3
