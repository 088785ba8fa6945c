"""What is the same for every way of handing in is told once."""

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.digest.channels import fold_channels
from procedures_pages.register.parsing.records import RegisterChannel, RegisterFee

fees = st.builds(RegisterFee, st.sampled_from([None, 10_000, 20_000]), st.just("VND"), st.sampled_from(["", "mỗi con mèo"]))
rows = st.builds(
    RegisterChannel,
    st.sampled_from(["in_person", "online", "post", "other"]),
    st.sampled_from([None, 3, 7]),
    st.sampled_from(["days", "working_days"]),
    st.lists(fees, max_size=2).map(tuple),
    st.sampled_from(["", "Nộp tại phường.", "Mèo con."]),
)


def channel(method, days=3, fee=None, description=""):
    return RegisterChannel(method, days, "days", (RegisterFee(fee),), description)


def test_rows_that_say_the_same_are_one():
    folded = fold_channels([channel("online"), channel("post"), channel("in_person")])
    assert folded.methods == ("in_person", "online", "post")
    assert folded.is_same_everywhere
    assert folded.common.time.time_amount == 3


def test_one_way_alone_is_not_said_to_be_the_same_everywhere():
    assert not fold_channels([channel("online")]).is_same_everywhere


def test_a_fee_that_differs_stands_under_its_way_and_the_time_once():
    folded = fold_channels([channel("online", fee=10_000), channel("post", fee=20_000), channel("in_person", fee=20_000)])
    assert folded.common.time.time_amount == 3
    assert folded.common.fees == ()
    assert [(group.methods, group.time, group.fees[0].amount) for group in folded.groups] == [
        (("online",), None, 10_000),
        (("in_person", "post"), None, 20_000),
    ]


def test_times_stay_beside_the_words_that_say_for_whom_they_are():
    folded = fold_channels([channel("online", 3, description="Mèo con."), channel("online", 7, description="Mèo lớn.")])
    assert [(group.time.time_amount, group.description) for group in folded.groups] == [(3, "Mèo con."), (7, "Mèo lớn.")]


def test_a_fee_that_nobody_entered_says_nothing_beside_one_that_somebody_did():
    folded = fold_channels([RegisterChannel("online", 3, "days", (RegisterFee(None), RegisterFee(5_000)))])
    assert [fee.amount for fee in folded.common.fees] == [5_000]


def test_no_rows_have_no_ways():
    assert fold_channels([]).methods == ()


@given(st.lists(rows, max_size=8))
def test_every_time_fee_and_word_of_every_row_is_told_for_its_way(channels):
    folded = fold_channels(channels)
    for row in channels:
        told = [terms for terms in (folded.common, *folded.groups) if row.method in terms.methods]
        assert any(terms.time and terms.time.time_amount == row.time_amount for terms in told)
        assert not row.description or any(terms.description == row.description for terms in told)
        for fee in row.fees:
            assert (fee.amount is None and not fee.note) or any(fee in terms.fees for terms in told)
