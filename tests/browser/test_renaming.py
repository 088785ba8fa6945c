"""A real browser keeps what it is told to keep: a page that gets its old name back must open at once."""

import shutil

import pytest

from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, served

from .tools import DESKTOP

RENAME = """
from procedures_pages.models import ProcedurePage
from home.models import StandardPage
for model, old, new in ((ProcedurePage, {old!r}, {new!r}), (StandardPage, {old_plain!r}, {new_plain!r})):
    page = model.objects.get(slug=old, locale__language_code="vi")
    page.slug = new
    page.save_revision().publish()
"""


@pytest.fixture
def renamable(sample):
    """A site of its own, and what renames a procedure and a plain page there and back."""
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), SEARCH_MEANING="false")
        names = [("lam-khai-sinh-cho-con", "ve-cam-nang"), ("khai-sinh", "gioi-thieu")]

        def rename():
            (old, old_plain), (new, new_plain) = names
            manage(env, "shell", "-c", RENAME.format(old=old, new=new, old_plain=old_plain, new_plain=new_plain))
            names.reverse()

        with served(env) as url:
            yield url, rename


def test_a_page_renamed_and_renamed_back_opens_at_every_step(renamable, open_page):
    url, rename = renamable
    page = open_page(DESKTOP, url=url)
    old, new = ("/thu-tuc/lam-khai-sinh-cho-con/", "/ve-cam-nang/"), ("/thu-tuc/khai-sinh/", "/gioi-thieu/")
    for here, elsewhere in ((old, ()), (new, old), (old, new), (new, old)):
        for number, address in enumerate((*elsewhere, *here)):
            opened = page.goto(address)
            assert (opened.status, page.url) == (200, url + here[number % 2])
        rename()
