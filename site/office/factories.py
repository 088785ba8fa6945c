"""What procedures refer to, made for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from wagtail.documents import get_document_model

from .form_templates.models import FormTemplate, FormVersion
from .models import AuthorityTransfer, CompetentAuthority, LegalResource, Office, ReaderReport, Term, ThematicArea


class ThematicAreaFactory(DjangoModelFactory):
    """The area of that slug: the sample's own where it has one."""

    class Meta:
        model = ThematicArea
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"linh-vuc-{n}")
    name = factory.Sequence(lambda n: f"Lĩnh vực {n}")
    order = 90


class CompetentAuthorityFactory(DjangoModelFactory):
    class Meta:
        model = CompetentAuthority
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"co-quan-{n}")
    name = factory.Sequence(lambda n: f"Cơ quan {n}")


class LegalResourceFactory(DjangoModelFactory):
    class Meta:
        model = LegalResource
        django_get_or_create = ("number",)

    # A number that no law has: one of the sample by chance would be used by its pages.
    number = factory.Sequence(lambda n: f"{90_000 + n}/2025/NĐ-CP")
    title = factory.LazyAttribute(lambda o: f"Nghị định số {o.number}")
    date = date(2025, 6, 30)
    status = LegalResource.Status.IN_FORCE


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"noi-nop-{n}")
    name = factory.Sequence(lambda n: f"Bộ phận Một cửa {n}")
    ward = "phường Vĩnh Yên"
    province = "tỉnh Phú Thọ"
    address = "Số 2, đường Nguyễn Trãi"
    hours = "Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30"
    phone = "0211 3861 234"
    order = 90


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"thuat-ngu-{n}")
    name = factory.Sequence(lambda n: f"thuật ngữ {n}")
    explanation = "Một câu giải thích."


class AuthorityTransferFactory(DjangoModelFactory):
    class Meta:
        model = AuthorityTransfer

    date = date(2025, 7, 1)
    from_name = "Ủy ban nhân dân thành phố Vĩnh Yên (cấp huyện)"
    to_name = "Ủy ban nhân dân phường"
    basis = "Nghị định số 120/2025/NĐ-CP"


class ReaderReportFactory(DjangoModelFactory):
    class Meta:
        model = ReaderReport

    page_slug = factory.Sequence(lambda n: f"trang-{n}")
    words = "Lệ phí đã đổi."


class FormTemplateFactory(DjangoModelFactory):
    """A published form. ``versions``: (day from which it is used, document[, circular]) each."""

    class Meta:
        model = FormTemplate
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"bieu-mau-{n}")
    name = factory.Sequence(lambda n: f"Giấy đề nghị thử {n}")
    number = "Mẫu số 01"

    @factory.post_generation
    def versions(self, create: bool, given: Any, **more: Any) -> None:
        for day, document, *circular in given or ():
            FormVersion.objects.create(form=self, effective_from=day, file=document, circular=circular[0] if circular else None)


def document_of(name: str, data: bytes = b"%PDF-1.4 mau") -> Any:
    """A file for readers, in the collection that everybody sees."""
    return get_document_model().objects.create(title=name, file=ContentFile(data, name))
