"""A handful of documents to search in, without a database."""

from collections import Counter

from search.index.analysis import analyse
from search.index.documents import SearchDocument
from search.index.snapshot import IndexSnapshot
from search.query.vocabulary import Vocabulary
from search.ranking.pipeline import Asking, answer
from vietnamese.slugs import slugify


def document(code, title, keywords=(), **fields):
    given = {"kind": "procedure", "locale": "vi", "url": f"/thu-tuc/{code}/", "codes": (code,), "result": code, "official_name": title}
    fields.setdefault("area_slug", slugify(fields.get("area", "")))
    return SearchDocument(**{"key": f"procedure:{code}", "title": title, "keywords": tuple(keywords), **given, **fields})


DOCUMENTS = [
    document("1.001612", "Đăng ký thành lập hộ kinh doanh", ["mở quán", "mở cửa hàng tạp hóa"], area="Hộ kinh doanh"),
    document("1.001266", "Chấm dứt hoạt động hộ kinh doanh", ["đóng quán"], area="Hộ kinh doanh"),
    document("2.000620", "Cấp Giấy phép bán lẻ rượu", ["bán rượu"], area="Công thương"),
    document("2.000615", "Cấp lại Giấy phép bán lẻ rượu", ["mất giấy phép rượu"], area="Công thương"),
    document("1.001193", "Thủ tục đăng ký khai sinh", ["làm giấy khai sinh"], area="Hộ tịch"),
    document("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", area="Hộ tịch"),
    document("1.000894", "Thủ tục đăng ký kết hôn", ["lấy vợ lấy chồng"], area="Hộ tịch"),
    document("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", ["giấy độc thân"], area="Hộ tịch"),
    document("2.000635", "Cấp bản sao Trích lục hộ tịch", ["mất giấy khai sinh"], area="Hộ tịch"),
    document("2.000815", "Chứng thực bản sao từ bản chính", ["sao y"], codes=("2.000815", "2.000843"), area="Chứng thực"),
    document("1.009994", "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", ["xây nhà"], area="Xây dựng"),
    document("1.002693", "Cấp giấy phép chặt hạ, dịch chuyển cây xanh", ["chặt cây", "chặt cây trước nhà"], area="Cây xanh"),
    document("1.008455", "Cung cấp thông tin quy hoạch", ["xem quy hoạch"], area="Xây dựng"),
    document("1.004002", "Bán đấu giá tài sản", ["bán tài sản"]),
    document("1.004003", "Bàn giao mặt bằng", ["bàn giao"]),
    document("1.004004", "Thủ tục cũ về hộ khẩu", status="abolished"),
    document(
        "",
        "Sinh con: làm gì trước",
        ["sinh con"],
        kind="guide",
        key="guide:1",
        codes=(),
        result="/huong-dan/sinh-con/",
        url="/huong-dan/sinh-con/",
    ),
]


def vocabulary_of(documents):
    """The words of analysed documents."""
    frequency = Counter(form for analysed in documents for form in analysed.weights)
    return Vocabulary(len(documents), dict(frequency), [" ".join(line.keys) for analysed in documents for line in analysed.lines])


class Everything:
    """Search whose engine proposes every document: what is a hit, and in which order, is then ranking's doing alone."""

    name = "everything"

    def __init__(self, documents):
        self.documents = {number: analyse(document) for number, document in enumerate(documents, 1)}
        self.snapshot = IndexSnapshot(vocabulary_of(self.documents.values()), dict.fromkeys(self.documents, 1))

    def by_words(self, expanded, snapshot, locale, most, without=()):
        return self.documents.keys() - set(without)

    def by_meaning(self, vector, snapshot, locale, most, without=()):
        return ()

    def answer(self, query, locale, *, typing=False):
        found = {n: a for n, a in self.documents.items() if a.document.locale == locale}
        return answer(query, Asking(self.snapshot, self, lambda _numbers: found, locale), typing=typing)

    def search(self, query, locale):
        return list(self.answer(query, locale).hits)

    def suggest(self, query, locale, limit):
        return list(self.answer(query, locale, typing=True).hits[:limit])


def engine(documents=DOCUMENTS):
    return Everything(documents)
