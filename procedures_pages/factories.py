"""Procedures made for tests: as pure facts, and as pages under the sample's ``/thu-tuc/`` that may be published as they are."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import factory
import wagtail_factories

from office.factories import (
    AuthorityTransferFactory,
    CompetentAuthorityFactory,
    FormTemplateFactory,
    LegalResourceFactory,
    ThematicAreaFactory,
)
from office.models import LegalResource
from office.set_costs.factories import RateFactory
from vietnamese.slugs import slugify

from .facts import procedure
from .models import CatalogueIndexPage, ProcedureCode, ProcedureLegalResource, ProcedurePage

# --- Pure facts ---


class AnswerFactory(factory.Factory):
    class Meta:
        model = procedure.Answer

    id = factory.Sequence(lambda n: f"tra-loi-{n}")
    label = factory.LazyAttribute(lambda o: f"Nhãn của {o.id}")
    phrase = factory.LazyAttribute(lambda o: f"khi là {o.id}")


class QuestionFactory(factory.Factory):
    """``QuestionFactory(id="ai", answers=("mot-minh", "gia-dinh"))``: answers by their ids."""

    class Meta:
        model = procedure.Question

    id = factory.Sequence(lambda n: f"cau-hoi-{n}")
    label = factory.LazyAttribute(lambda o: f"Câu hỏi {o.id}?")
    help = ""
    answers = ("co", "khong")

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        kwargs["answers"] = tuple(a if isinstance(a, procedure.Answer) else AnswerFactory(id=a) for a in kwargs["answers"])
        return kwargs


class RequiredDocumentFactory(factory.Factory):
    """``RequiredDocumentFactory(applies={"ai": ("gia-dinh",)})``: needed when each question was given one of its answers."""

    class Meta:
        model = procedure.RequiredDocument

    id = factory.Sequence(lambda n: f"giay-to-{n}")
    name = factory.LazyAttribute(lambda o: f"Giấy tờ {o.id}")
    note = ""
    originals = 1
    copies = 0
    handling = "submit"
    applies: Any = ()

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        kwargs["applies"] = tuple((question, frozenset(answers)) for question, answers in dict(kwargs["applies"]).items())
        return kwargs


class CostFactory(factory.Factory):
    class Meta:
        model = procedure.Cost

    kind = "le_phi"
    basis = "amount"
    amount = factory.LazyAttribute(lambda o: 100_000 if o.basis == "amount" else None)


class ProcessingTimeFactory(factory.Factory):
    class Meta:
        model = procedure.ProcessingTime

    unit = "working_days"
    amount = factory.LazyAttribute(lambda o: None if o.unit in ("same_day", "unknown") else 3)


class DeadlineFactory(factory.Factory):
    class Meta:
        model = procedure.Deadline

    unit = "days"
    amount = 60
    counted_from = "từ ngày sinh"


class ChannelFactory(factory.Factory):
    class Meta:
        model = procedure.Channel

    kind = "in_person"


class ProcedureFactsFactory(factory.Factory):
    class Meta:
        model = procedure.ProcedureFacts

    id = factory.Sequence(lambda n: f"00000000-0000-0000-0000-{n:012}")
    slug = factory.Sequence(lambda n: f"thu-tuc-thu-{n}")
    url = factory.LazyAttribute(lambda o: f"/thu-tuc/{o.slug}/")
    lang = "vi"
    title = factory.Sequence(lambda n: f"Làm giấy thử số {n}")
    official_name = "Thủ tục cấp giấy thử"
    summary = "Dành cho người cần giấy thử."
    codes = factory.Sequence(lambda n: (procedure.Code(f"9.{n:06}", True),))
    area = procedure.Named("ho-tich", "Hộ tịch")
    level = "ward"
    audiences = ("citizen",)
    authority = procedure.Named("ubnd-phuong", "Ủy ban nhân dân cấp xã (phường)")
    offices = ()
    status = "in_force"
    status_note = ""
    successor = None
    transfer = None
    effective_from = None
    effective_to = None
    updated_on = date(2026, 8, 3)
    verified_on = date(2026, 8, 3)
    verified_by = ""
    source = procedure.Source("", "", None)
    questions = ()
    documents = factory.LazyFunction(lambda: (RequiredDocumentFactory(),))
    channels = factory.LazyFunction(lambda: (ChannelFactory(),))
    times = factory.LazyFunction(lambda: (ProcessingTimeFactory(),))
    costs = factory.LazyFunction(lambda: (CostFactory(),))
    steps = (procedure.Step("Nộp hồ sơ"),)
    conditions = ()
    outputs = (procedure.Output("Giấy thử"),)
    legal = ()
    advice = ()
    keywords = ()
    submission = procedure.Submission("", "Cổng chưa có trang cho thủ tục này.")
    service_mode = "unknown"
    service_mode_reason = ""


# --- Pages: the parts as stored in streams ---


def _with_ids(value: Any) -> Any:
    """Lists as the desk stores them, each item with its id: translation goes by it."""
    if isinstance(value, dict):
        return {key: _with_ids(item) for key, item in value.items()}
    return [{"type": "item", "value": _with_ids(item), "id": str(uuid4())} for item in value] if isinstance(value, list) else value


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": _with_ids(value), "id": str(uuid4())}


def answer(slug: str, label: str = "", **more: Any) -> dict[str, Any]:
    label = label or f"Nhãn {slug}"
    return {"slug": slug, "label": label, "phrase": f"khi {label[:1].lower()}{label[1:]}", **more}


def question(slug: str, *answers: str, label: str = "") -> dict[str, Any]:
    """One question of a page; each answer's slug is also its label."""
    return _block(
        "question",
        {"slug": slug, "label": label or f"Câu hỏi {slug}?", "help": "", "answers": [answer(a) for a in answers]},
    )


