"""Who may do what: biên tập writes, kiểm tra checks, duyệt publishes, quầy reads; in every language. And the workflow between them.

A role gets its rights when it is made. What an administrator changes afterwards stays so.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from office.models import ContentCheck

from ..models import HomePage

WORKFLOW, CHECK, TASK = "Duyệt trước khi xuất bản", "Kiểm tra nội dung", "Duyệt nội dung"
OF_WAGTAIL = ("Moderators", "Editors")


class Role(NamedTuple):
    """``login`` is the sample's user; ``pages`` what the role may do with every page."""

    login: str
    name: str
    pages: tuple[str, ...]


WRITER = Role("bien-tap", "Biên tập", ("add", "change"))
REVIEWER = Role("duyet", "Duyệt", ("add", "change", "publish", "lock", "unlock"))
COUNTER = Role("quay", "Quầy", ())
# Writes as a writer does, and checks what others wrote; without anybody in it the step is passed over (``office.two_people.steps``).
CHECKER = Role("kiem-tra", "Kiểm tra", WRITER.pages)
# Those that the sample has a user of.
ROLES = (WRITER, REVIEWER, COUNTER)
REFERENCE_DATA = ("thematicarea", "competentauthority", "legalresource", "office", "authoritytransfer", "term", "holidayyear")
# What a role may not do with it: nobody deletes, but words nobody needs; who writes does not publish.
NOT_OF = dict.fromkeys((WRITER.name, CHECKER.name), "^(delete|publish|lock|unlock)_") | {REVIEWER.name: "^delete_"}
NOT_OF_WORDS = NOT_OF | {REVIEWER.name: "^$"}
EDITORS_WORDS = ("synonym", "confusion", "promotedanswer", "elsewhere")
# What readers point out: read and settled by those who mend it; only whoever manages the site deletes it.
REPORTS = ("view_readerreport", "change_readerreport")
DOCUMENTS = ("add_document", "change_document", "choose_document")


def make(made: Counter[str]) -> None:
    """Makes the roles and the workflow that are not there, and counts them."""
    for role in (*ROLES, CHECKER):
        group, new = Group.objects.get_or_create(name=role.name)
        if new:
            made["group"] += 1
            group.permissions.add(*_permissions(role))
            if role is not COUNTER:
                _grant_documents(group)
            for home in HomePage.objects.all():
                _grant_pages(group, home, role.pages)
    if made["group"]:
        # Those that a new Wagtail comes with, unless somebody uses them.
        Group.objects.filter(name__in=OF_WAGTAIL, user=None).delete()
    _make_workflow(made)


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_new_home, sender=HomePage, dispatch_uid="home-roles")


def _new_home(instance: Page, created: bool, **kwargs: Any) -> None:
    if created:
        reach(instance)


def reach(home: Page) -> None:
    """A front page in another language: every group may do with it what it may with the one that was there first."""
    first = HomePage.objects.exclude(pk=home.pk).filter(group_permissions__isnull=False).order_by("pk").first()
    if first is None:
        return
    for row in GroupPagePermission.objects.filter(page=first):
        GroupPagePermission.objects.get_or_create(group=row.group, page=home, permission=row.permission)
    workflow = WorkflowPage.objects.filter(page=first).first()
    if workflow and not WorkflowPage.objects.filter(page=home).exists():
        WorkflowPage.objects.create(page=home, workflow=workflow.workflow)


def _permissions(role: Role) -> QuerySet[Permission]:
    def of(app: str, **more: Any) -> Q:
        return Q(content_type__app_label=app, **more)

    wanted = of("wagtailadmin", codename="access_admin")
    if role is not COUNTER:
        shared = of("office", content_type__model__in=REFERENCE_DATA) | of("banners", content_type__model="banner")
        shared |= of("set_costs", content_type__model="rate")
        shared |= of("form_templates", content_type__model="formtemplate")
        wanted |= shared & ~Q(codename__regex=NOT_OF[role.name])
        wanted |= of("search", content_type__model__in=EDITORS_WORDS) & ~Q(codename__regex=NOT_OF_WORDS[role.name])
        wanted |= of("office", codename__in=REPORTS)
        wanted |= of("wagtail_localize", codename="submit_translation")
    if role is REVIEWER:
        wanted |= of("office", content_type__model="unit")
        wanted |= of("procedures_pages", codename="add_registersnapshot")
    return Permission.objects.filter(wanted)


def _grant_documents(group: Group) -> None:
    """Forms that readers download are documents."""
    for permission in Permission.objects.filter(content_type__app_label="wagtaildocs", codename__in=DOCUMENTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=Collection.get_first_root_node(), permission=permission)


def _grant_pages(group: Group, home: Page, verbs: tuple[str, ...]) -> None:
    codenames = [f"{verb}_page" for verb in verbs]
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _make_workflow(made: Counter[str]) -> None:
    workflow, new = Workflow.objects.get_or_create(name=WORKFLOW)
    if not new:
        return
    made["workflow"] += 1
    for order, (kind, name, role) in enumerate(((ContentCheck, CHECK, CHECKER), (GroupApprovalTask, TASK, REVIEWER))):
        task, new_task = kind.objects.get_or_create(name=name)
        if new_task:
            task.groups.add(Group.objects.get(name=role.name))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for home in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    shared = Q(app_label="office", model__in=REFERENCE_DATA) | Q(app_label__in=("banners", "set_costs"))
    shared |= Q(app_label="form_templates", model="formtemplate") | Q(app_label="search", model__in=EDITORS_WORDS)
    for kind in ContentType.objects.filter(shared):
        WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    # The one that a new Wagtail comes with; its task asks nobody once Wagtail's groups are gone.
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(groups=None).exclude(pk=task.pk).delete()
