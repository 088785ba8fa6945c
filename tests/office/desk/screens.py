"""The screens of the desk, by name, on a sample in which something has happened: a draft, a lock, a comment, a workflow, a file."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Comment, GroupApprovalTask, Locale, Site, Workflow
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation, TranslationSource

from office.models import AuthorityTransfer, LegalEffect, LegalResource, ReaderReport, ThematicArea, UrgentPublication
from office.set_costs.factories import RateFactory
from procedures_pages.law_changes.opening import open_effects
from procedures_pages.models import CatalogueIndexPage, EffectOnPage, ProcedurePage, RegisterSnapshot, Remark
from procedures_pages.register.review.sources import note_baselines
from procedures_pages.transfers.batches import send_batch
from tests.procedures_pages.register.factories import AUGUST, JULY, record, store

SNIPPETS = [
    *[
        ("office", model)
        for model in ("thematicarea", "competentauthority", "legalresource", "office", "authoritytransfer", "term", "readerreport")
    ],
    ("banners", "banner"),
    ("set_costs", "rate"),
    ("form_templates", "formtemplate"),
    *[("search", model) for model in ("synonym", "confusion", "promotedanswer", "elsewhere")],
]


def superuser(username="quan-ly"):
    user = get_user_model().objects.create_superuser(
        username, f"{username}@localhost", "mat-khau-rat-dai", first_name="Quản", last_name="Lý"
    )
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "vi"})
    return user


class Desk:
    """What the addresses need. Made once, in the test's own transaction."""

    def __init__(self, user):
        self.user = user
        procedures = ProcedurePage.objects.filter(locale__language_code="vi", live=True).order_by("pk")
        self.page, self.drafted, self.locked, self.waiting, self.planned, self.private, *_rest = procedures
        self.shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")
        self.area = ThematicArea.objects.first()
        self.document = get_document_model().objects.create(title="Mẫu số 1", file=ContentFile(b"%PDF-1.4", "mau-1.pdf"))
        self.image = get_image_model().objects.create(title="Quầy", file=get_test_image_file(filename="quay.png"))
        self.report = ReaderReport.objects.create(page_slug=self.page.slug, words="Số điện thoại không đúng.")
        self.remark = Remark.objects.create(page=self.page, words="Phí nay khác.", part="Phí, lệ phí", written_by=user)
        # A decree that amends a text on which the page rests.
        decree = LegalResource.objects.create(number="999/2026/NĐ-CP", title="Nghị định sửa đổi quy định thử")
        LegalEffect.objects.create(acting=decree, target=self.page.legal.first().resource, effective_from=JULY, articles="Điều 3")
        open_effects(decree)
        self.decree, self.law_change = decree, EffectOnPage.objects.get(page=self.page)
        self.rate = RateFactory(law=decree)
        # A transfer of powers that was sent for one page and waits.
        self.transfer = AuthorityTransfer.objects.exclude(pk=self.page.transfer_id).first()
        self.batch = send_batch(self.transfer, [self.page], user)
        self.collection = Collection.get_first_root_node().add_child(name="Mẫu đơn")
        self.redirect = Redirect.add_redirect("/cu/", self.page, is_permanent=True)
        self.workflow = Workflow.objects.get(active=True)
        self.task = GroupApprovalTask.objects.get()  # the one that approves
        Comment.objects.create(page=self.drafted, user=user, text="Xem lại thời hạn.", contentpath="summary")
        self.drafted.summary = "Tóm tắt mới."
        self.drafted.save_revision(user=user, log_action=True)
        self.mark = UrgentPublication.objects.create(
            content_type=self.page.get_base_content_type(),
            object_id=str(self.page.pk),
            title=self.page.title,
            published_by=user,
            reason="Lệ phí đã đổi từ sáng nay.",
            due_on=timezone.localdate(),
        )
        self.revisions = [self.drafted.revisions.order_by("pk").first(), self.drafted.latest_revision]
        self.planned.go_live_at = timezone.now() + timedelta(days=3)
        self.planned.expire_at = timezone.now() + timedelta(days=30)
        self.planned.save_revision(approved_go_live_at=self.planned.go_live_at, log_action=True).publish(user=user)
        self.locked.locked, self.locked.locked_by, self.locked.locked_at = True, user, timezone.now()
        self.locked.save()
        self.waiting.save_revision(user=user)
        self.state = self.workflow.start(self.waiting, user)
        self.private.view_restrictions.create(restriction_type="password", password="mat-khau")
        self.draft_only = self.shelf.add_child(instance=ProcedurePage(title="Bản nháp mới", slug="ban-nhap-moi", live=False))
        self.translation = Translation.objects.filter(source__object__in=TranslationSource.objects.values("object")).first()
        self.english = ProcedurePage.objects.filter(locale__language_code="en").first()
        self.site = Site.objects.get(is_default_site=True)
        # Of the register: one record that changed and a page that waits for a look at it, one that is gone, one only listed.
        changing = self.page.source_record.split(",")[0].strip()
        store(record(code=changing), record(code="9.000001"), record(code="9.000002", is_stub=True), day=JULY)
        ProcedurePage.objects.filter(pk=self.page.pk).update(source_snapshot=JULY)
        self.page.refresh_from_db()
        note_baselines([self.page], [changing])
        more = {"levels": ("province",), "channels": (), "conditions": "Có mèo."}
        store(record(code=changing, **more), record(code="9.000003"), record(code="9.000002", is_stub=True), day=AUGUST)
        self.changing = changing
        self.snapshot = RegisterSnapshot.objects.latest("date")

    def addresses(self):
        """Name → address. The ten of every day first, then what is behind them."""
        page, pages = self.page.pk, "wagtailadmin_pages"
        named = {
            "log-in": ("wagtailadmin_login",),
            "home": ("wagtailadmin_home",),
            "explorer: root": ("wagtailadmin_explore_root",),
            "explorer: procedures": ("wagtailadmin_explore", self.shelf.pk),
            "edit": (f"{pages}:edit", page),
            "edit: with a draft and a comment": (f"{pages}:edit", self.drafted.pk),
            "edit: locked": (f"{pages}:edit", self.locked.pk),
            "edit: in the workflow": (f"{pages}:edit", self.waiting.pk),
            "edit: scheduled": (f"{pages}:edit", self.planned.pk),
            "edit: private": (f"{pages}:edit", self.private.pk),
            "edit: never published": (f"{pages}:edit", self.draft_only.pk),
            "edit: shelf": (f"{pages}:edit", self.shelf.pk),
            "add": (f"{pages}:add", "procedures_pages", "procedurepage", self.shelf.pk),
            "add: what kind": (f"{pages}:add_subpage", self.page.get_parent().get_parent().pk),
            "page chooser": ("wagtailadmin_choose_page",),
            "page chooser: shelf": ("wagtailadmin_choose_page_child", self.shelf.pk),
            "documents": ("wagtaildocs:index",),
            "areas": ("wagtailsnippets_office_thematicarea:list",),
            "area: edit": ("wagtailsnippets_office_thematicarea:edit", self.area.pk),
            "history": (f"{pages}:history", self.drafted.pk),
            "users": ("wagtailusers_users:index",),
            "second person": ("urgent_publication", self.drafted.latest_revision.pk),
            "second person: afterwards": ("urgent_review", self.mark.pk),
            "transfer: pages": ("transfer_pages", self.transfer.pk),
            "transfer: batch": ("transfer_batch", self.batch.pk),
            "unit": ("wagtailsettings:edit", "office", "unit"),
            "unpublish": (f"{pages}:unpublish", page),
            "workflows": ("wagtailadmin_workflows:index",),
            # Behind them.
            "delete": (f"{pages}:delete", page),
            "move": (f"{pages}:move", page),
            "copy": (f"{pages}:copy", page),
            "privacy": (f"{pages}:set_privacy", page),
            "page usage": (f"{pages}:usage", page),
            "page type": (f"{pages}:type_use", "procedures_pages", "procedurepage"),
            "compare": (f"{pages}:revisions_compare", self.drafted.pk, "live", "latest"),
            "revert": (f"{pages}:revisions_revert", self.drafted.pk, self.revisions[0].pk),
            "unschedule": (f"{pages}:revisions_unschedule", self.planned.pk, self.planned.scheduled_revision.pk),
            "workflow history": (f"{pages}:workflow_history", self.waiting.pk),
            "workflow history: one": (f"{pages}:workflow_history_detail", self.waiting.pk, self.state.pk),
            "workflow: approve": (f"{pages}:workflow_action", self.waiting.pk, "approve", self.state.current_task_state.pk),
            "workflow: reject": (f"{pages}:workflow_action", self.waiting.pk, "reject", self.state.current_task_state.pk),
            "workflow: cancel": (f"{pages}:confirm_workflow_cancellation", self.waiting.pk),
            "workflow: edit": ("wagtailadmin_workflows:edit", self.workflow.pk),
            "workflow: add": ("wagtailadmin_workflows:add",),
            "workflow: usage": ("wagtailadmin_workflows:usage", self.workflow.pk),
            "workflow: disable": ("wagtailadmin_workflows:disable", self.workflow.pk),
            "tasks": ("wagtailadmin_workflows:task_index",),
            "task: edit": ("wagtailadmin_workflows:edit_task", self.task.pk),
            "task: kinds": ("wagtailadmin_workflows:select_task_type",),
            "task chooser": ("wagtailadmin_workflows:task_chooser",),
            "search": (f"{pages}:search",),
            "document: add": ("wagtaildocs:add_multiple",),
            "document: edit": ("wagtaildocs:edit", self.document.pk),
            "document: delete": ("wagtaildocs:delete", self.document.pk),
            "document: usage": ("wagtaildocs:document_usage", self.document.pk),
            "document chooser": ("wagtaildocs_chooser:choose",),
            "images": ("wagtailimages:index",),
            "image: add": ("wagtailimages:add_multiple",),
            "image: edit": ("wagtailimages:edit", self.image.pk),
            "image: delete": ("wagtailimages:delete", self.image.pk),
            "image chooser": ("wagtailimages_chooser:choose",),
            "snippets": ("wagtailsnippets:index",),
            "report: read": ("wagtailsnippets_office_readerreport:inspect", self.report.pk),
            "report: edit": ("wagtailsnippets_office_readerreport:edit", self.report.pk),
            "area: history": ("wagtailsnippets_office_thematicarea:history", self.area.pk),
            "area: usage": ("wagtailsnippets_office_thematicarea:usage", self.area.pk),
            "area: delete": ("wagtailsnippets_office_thematicarea:delete", self.area.pk),
            "area: copy": ("wagtailsnippets_office_thematicarea:copy", self.area.pk),
            "user: edit": ("wagtailusers_users:edit", get_user_model().objects.get(username="duyet").pk),
            "user: add": ("wagtailusers_users:add",),
            "user: delete": ("wagtailusers_users:delete", get_user_model().objects.get(username="duyet").pk),
            "groups": ("wagtailusers_groups:index",),
            "group: edit": ("wagtailusers_groups:edit", get_user_model().objects.get(username="duyet").groups.get().pk),
            "group: add": ("wagtailusers_groups:add",),
            "account": ("wagtailadmin_account",),
            "second factor": ("wagtail_2fa_device_list", self.user.pk),
            "second factor: new": ("wagtail_2fa_device_new",),
            "second factor: ask": ("wagtail_2fa_auth",),
            "sites": ("wagtailsites:index",),
            "site: edit": ("wagtailsites:edit", self.site.pk),
            "locales": ("wagtaillocales:index",),
            "locale: edit": ("wagtaillocales:edit", Locale.objects.get(language_code="en").pk),
            "collections": ("wagtailadmin_collections:index",),
            "collection: edit": ("wagtailadmin_collections:edit", self.collection.pk),
            "collection: privacy": ("wagtailadmin_collections:set_privacy", self.collection.pk),
            "redirects": ("wagtailredirects:index",),
            "redirect: edit": ("wagtailredirects:edit", self.redirect.pk),
            "redirects: import": ("wagtailredirects:start_import",),
            "link: another site": ("wagtailadmin_choose_page_external_link",),
            "link: e-mail": ("wagtailadmin_choose_page_email_link",),
            "link: telephone": ("wagtailadmin_choose_page_phone_link",),
            "link: anchor": ("wagtailadmin_choose_page_anchor_link",),
            "report: locked": ("wagtailadmin_reports:locked_pages",),
            "report: workflow": ("wagtailadmin_reports:workflow",),
            "report: tasks": ("wagtailadmin_reports:workflow_tasks",),
            "report: site history": ("wagtailadmin_reports:site_history",),
            "report: ageing": ("wagtailadmin_reports:aging_pages",),
            "report: page types": ("wagtailadmin_reports:page_types_usage",),
            "report: what readers ask": ("search_asked:report",),
            "report: why this result": ("search_explanation",),
            "report: translations": ("wagtail_localize:translations_report",),
            "report: forms to upload": ("forms_wanted",),
            "translation: submit": ("wagtail_localize:submit_page_translation", self.draft_only.pk),
            "forgotten password": ("wagtailadmin_password_reset",),
            "forgotten password: sent": ("wagtailadmin_password_reset_done",),
            "posters": ("procedure_posters",),
            "register": ("register_desk:records",),
            "register: record": ("register_desk:record", self.changing),
            "register: gone": ("register_desk:record", "9.000001"),
            "register: only a name": ("register_desk:record", "9.000002"),
            "register: areas": ("register_desk:areas",),
            "register: upload": ("register_desk:upload",),
            "register: snapshot": ("register_desk:snapshot", self.snapshot.pk),
            "register: waiting": ("register_desk:waiting",),
            "register: review": ("register_desk:review", self.page.pk),
            "facts": ("facts_screen", self.drafted.pk),
            "facts: locked": ("facts_screen", self.locked.pk),
            "facts: in the workflow": ("facts_screen", self.waiting.pk),
            "facts: a paper": ("fact_form", self.page.pk, "giay-to", self.page.documents[0].id),
            "facts: laws": ("fact_form", self.page.pk, "can-cu"),
            "facts: codes": ("fact_form", self.page.pk, "ma-thu-tuc"),
            "facts: a new charge": ("fact_form", self.page.pk, "khoan-thu", "moi"),
            "facts: a remark": ("fact_remark", self.page.pk, "giay-to", self.page.documents[0].id),
            "changes of law": ("register_desk:laws",),
            "change of law": ("register_desk:law", self.law_change.pk),
            "proposals": ("register_desk:proposals",),
            "law: edit": ("wagtailsnippets_office_legalresource:edit", self.decree.pk),
            "remarks": ("remarks",),
            "answers of readers": ("reader_answers",),
            "measures": ("measures",),
            "remark": ("remark", self.remark.pk),
            "pages to read": ("pages_to_read",),
            "facts: one that goes": ("fact_gone", self.page.pk, "buoc", self.page.steps[0].id),
        }
        found = {name: reverse(view, args=arguments) for name, (view, *arguments) in named.items()}
        found |= {
            f"{model}: {verb}": reverse(f"wagtailsnippets_{app}_{model}:{verb}")
            for app, model in SNIPPETS
            for verb in ("list", "add")
            if (model, verb) != ("readerreport", "add")
        }
        found |= {f"{model}: chooser": reverse(f"wagtailsnippetchoosers_{app}_{model}:choose") for app, model in SNIPPETS}
        found |= {
            f"bulk: {action} {kind}": reverse("wagtail_bulk_action", args=[app, model, action]) + f"?id={pk}"
            for app, model, pk, actions, kind in (
                ("wagtailcore", "page", page, ("publish", "unpublish", "delete", "move"), "pages"),
                ("wagtaildocs", "document", self.document.pk, ("delete", "add_tags", "add_to_collection"), "documents"),
                ("wagtailimages", "image", self.image.pk, ("delete", "add_tags", "add_to_collection"), "images"),
                ("office", "thematicarea", self.area.pk, ("delete",), "areas"),
                ("auth", "user", get_user_model().objects.get(username="duyet").pk, ("delete", "assign_role", "set_active_state"), "users"),
            )
            for action in actions
        }
        found["explorer: search"] = reverse("wagtailadmin_explore", args=[self.shelf.pk]) + "?q=khai&ordering=title&status=live"
        found["explorer: nothing found"] = reverse("wagtailadmin_explore", args=[self.shelf.pk]) + "?q=zzzzzz"
        found["explorer: order"] = reverse("wagtailadmin_explore", args=[self.shelf.pk]) + "?ordering=ord"
        found["page search"] = reverse("wagtailadmin_pages:search") + "?q=khai"
        found["register: filtered"] = reverse("register_desk:records") + "?q=meo&cap=ward&huong_dan=chua&doi_tu=01/08/2026&ordering=-name"
        found["not there"] = "/quan-tri/khong-co/"
        if self.english:
            found["edit: English"] = reverse("wagtailadmin_pages:edit", args=[self.english.pk])
        return found
