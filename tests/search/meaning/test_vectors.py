import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.meaning.vectors import DIMENSIONS, Matrix, pack, unpack


def vectors(*seeds):
    found = np.stack([np.random.default_rng(seed).normal(size=DIMENSIONS) for seed in seeds]).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@given(st.integers(0, 10_000))
def test_a_byte_a_dimension_keeps_the_direction(seed):
    wanted = vectors(seed)
    assert float(wanted[0] @ unpack(pack(wanted))[0]) > 0.999


def test_a_document_is_as_near_as_its_nearest_name():
    matrix = Matrix()
    matrix.put({7: pack(vectors(1, 2)), 8: pack(vectors(3))})
    found = matrix.nearest(vectors(2)[0], 2)
    assert list(found) == [7, 8]
    assert found[7] > 0.99
    assert matrix.likeness(vectors(2)[0], [7, 9]).keys() == {7}


def test_what_was_put_again_or_taken_out_leaves_nothing_behind():
    matrix = Matrix()
    matrix.put({7: pack(vectors(1)), 8: pack(vectors(2))})
    matrix.put({7: pack(vectors(3)), 8: None})
    assert list(matrix.nearest(vectors(1)[0], 5)) == [7]
    assert matrix.nearest(vectors(1)[0], 5)[7] < 0.9


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=60))
def test_any_order_of_changes(changes):
    matrix, kept = Matrix(), {}
    for number, names in changes:
        found = vectors(*(number * 100 + n for n in range(names))) if names else None
        kept[number] = found
        matrix.put({number: None if found is None else pack(found)})
    alive = {number for number, found in kept.items() if found is not None}
    assert set(matrix.nearest(vectors(0)[0], 50)) == alive
    assert len(matrix) == len(alive)
    for number in alive:
        assert matrix.likeness(kept[number][0], [number])[number] > 0.99
