"""Reports as files in one folder: nobody at a counter goes through a file dialogue."""

from collections.abc import Iterable
from pathlib import Path

from core.documents.sheet import Record, Sheet
from core.printing.csv_table import as_csv


class DiskReports:
    """`core.services.ports.ReportFolder` on a disk.

    Args:
        folder: made when the first report is filed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file_pdf(self, sheet: Sheet, name: str) -> Path:
        """See `ReportFolder.file_pdf`."""
        # Takes 0.26 s the first time: only who files a PDF waits for it.
        from core.printing.pdf import as_pdf  # noqa: PLC0415

        return self._file(as_pdf(sheet), f"{name}.pdf")

    def file_csv(self, records: Iterable[Record], name: str) -> Path:
        """See `ReportFolder.file_csv`."""
        return self._file(as_csv(records), f"{name}.csv")

    def _file(self, content: bytes, name: str) -> Path:
        """Whole or not at all: who opens the folder meanwhile sees no half report."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / name
        begun = path.with_suffix(path.suffix + ".part")
        begun.write_bytes(content)
        begun.replace(path)
        return path