def document(slug: str, *applies: str, **more: Any) -> dict[str, Any]:
    """One document of a page; ``applies`` as "question=answer"."""
    value = {"slug": slug, "name": f"Giấy {slug}", "originals": 1, "copies": 0, "handling": "submit", "applies": list(applies)}
    return _block("document", {**value, **more})


def channel(kind: str = "in_person", **more: Any) -> dict[str, Any]:
    return _block("channel", {"kind": kind, **more})


def time(unit: str = "working_days", amount: int | None = 3, *applies: str, channels: Any = (), **more: Any) -> dict[str, Any]:
    """One processing time; ``channels``: the kinds it is for, all without."""
    value = {"unit": unit, "amount": amount, "applies": list(applies), **more}
    return _block("time", value) | {"value": {**_with_ids(value), "channels": list(channels)}}


def deadline(unit: str = "days", amount: int | None = 60, *applies: str, **more: Any) -> dict[str, Any]:
    return _block("deadline", {"unit": unit, "amount": amount, "counted_from": "từ ngày sinh", "applies": list(applies), **more})


def cost(basis: str = "free", *applies: str, channels: Any = (), **more: Any) -> dict[str, Any]:
    value = {"kind": "le_phi", "basis": basis, "applies": list(applies), **more}
    return _block("cost", value) | {"value": {**_with_ids(value), "channels": list(channels)}}


def step(title: str = "Nộp hồ sơ", **more: Any) -> dict[str, Any]:
    return _block("step", {"title": title, **more})


def output(name: str = "Giấy thử", **more: Any) -> dict[str, Any]:
    return _block("output", {"name": name, **more})


def statement(words: str) -> dict[str, Any]:
    """What the portal asks for: words alone."""
    return _block("statement", words)


def tailored(words: str, *applies: str) -> dict[str, Any]:
    """A condition or a piece of advice, for those who give these answers."""
    return _block("statement", {"text": words, "applies": list(applies)})


def entry(code: str, *applies: str, **more: Any) -> dict[str, Any]:
    return _block("entry", {"code": code, "official_name": f"Thủ tục {code}", "applies": list(applies), **more})


def place(name: str, *applies: str, **more: Any) -> dict[str, Any]:
    """An office that a page names itself."""
    return _block("place", {"office": "", "name": name, "address": "", "applies": list(applies), **more})


