"""A merchant's file is taken in, and whoever waits hears how it goes on."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from small_chain import NOON, RULES, SmallChain

from core.bulk.csv_orders import CsvOrders
from core.persistence.bulk_sqlite import SqliteBulk
from core.persistence.export import StoredPages
from core.services.bulk import REFUSED_FATES, Fate, RefusedLine
from core.services.import_orders import Imported, Told, import_orders

_HEADER = "uid,waybill\n"
_FILE = _HEADER + "UID-1,HY1\nUID-2,HY2\nUID-3,HY3\n"


@dataclass
class Listener:
    """Whoever waits."""

    refused: list[RefusedLine] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)
    written: list[int] = field(default_factory=list)


def _take_in(
    chain: SmallChain,
    file: bytes,
    *,
    skip_bad: bool = False,
    merchant: str = "001",
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Imported, Listener]:
    heard = Listener()

    def settled(orders: int) -> None:
        heard.settled.append(orders)
        meanwhile()

    told = Told(heard.refused.append, heard.read.append, settled, heard.written.append)
    bulk = SqliteBulk(chain.storage, pause=lambda _: None)
    batches = CsvOrders(io.BytesIO(file), 2)
    imported = import_orders(bulk, RULES, merchant, batches, NOON, told, skip_bad=skip_bad)
    return imported, heard


def _uids(chain: SmallChain) -> list[str]:
    return [each.order.uid for each in StoredPages(chain.storage).orders("001", "", 10)]


def test_a_good_file_is_read_settled_and_written(chain: SmallChain) -> None:
    """The same again changes nothing; what is new of another is counted apart."""
    imported, heard = _take_in(chain, _FILE.encode())
    assert imported == Imported(3, 0, 0, 0, written=True)
    assert heard.read[-1] == len(_FILE)
    assert (heard.settled, sum(heard.written), heard.refused) == ([3], 3, [])

    more = _FILE.replace("HY3", "HY9") + "UID-4,HY4\n"
    imported, heard = _take_in(chain, more.encode())
    assert imported == Imported(1, 2, 1, 0, written=True)
    assert heard.settled == [2]


def test_one_bad_line_keeps_a_file_out_unless_bad_ones_are_skipped(chain: SmallChain) -> None:
    """A line may be bad by itself, or by what stands in an earlier one."""
    bad = (_FILE + "UID-1,OTHER\n,HY9\n").encode()
    imported, heard = _take_in(chain, bad)
    assert imported == Imported(0, 0, 0, 2, written=False)
    assert sorted(line.line for line in heard.refused) == [5, 6]
    assert (heard.settled, heard.written, _uids(chain)) == ([], [], [])

    imported, heard = _take_in(chain, bad, skip_bad=True)
    assert imported == Imported(3, 0, 0, 2, written=True)
    assert sorted(line.line for line in heard.refused) == [5, 6]
    assert _uids(chain) == ["UID-1", "UID-2", "UID-3"]


def test_a_customer_who_asks_while_a_file_is_written_keeps_what_was_asked_for(
    chain: SmallChain,
) -> None:
    """The line that came too late is told like any other that is refused."""
    chain.submit("UID-2")
    imported, heard = _take_in(chain, _FILE.encode(), meanwhile=lambda: chain.tap("UID-2"))
    assert imported == Imported(2, 0, 0, 1, written=True)
    assert [(line.line, line.message) for line in heard.refused] == [
        (3, REFUSED_FATES[Fate.REQUESTED])
    ]


def test_of_a_file_whose_end_cannot_be_read_nothing_is_taken(chain: SmallChain) -> None:
    """Nobody could say how many lines were left out, so skipping bad ones does not help."""
    broken = (_FILE + 'UID-4,"HY4\nUID-5,HY5\n').encode()
    imported, heard = _take_in(chain, broken, skip_bad=True)
    assert imported == Imported(0, 0, 0, 1, written=False, broken_off=True)
    assert [line.and_all_after for line in heard.refused] == [True]
    assert _uids(chain) == []


def test_validity_counts_from_the_chains_own_day(chain: SmallChain) -> None:
    _take_in(chain, _FILE.encode())
    (first, *_) = StoredPages(chain.storage).orders("001", "", 10)
    assert first.submitted_on.isoformat() == "2026-11-21"


def test_a_file_of_no_merchant_is_not_even_read(chain: SmallChain) -> None:
    with pytest.raises(LookupError, match=r"^no such merchant$"):
        _take_in(chain, _FILE.encode(), merchant="999")
