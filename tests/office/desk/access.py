"""Who is let in where: every address under /quan-tri/ as the resolver knows it, asked as each role, in each state that a page can be in.

What a screen says and what a button does are other tests' matters. Here only: is one let in, and does looking change anything?
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from unittest.mock import patch

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Locale, Page, RevisionMixin, UploadedFile, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import TranslationSource

from office.links.models import Link
from office.two_people.models import UrgentPublication
from procedures_pages.expert_checks.edition import ask
from procedures_pages.models import ProcedurePage, Remark

from .screens import Desk

GAP = "…"
OPEN, LOGIN, NO, NONE = "mở được", "đăng nhập", "không", "không có"
GUEST = "khách"
ROLES = (GUEST, "quay", "bien-tap", "duyet", "quan-tri")
LIVE, DRAFT, GONE, LOCKED, WAITING, ENGLISH = (
    "đang đăng",
    "chưa đăng bao giờ",
    "đã gỡ xuống",
    "đang khóa",
    "đang chờ duyệt",
    "bản tiếng Anh",
)
PAGE_NAMES = {"page_id", "page_to_move_id", "page_pk"}
# Where "pk" is a page's.
OF_PAGES = (
    "/quan-tri/api/main/pages/",
    "/quan-tri/nguoi-doc-se-thay/",
    "/quan-tri/nguoi-dan-can-biet/",
    "/quan-tri/duyet-ban-dich/",
    "/quan-tri/co-so-du-lieu/doi-chieu/",
    "/quan-tri/trang/",
)
# Where the state of the page may decide, and where only its language may. Of the others one page stands for all.
BY_STATE = re.compile(f"/quan-tri/(pages/{GAP}/(edit|move|delete|unpublish|lock|unlock)|trang/{GAP}/su-kien)/")
BY_LANGUAGE = re.compile(
    f"/quan-tri/(nguoi-doc-se-thay/{GAP}|nguoi-dan-can-biet/{GAP}|duyet-ban-dich/{GAP}|co-so-du-lieu/doi-chieu/{GAP}/tung-dieu)/"
)
_VALUE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|(\([^)]*\))")


def _patterns(patterns, before=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


def routes() -> Iterator[tuple[str, list[str]]]:
    """(address with gaps for values, the gaps' names) of every pattern of the desk; one that is registered twice comes once."""
    seen = set()
    for pattern in _patterns(get_resolver().url_patterns):
        if not pattern.startswith("quan-tri/") or pattern.endswith("^.*/$"):  # the last: what answers where nothing is
            continue
        names = [named or regex or "" for named, regex, _unnamed in _VALUE.findall(pattern)]
        shape = "/" + _VALUE.sub(GAP, pattern).replace("^", "").replace("$", "").replace("\\.", ".")
        if shape not in seen:
            seen.add(shape)
            yield shape, names


class Walk:
    """Fills the addresses with values of the sample and asks for them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.wrote: dict[str, set[str]] = defaultdict(set)
        gone = ProcedurePage.objects.filter(locale__language_code="vi", live=True).order_by("pk").last()
        gone.unpublish(user=desk.user)
        self.pages = dict(zip((LIVE, DRAFT, GONE, LOCKED, WAITING, ENGLISH), self._pages(gone), strict=True))
        users = get_user_model().objects
        self.users = {role: users.get(username=role) for role in ROLES[1:-1]} | {"quan-tri": desk.user}
        self.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, user in self.users.items():
            self.clients[role].force_login(user)
        self.values = self._values()

    def _pages(self, gone: Page) -> list[Page]:
        desk = self.desk
        pages = [desk.page, desk.draft_only, gone, desk.locked, desk.waiting, desk.english]
        for page in pages:
            if not page.latest_revision_id:
                page.save_revision(user=desk.user)
        return pages

    def _values(self):
        """{(beginning of the address, name of the gap): value}; the longest beginning counts."""
        desk, user = self.desk, self.desk.user
        source = TranslationSource.objects.get(object=desk.english.translation_key)
        translation = source.translations.first()
        for file in (desk.document, desk.image):  # noted when they were uploaded
            file.get_file_size()
            file.get_file_hash() if hasattr(file, "get_file_hash") else None
        device = TOTPDevice.objects.create(user=user, name="Điện thoại", confirmed=True)
        session = EditingSession.objects.create(user=user, content_object=desk.page, last_seen_at=desk.page.last_published_at)

        def uploaded(row) -> int:
            kind = ContentType.objects.get_for_model(row)
            return UploadedFile.objects.create(for_content_type=kind, file=row.file.name, uploaded_by_user=user).pk

        return (
            {
                ("", "destination_id"): desk.shelf.pk,
                ("", "parent_page_id"): desk.shelf.pk,
                (f"/quan-tri/pages/{GAP}/add_subpage/", "parent_page_id"): desk.shelf.get_parent().pk,
                ("", "document_id"): desk.document.pk,
                ("", "doc_id"): desk.document.pk,
                ("", "image_id"): desk.image.pk,
                ("", "collection_id"): desk.collection.pk,
                ("", "redirect_id"): desk.redirect.pk,
                ("", "user_id"): user.pk,
                ("", "session_id"): session.pk,
                ("", "workflow_pk"): desk.workflow.pk,
                ("", "workflow_state_id"): desk.state.pk,
                ("", "task_id"): desk.task.pk,
                ("", "task_state_id"): desk.state.current_task_state.pk,
                ("", "action_name"): "approve",
                ("/quan-tri/trang/", "fact"): "tom-tat",
                (f"/quan-tri/trang/{GAP}/su-kien/{GAP}/{GAP}/", "fact"): "giay-to",
                (f"/quan-tri/trang/{GAP}/gop-y/{GAP}/{GAP}/", "fact"): "giay-to",
                ("/quan-tri/gop-y/", "pk"): Remark.objects.create(page=desk.page, words="Phí nay khác.", written_by=self.users["quay"]).pk,
                ("/quan-tri/trang/", "check"): ask(desk.page, "Trần Thị Bình", "Phòng Tư pháp", self.users["bien-tap"])[0].pk,
                ("/quan-tri/ban-cua-ngay/", "slug"): desk.page.slug,
                ("/quan-tri/chuyen-tham-quyen/", "pk"): desk.transfer.pk,
                ("/quan-tri/dot-chuyen-tham-quyen/", "pk"): desk.batch.pk,
                ("/quan-tri/lien-ket/", "pk"): Link.objects.create(url="https://khac.vn/", host="khac.vn").pk,
                ("/quan-tri/trang/", "block"): desk.page.documents[0].id,
                ("", "filter_spec"): "width-100",
                ("", "slug"): "quay",
                ("/quan-tri/so-tay/", "name"): "viec-cua-toi",
                ("", "code"): desk.changing,
                ("", "uidb64"): "MQ",
                ("", "token"): "set-password",
                ("", "mode"): "checklist",
                ("", "translation_source_id"): source.pk,
                ("", "translation_id"): translation.pk,
                ("", "string_segment_id"): source.stringsegment_set.first().pk,
                ("", "overridable_segment_id"): 1,
                ("", "content_type_app_name"): "procedures_pages",
                ("", "content_type_model_name"): "procedurepage",
                ("/quan-tri/pages/create/", "app_label"): "procedures_pages",
                ("/quan-tri/pages/create/", "model_name"): "procedurepage",
                ("/quan-tri/editing-sessions/", "app_label"): "procedures_pages",
                ("/quan-tri/editing-sessions/", "model_name"): "procedurepage",
                ("/quan-tri/editing-sessions/", "object_id"): desk.page.pk,
                ("/quan-tri/workflows/tasks/add/", "app_label"): "wagtailcore",
                ("/quan-tri/workflows/tasks/add/", "model_name"): "groupapprovaltask",
                ("/quan-tri/tag-autocomplete/", "app_name"): "taggit",
                ("/quan-tri/tag-autocomplete/", "model_name"): "tag",
                ("/quan-tri/localize/", "app_label"): "office",
                ("/quan-tri/localize/", "model_name"): "office",
                ("/quan-tri/localize/", "pk"): 1,
                ("/quan-tri/api/main/images/", "pk"): desk.image.pk,
                ("/quan-tri/api/main/documents/", "pk"): desk.document.pk,
                ("/quan-tri/collections/", "pk"): desk.collection.pk,
                ("/quan-tri/workflows/", "pk"): desk.workflow.pk,
                ("/quan-tri/workflows/tasks/", "pk"): desk.task.pk,
                ("/quan-tri/2fa/", "pk"): device.pk,
                ("/quan-tri/co-so-du-lieu/ban-chup/", "pk"): desk.snapshot.pk,
                ("/quan-tri/co-so-du-lieu/luat-doi/", "pk"): desk.law_change.pk,
                ("/quan-tri/images/chooser/", "pk"): desk.image.pk,
                ("/quan-tri/documents/chooser/", "pk"): desk.document.pk,
                ("/quan-tri/images/", "uploaded_file_id"): uploaded(desk.image),
                ("/quan-tri/documents/", "uploaded_file_id"): uploaded(desk.document),
                ("/quan-tri/nguoi-thu-hai/", "revision"): desk.waiting.latest_revision_id,
                ("/quan-tri/dang-khan-cap/", "pk"): UrgentPublication.objects.create(
                    content_type=ContentType.objects.get_for_model(Page),
                    object_id=str(desk.page.pk),
                    title=desk.page.title,
                    published_by=user,
                    reason="Lệ phí đã đổi từ sáng nay.",
                    due_on=desk.page.last_published_at.date(),
                ).pk,
                ("/quan-tri/locales/", "pk"): Locale.objects.get(language_code="en").pk,
                ("/quan-tri/sites/", "pk"): desk.site.pk,
                ("/quan-tri/users/", "pk"): self.users["duyet"].pk,
                ("/quan-tri/groups/", "pk"): self.users["duyet"].groups.get().pk,
            }
            | {
                (f"/quan-tri/snippets/{kind}{model._meta.app_label}/{model._meta.model_name}/", "pk"): self._row(model).pk
                for model in get_snippet_models()
                for kind in ("", "choose/")
            }
            | {
                (f"/quan-tri/snippets/{model._meta.app_label}/{model._meta.model_name}/", name): version
                for model in get_snippet_models()
                if issubclass(model, RevisionMixin)
                for name, version in self._versions(self._row(model)).items()
            }
        )

    @staticmethod
    def _row(model):
        """One row of a kind; what the sample has none of is made of what the model itself takes for granted."""
        return model.objects.first() or model.objects.create()

    def _versions(self, row) -> dict[str, object]:
        """Of a shared record: a version of it."""
        version = row.latest_revision or row.save_revision(user=self.desk.user, clean=False)
        return {"revision_id": version.pk, "revision_id_a": "live", "revision_id_b": "latest"}

    def _value(self, shape: str, name: str):
        found = [(len(start), value) for (start, known), value in self.values.items() if known == name and shape.startswith(start)]
        if not found:
            raise LookupError(f"tests/office/desk/access.py knows no {name} for {shape}")
        return max(found)[1]

    def _filled(self, shape: str, names: list[str], page: Page | None) -> str:
        parts = shape.split(GAP)
        out = parts[0]
        for number, (name, after) in enumerate(zip(names, parts[1:], strict=True)):
            if page is not None and (name in PAGE_NAMES or (name == "pk" and shape.startswith(OF_PAGES))):
                value = page.pk
            elif page is not None and name == "revision_id":
                value = page.latest_revision_id
            elif name == "":  # of the comparison of two versions
                value = (page.pk, "live", "latest")[number]
            else:
                value = self._value(shape, name)
            out += f"{value}{after}"
        return out

    def places(self) -> Iterator[tuple[str, dict[str, str]]]:
        """(address with gaps, {state of the page: address}) of all there is to ask for; where no page is in it, the state is empty."""
        for shape, names in routes():
            if shape.startswith("/quan-tri/bulk/"):
                yield from self._bulk()
            elif shape == f"/quan-tri/pages/add/{GAP}/{GAP}/{GAP}/":
                yield from self._adding()
            elif shape == f"/quan-tri/settings/{GAP}/{GAP}/":
                for model in settings_registry:
                    address = reverse("wagtailsettings:edit", args=[model._meta.app_label, model._meta.model_name])
                    yield address, {"": address}
            elif shape.startswith("/quan-tri/settings/"):
                yield shape, {"": shape.replace(GAP, "office", 1).replace(GAP, "unit", 1).replace(GAP, "1", 1)}
            elif "task_state_id" in names or "workflow_state_id" in names or "task_id" in names:
                yield shape, {"": self._filled(shape, names, self.desk.waiting)}
            elif PAGE_NAMES & set(names) or (shape.startswith(OF_PAGES) and "pk" in names) or "" in names:
                yield shape, {state: self._filled(shape, names, page) for state, page in self._states(shape).items()}
            else:
                yield shape, {"": self._filled(shape, names, None)}

    def _states(self, shape: str) -> dict[str, Page]:
        if BY_STATE.fullmatch(shape):
            return self.pages
        languages = (LIVE, ENGLISH) if BY_LANGUAGE.fullmatch(shape) else (LIVE,)
        return {state: self.pages[state] for state in languages}

    def _bulk(self):
        bulk_action_registry._scan_for_bulk_actions()
        for app, models in bulk_action_registry.actions.items():
            for model, actions in models.items():
                for action in actions:
                    address = reverse("wagtail_bulk_action", args=[app, model, action])
                    yield address, {"": f"{address}?id={self._bulk_row(app, model)}"}

    def _bulk_row(self, app: str, model: str) -> int:
        known = {"page": self.desk.page, "document": self.desk.document, "image": self.desk.image, "user": self.users["duyet"]}
        return (known.get(model) or self._row(next(m for m in get_snippet_models() if m._meta.model_name == model))).pk

    def _adding(self):
        for model in get_page_models():
            parents = [kind for kind in model.allowed_parent_page_models() if kind is not Page]
            parent = next((found for kind in parents if (found := kind.objects.filter(locale__language_code="vi").first())), None)
            if parent:
                label = (model._meta.app_label, model._meta.model_name)
                address = reverse("wagtailadmin_pages:add", args=[*label, parent.pk])
                yield f"/quan-tri/pages/add/{label[0]}/{label[1]}/{GAP}/", {"": address}

    def ask(self, role: str, address: str) -> str:
        """What the role is answered. What takes only what is sent is sent nothing; whatever that does is undone."""
        client = self.clients[role]
        cookies = client.cookies.copy()
        with transaction.atomic():
            with connection.execute_wrapper(self._noting(address)):
                response = client.get(address)
                while response.status_code in (301, 302) and self._leads_on(response, role):
                    response = client.get(response["Location"])
            sent = response.status_code == 405
            for send in (client.post, client.put):
                response = send(address) if response.status_code == 405 else response
            transaction.set_rollback(True)
        client.cookies = cookies
        if response.status_code >= 500 and not sent:
            raise AssertionError(f"{role} gets {response.status_code} at {address}")
        return self._kind(response, role)

    def _leads_on(self, response, role: str) -> bool:
        return self._kind(response, role) == OPEN

    def _noting(self, address: str):
        """Of what only looks: what it wrote all the same."""

        def noting(execute, sql, params, many, context):
            if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                self.wrote[re.search(r'"(\w+)"', sql)[1]].add(address)
            return execute(sql, params, many, context)

        return noting

    @staticmethod
    def _kind(response, role: str) -> str:
        """Who may not is led elsewhere with a red message, or refused; who is not logged in is led to the log-in."""
        if response.status_code in (301, 302):
            if role == GUEST and response["Location"].startswith(reverse("wagtailadmin_login")):
                return LOGIN
            told = getattr(response.wsgi_request, "_messages", None)
            return NO if told and any(message.level >= messages.ERROR for message in told._queued_messages) else OPEN
        if "items_with_no_access" in (getattr(response, "context_data", None) or {}):  # a bulk action leaves out what one may not
            return OPEN if response.context_data["items"] else NO
        return {403: NO, 404: NONE}.get(response.status_code, OPEN)


def walked(desk: Desk):
    """({address with gaps: {state: {role: answer}}} of the whole desk, {table: the addresses that wrote to it when looked at})."""
    with patch.object(SimpleTemplateResponse, "rendered_content", ""):
        walk = Walk(desk)
        found = {
            shape: {state: {role: walk.ask(role, address) for role in ROLES} for state, address in addresses.items()}
            for shape, addresses in walk.places()
        }
    return found, walk.wrote