def person(name: str, *answers: str, outcome: str = "", **more: Any) -> dict[str, Any]:
    value = {"name": name, "situation": f"{name} đến quầy.", "answers": list(answers), "outcome": outcome, **more}
    return _block("person", value)


def shelf(lang: str = "vi") -> CatalogueIndexPage:
    """The sample's ``/thu-tuc/``, fresh from the database: its count of children must be right."""
    return CatalogueIndexPage.objects.get(locale__language_code=lang)


def _law(**fields: Any) -> LegalResource:
    return LegalResourceFactory.create(**fields)


def _full_documents() -> list[dict[str, Any]]:
    return [
        document(
            "uy-quyen",
            "ai-nop=nguoi-khac",
            name="Văn bản ủy quyền",
            note="Chủ hộ viết.",
            originals=2,
            copies=1,
            handling="show",
            handling_online="photo",
            alternatives=["Căn cước", "Hộ chiếu"],
            form="Mẫu số 1",
            forms=[{"form": "Mẫu số 2", "applies": ["ai-nop=nguoi-khac"]}],
            issuer="Bệnh viện nơi sinh",
            issued_by="1.001193",
            source_row="Dòng của bản ghi",
            per_person=True,
        ),
        document(
            "can-cuoc",
            "ai-nop=nguoi-khac",
            name="Thẻ căn cước",
            handling="number",
            fallback="Mang theo phòng khi quầy không tra được.",
            basis="Nghị định 18/2026/NĐ-CP",
            form_template=str(FormTemplateFactory().pk),
        ),
    ]


