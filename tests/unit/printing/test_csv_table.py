"""What a CSV file holds, as a program and as a spreadsheet reads it."""

import csv
from io import StringIO

from core.documents.apo_list import COLUMNS, apo_records
from core.printing.csv_table import as_csv
from core.simulator.specimens import apo


def _read(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))


def test_a_program_reads_back_every_record() -> None:
    rows = _read(as_csv(apo_records(apo(3, 1))))
    assert rows[0] == list(COLUMNS)
    assert rows[3][5] == "Señora Peña’s ₱99 Boutique"
    assert len(rows) == 4


def test_a_name_with_commas_quotes_and_line_ends_stays_one_cell() -> None:
    name = 'A "quoted", long\nname'
    assert _read(as_csv([("x", name, 3)])) == [["x", name, "3"]]


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    (row,) = _read(as_csv([("=1+1", "+63", "-2", "@x", "plain", -5)]))
    assert row == ["'=1+1", "'+63", "'-2", "'@x", "plain", "-5"]


def test_a_spreadsheet_knows_the_letters() -> None:
    assert as_csv([("ñ",)]).startswith(b"\xef\xbb\xbf")
