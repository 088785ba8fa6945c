"""Uploaded files. Forms for readers go out of public collections only; pictures are shown at the desk, to whom their collection is open."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy
from wagtail.users.models import UserProfile

from office.desk.doors import ENTERING
from office.documents import is_what_it_says
from office.form_templates.kept import NEVERTHELESS, OPENED, replacing
from office.published_files.rule import is_published

ACTIONS = ["choose", "add", "change", "delete"]


@require_safe
@require_admin_access
@cache_control(private=True, no_cache=True)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """``/tep/<path>``: a picture or its smaller copy for a user who may at least choose it, a user's portrait for every user.

    Raises Http404 for all else in that folder: documents have an address of their own, and other collections are nobody's business.
    """
    Image = get_image_model()
    image = Image.objects.filter(file=path).first() or Image.objects.filter(renditions__file=path).first()
    may_see = (
        permission_policy.user_has_any_permission_for_instance(request.user, ACTIONS, image)
        if image is not None
        else UserProfile.objects.filter(avatar=path).exists()
    )
    if not may_see:
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def _fits(found: AbstractDocument) -> bool:
    try:
        with found.file.storage.open(found.file.name) as file:
            return is_what_it_says(file, found.filename)
    except OSError:
        return False


@require_safe
def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """``/bieu-mau/<id>/<name>``: a form. One of a private collection is not there, unless its restriction lets this user in.

    Readers have no passwords and no accounts, so nobody is asked for any. What no published page has led to is for the desk alone. Of a
    form of the directory the file of a version that has been replaced leads to the form's page, which says so; ``?ban-cu`` opens it.
    """
    number = int(document_id) if len(document_id) < 19 else 0
    found = get_document_model().objects.filter(pk=number).select_related("collection").first()
    if found is None:
        raise Http404
    restrictions = found.collection.get_view_restrictions()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    is_draft = not is_published(found)
    if is_draft and not request.user.has_perm(ENTERING):
        raise Http404
    if NEVERTHELESS not in request.GET and (form := replacing(found.pk)) is not None:
        response: HttpResponseBase = HttpResponseRedirect(f"{form.path}?{OPENED}={found.pk}")
        response["Cache-Control"] = "private, no-cache"
        return response
    response = serve_document(request, number, document_filename)
    if response.status_code == HTTPStatus.OK and not _fits(found):
        # From before uploads were looked into, or put there by another way: a browser shows nothing of it.
        response["Content-Type"] = "application/octet-stream"
        response["Content-Disposition"] = content_disposition_header(True, found.filename) or "attachment"
    if restrictions or is_draft:
        response["Cache-Control"] = "private, no-cache"
    return response