class ProcedureFactory(wagtail_factories.PageFactory):
    """A live page that lacks nothing. ``build()`` makes it in memory only, without its legal basis.

    Traits: ``draft``; ``with_questions``; ``replaced`` (by another page); ``full`` (every field and block filled).
    """

    class Meta:
        model = ProcedurePage

    class Params:
        code = factory.Sequence(lambda n: f"9.{n:06}")
        former: Any = ()
        law = factory.LazyFunction(lambda: _law(number="168/2025/NĐ-CP"))
        draft = factory.Trait(live=False, has_unpublished_changes=True)
        with_questions = factory.Trait(
            questions=[question("ai-nop", "toi", "nguoi-khac"), question("o-dau", "nha", "thue", "muon")],
            documents=[
                document("to-khai"),
                document("uy-quyen", "ai-nop=nguoi-khac"),
                document("hop-dong", "o-dau=thue", "o-dau=muon"),
                document("giay-kep", "ai-nop=nguoi-khac", "o-dau=thue"),
            ],
        )
        replaced = factory.Trait(
            status="replaced",
            status_note="Đã gộp vào một thủ tục khác.",
            successor=factory.SubFactory("procedures_pages.factories.ProcedureFactory"),
        )
        full = factory.Trait(
            status_note="Ghi chú về tình trạng.",
            transfer=factory.SubFactory(AuthorityTransferFactory),
            keywords="làm giấy\nxin giấy",
            questions=[
                _block(
                    "question",
                    {
                        "slug": "ai-nop",
                        "label": "Ai nộp?",
                        "help": "Giải thích câu hỏi.",
                        "former": "nguoi-nop",
                        "answers": [
                            answer("toi", "Tôi", former="tu-nop"),
                            answer("nguoi-khac", "Người khác", former="nop-thay, uy-quyen"),
                            answer("con-khac", "Trường hợp khác", leads_to="2.000528", leads_to_name="Thủ tục thử khác"),
                        ],
                    },
                )
            ],
            documents=factory.LazyFunction(_full_documents),
            steps=[step("Nộp tại quầy", text="Nói rõ thêm về bước.", channel="in_person", applies=["ai-nop=toi"])],
            channels=[channel("online", note="Ghi chú của cách nộp.", applies=["ai-nop=toi"])],
            deadlines=[
                deadline(
                    "days",
                    15,
                    "ai-nop=toi",
                    counted_from="từ ngày có giấy thử",
                    after="Quá hạn vẫn nộp được.",
                    basis="Luật 60/2014/QH13, Điều 15",
                )
            ],
            times=[
                time(
                    "working_days",
                    3,
                    "ai-nop=toi",
                    counted_from="kể từ ngày nhận đủ hồ sơ",
                    note="Cần xác minh: 5 ngày.",
                    channels=["online"],
                )
            ],
            costs=factory.LazyFunction(
                lambda: [
                    cost(
                        "amount",
                        "ai-nop=toi",
                        amount=50_000,
                        per="trang",
                        label="Khoản thu thử",
                        note="Ghi chú của khoản thu.",
                        channels=["online"],
                    ),
                    cost("unknown", rate=str(RateFactory().pk)),
                ]
            ),
            submission_none_reason="Lý do không nộp được.",
            submission_asks=[statement("Ảnh chụp giấy tờ.")],
            service_mode="partial",
            service_mode_reason="Phải đến ký tên.",
            outputs=[output("Giấy chứng nhận thử", handover="Nhận tại quầy.", applies=["ai-nop=toi"])],
            conditions=[tailored("Đủ 18 tuổi.", "ai-nop=toi")],
            advice=[tailored("Đi buổi sáng vắng hơn.", "ai-nop=toi")],
            entries=factory.LazyAttribute(
                lambda o: [entry(f"{o.code}9", "ai-nop=nguoi-khac", portal_id="019d2bfb-0001-737f-81b9-69258b07240b", authority="Sở Thử")]
            ),
            places=[place("Phường nơi ở cũ", "ai-nop=toi", address="Số 1 đường Thử")],
            people=[person("Chị Thử", "ai-nop=toi", outcome="Mã: 9.777702", slug="chi-thu")],
            source_note="Bản ghi không nói rõ.",
            portal_id="019d2bfb-d76d-737f-81b9-69258b07240b",
            submission_url="https://dichvucong.gov.vn/nop",
            source_decision="2353/QĐ-BTC",
            source_record="1.001612",
            verified_by="Người kiểm tra",
            effective_from=date(2025, 7, 1),
            effective_to=date(2030, 1, 1),
            review_days=30,
            tells_ahead=True,
            draft_suggestions="Ghi chú của bản ghi.",
            list_2022_level="city",
            list_2022_area="Hộ tịch",
            list_2022_name="Tên năm 2022",
        )

    parent = factory.LazyFunction(shelf)
    title = factory.Sequence(lambda n: f"Làm giấy thử số {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.title))
    official_name = factory.LazyAttribute(lambda o: f"Thủ tục: {o.title}")
    summary = "Dành cho người cần giấy thử."
    area = factory.SubFactory(ThematicAreaFactory, slug="ho-tich")
    authority = factory.SubFactory(CompetentAuthorityFactory, slug="ubnd-phuong")
    level = "ward"
    audiences = factory.LazyFunction(lambda: ["citizen"])
    status = "in_force"
    service_mode = "full"
    documents = factory.LazyFunction(lambda: [document("to-khai")])
    steps = factory.LazyFunction(lambda: [step()])
    channels = factory.LazyFunction(lambda: [channel()])
    times = factory.LazyFunction(lambda: [time()])
    costs = factory.LazyFunction(lambda: [cost()])
    entries = factory.LazyFunction(list)
    outputs = factory.LazyFunction(lambda: [output()])
    portal_id = "019d2bfb-d76d-737f-81b9-69258b07240b"
    source_snapshot = date(2026, 7, 1)
    updated_on = date(2026, 8, 3)
    source_record = ""
    verified_on = factory.LazyAttribute(lambda o: o.source_snapshot if o.source_record else None)
    codes = factory.LazyAttribute(
        lambda o: [
            *([ProcedureCode(value=o.code, is_present=True, sort_order=0)] if o.code else []),
            *(ProcedureCode(value=value, is_present=False, sort_order=n) for n, value in enumerate(o.former, 1)),
            *(ProcedureCode(value=child["value"]["code"], is_present=True, sort_order=90) for child in o.entries),
        ]
    )
    legal = factory.LazyAttribute(lambda o: [ProcedureLegalResource(resource=o.law)] if o.law else [])
