"""Setup makes what a site needs and leaves alone what is there. Of an empty site: test_empty_site; of no database: tests/servers."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from home.models import HomePage
from office.models import Unit

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("setup", "--no-input", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def test_nothing_changes_on_a_site_that_is_there():
    def all_of_it():
        return (
            list(Page.objects.values_list("pk", "path", "title", "slug", "live", "latest_revision")),
            list(Unit.objects.values()),
            list(Site.objects.values()),
            set(GroupPagePermission.objects.values_list("group", "page", "permission")),
            {(group.name, frozenset(group.permissions.values_list("pk", flat=True))) for group in Group.objects.all()},
            list(Workflow.objects.values()),
        )

    before = all_of_it()
    assert run().startswith("Setup: nothing to do.")
    assert all_of_it() == before


def test_what_an_administrator_changed_stays(client):
    group = Group.objects.get(name="Biên tập")
    permission = Permission.objects.get(codename="add_thematicarea")
    group.permissions.remove(permission)
    english = HomePage.objects.get(locale__language_code="en")
    GroupPagePermission.objects.filter(group=group, page=english).delete()
    Workflow.objects.update(active=False)
    Site.objects.update(hostname="khac.example.vn", site_name="Tên khác")
    home = HomePage.objects.get(locale__language_code="vi")
    home.title, home.slug = "Tên khác", "trang-khac"
    home.save_revision().publish()
    run("--unit", "Đơn vị khác")
    assert not group.permissions.filter(pk=permission.pk).exists()
    assert not GroupPagePermission.objects.filter(group=group, page=english).exists()
    assert not Workflow.objects.filter(active=True).exists()
    assert Site.objects.get().hostname == "khac.example.vn"
    assert HomePage.objects.filter(locale__language_code="vi").count() == 1


def test_the_unit_keeps_what_it_has_and_gets_what_it_lacks():
    Unit.objects.update(name="UBND phường A", phone="", email="")
    told = run("--unit", "UBND phường B", "--phone", " 0237\u00a0385 0000 ", "--email", "mot-cua@example.vn")
    unit = Unit.objects.get()
    assert (unit.name, unit.phone, unit.email) == ("UBND phường A", "0237 385 0000", "mot-cua@example.vn")
    assert "Left as it is" in told
    assert "name" in told.split("Left as it is")[1]


def test_a_name_that_is_too_long_is_refused_whole():
    Unit.objects.all().delete()
    with pytest.raises(CommandError, match="name"):
        run("--unit", "x" * 201)
    assert not Unit.objects.exists()


def test_it_asks_for_what_is_not_given(monkeypatch):
    Unit.objects.all().delete()
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    answers = iter(["UBND phường A", "", "", "0237 385 0000"])
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    call_command("setup", "--email", "a@b.vn", stdout=io.StringIO())
    unit = Unit.objects.get()
    assert (unit.name, unit.phone, unit.email, unit.address) == ("UBND phường A", "0237 385 0000", "a@b.vn", "")
    assert len(asked) == 4
    call_command("setup", "--no-input", stdout=io.StringIO())


def test_a_front_page_taken_down_gives_readers_no_commands(client):
    for home in HomePage.objects.all():
        home.unpublish()
    answer = client.get("/")
    assert answer.status_code == 200
    assert "manage.py" not in answer.content.decode()
