"""What ticket, receipt and label say, and that any name and number either fits or is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.documents.label import label
from core.documents.letters import printable, width_of
from core.documents.marks import Bars, Box, Run, Squares
from core.documents.model import Document, DoesNotFit, Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.orders import Item
from core.services.ecms import Clerk, Terminal
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts

_TEXTS = Texts()
_PAPERS = pytest.mark.parametrize("paper", Paper)

_NAMES = st.text(max_size=200)


def _lines(document: Document) -> list[str]:
    """The words of a paper, line by line from the top."""
    rows: dict[int, list[str]] = {}
    for mark in document.marks:
        if isinstance(mark, Run):
            rows.setdefault(mark.baseline, []).append(mark.letters)
    return [" ".join(rows[baseline]) for baseline in sorted(rows)]


def _words(document: Document) -> str:
    return " ".join(_lines(document))


@_PAPERS
def test_the_ticket_says_what_the_customer_needs(paper: Paper) -> None:
    paper_of_code = ticket(TICKET, _TEXTS, paper, training=False)
    words = _words(paper_of_code)
    for part in (
        "1822-1234-2345",
        "Hand over by Sat 5 Dec 2026",
        "Merchant Merchant A",
        "Store 0166 · Pasig Blvd",
        "Kiosk K1",
        "Issued 21 Nov 2026 14:33",
        "1 Close the parcel well",
        "2 Give ticket and parcel to the clerk",
        "3 Keep the acknowledgement receipt",
        "This is not a receipt",
    ):
        assert part in words
    assert "SIMULATION" not in words
    assert {code.code.digits for code in paper_of_code.codes} == {"182212342345"}
    assert {type(code) for code in paper_of_code.codes} == {Bars, Squares}


@_PAPERS
def test_the_ticket_masks_the_reference(paper: Paper) -> None:
    words = _words(ticket(TICKET, _TEXTS, paper, training=False))
    assert "Reference ••••4544" in words
    assert "AXDY" not in words


@_PAPERS
def test_the_receipt_proves_what_was_taken(paper: Paper) -> None:
    proof = receipt(PARCEL, _TEXTS, paper, training=False)
    words = _words(proof)
    for part in (
        "ACKNOWLEDGEMENT RECEIPT",
        "Store 0166 · Pasig Blvd",
        "AR No. 0166-02-000418",
        "21 Nov 2026 14:33:07",
        "Return code 1822-1234-2345",
        "Tracking no. 30310533261428120",
        "Merchant Merchant A",
        "Reference AXDY43322222524544",
        "Items 2",
        "Mobile 0912 ••• 6789",
        "Terminal POS 02",
        "Clerk R. Santos",
        "PARCEL RECEIVED",
        "Keep this receipt until your refund is complete.",
    ):
        assert part in words
    assert "09123456789" not in words
    assert "REPRINT" not in words
    assert [code.code.digits for code in proof.codes] == ["00303105332614281206"]


@_PAPERS
def test_the_label_says_where_the_parcel_goes(paper: Paper) -> None:
    sticker = label(PARCEL, _TEXTS, paper, training=False)
    words = _words(sticker)
    for part in (
        "RETURN PARCEL Merchant A To warehouse Wid234",
        "(00) 303105332614281206",
        "Return code 1822-1234-2345",
        "From 0166 · Pasig Blvd",
        "Date 21 Nov 2026",
    ):
        assert part in words
    assert [code.code.digits for code in sticker.codes] == ["00303105332614281206"]


def test_a_label_without_a_warehouse_does_not_speak_of_one() -> None:
    sticker = label(replace(PARCEL, warehouse=""), _TEXTS, Paper.MM_80, training=False)
    assert "warehouse" not in _words(sticker)


@_PAPERS
def test_in_simulation_every_paper_says_so_first(paper: Paper) -> None:
    for document in (
        ticket(TICKET, _TEXTS, paper, training=True),
        receipt(PARCEL, _TEXTS, paper, training=True, reprint=3),
        label(PARCEL, _TEXTS, paper, training=True, reprint=3),
    ):
        assert isinstance(document.marks[0], Box)
        assert _lines(document)[0] == "SIMULATION – NOT A REAL RETURN"


@_PAPERS
def test_a_reprint_says_so_and_which(paper: Paper) -> None:
    for document in (
        receipt(PARCEL, _TEXTS, paper, training=False, reprint=2),
        label(PARCEL, _TEXTS, paper, training=False, reprint=2),
    ):
        assert _lines(document)[0] == "REPRINT 2"


def test_times_are_those_on_the_store_s_wall() -> None:
    new_year = datetime(2026, 12, 31, 23, 59, 1, tzinfo=UTC)
    tokyo = replace(PARCEL.terminal.store, time_zone="Asia/Tokyo")
    taken = replace(PARCEL, accepted_at=new_year, terminal=Terminal(tokyo, "02"))
    assert "1 Jan 2027 08:59:01" in _words(receipt(taken, _TEXTS, Paper.MM_80, training=False))
    assert "Date 1 Jan 2027" in _words(label(taken, _TEXTS, Paper.MM_80, training=False))
    asked = replace(TICKET, issued_at=new_year, terminal=Terminal(tokyo, "K1"))
    assert "Issued 1 Jan 2027 08:59" in _words(ticket(asked, _TEXTS, Paper.MM_80, training=False))


def _assert_whole(document: Document, *names: str) -> None:
    """Every mark stands inside the paper, and every letter of the names is on it."""
    left, right = document.paper.margin, document.paper.width_dots - document.paper.margin
    for mark in document.marks:
        if isinstance(mark, Run):
            assert left <= mark.x
            assert mark.x + width_of(mark.letters, mark.face, mark.size) <= right
            assert mark.size <= mark.baseline <= document.height
        elif isinstance(mark, Bars):
            quiet = 10 * mark.module
            assert quiet <= mark.x
            assert mark.x + mark.code.modules * mark.module + quiet <= document.paper.width_dots
            assert mark.bottom <= document.height
    written = _words(document).replace(" ", "")
    for name in names:
        assert printable(name).replace(" ", "") in written


@given(
    merchant=_NAMES,
    store=_NAMES,
    reference=_NAMES,
    clerk=_NAMES,
    items=st.integers(0, 300),
    paper=st.sampled_from(Paper),
    training=st.booleans(),
)
@example("₱ñ🎁", "", "A" * 40, "", 0, Paper.MM_58, True)
@example("W" * 10_000, "x", "y", "z", 1, Paper.MM_80, False)
@example("m", "x", "0123456789" * 1_000, "z", 1, Paper.MM_58, False)
def test_any_name_and_number_is_whole_on_paper_or_refused(
    merchant: str,
    store: str,
    reference: str,
    clerk: str,
    items: int,
    paper: Paper,
    training: bool,
) -> None:
    place = Terminal(replace(PARCEL.terminal.store, name=store), "02")
    taken = replace(
        PARCEL,
        merchant=replace(PARCEL.merchant, name=merchant),
        terminal=place,
        reference=reference,
        clerk=Clerk("1", clerk),
        items=tuple(Item(str(n), "thing") for n in range(items)),
        warehouse=store,
    )
    asked = replace(TICKET, merchant=taken.merchant, terminal=place, reference=reference)
    too_long = max(map(len, (merchant, store, reference, clerk))) > 200
    try:
        _assert_whole(
            receipt(taken, _TEXTS, paper, training=training), merchant, reference, clerk, str(items)
        )
        _assert_whole(label(taken, _TEXTS, paper, training=training), merchant, store)
        _assert_whole(ticket(asked, _TEXTS, paper, training=training), merchant, store)
    except DoesNotFit:
        assert too_long


@given(st.integers(0, 10**11 - 1), st.integers(0, 10**16 - 1), st.sampled_from(Paper))
@example(99_99_99_99_99_9, 9_999_999_999_999_999, Paper.MM_58)
def test_every_code_and_tracking_number_fits(body: int, serial: int, paper: Paper) -> None:
    code = ReturnCode.draw(lambda _: body)
    tracking = TrackingNumber.build("3", "", serial)
    _assert_whole(ticket(replace(TICKET, code=code), _TEXTS, paper, training=True), str(code))
    taken = replace(PARCEL, code=code, tracking_number=tracking)
    _assert_whole(receipt(taken, _TEXTS, paper, training=True), str(code), str(tracking))
    _assert_whole(label(taken, _TEXTS, paper, training=True), str(code), tracking.sscc)


def test_a_name_of_an_absurd_length_is_refused_and_not_cut() -> None:
    loud = replace(TICKET, merchant=Merchant("001", "W" * 10_000))
    with pytest.raises(DoesNotFit):
        ticket(loud, _TEXTS, Paper.MM_58, training=False)


def test_a_long_but_sensible_name_wraps() -> None:
    name = "The Very Long Name of an Imaginary Department Store of Antique Province, Incorporated"
    place = Terminal(Store("0166", "Corner of A. Mabini and General Luna", "NCR"), "K1")
    asked = replace(
        TICKET, merchant=Merchant("001", name), terminal=place, last_day=date(2026, 9, 30)
    )
    _assert_whole(ticket(asked, _TEXTS, Paper.MM_58, training=True), name, place.store.name)
