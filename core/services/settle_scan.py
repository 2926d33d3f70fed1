"""Somebody writes what became of a refused scan that no later scan can settle."""

from core.services.scan_books import Settlement
from core.services.storage import Storage


def settle_scan(
    storage: Storage, number: int, settlement: Settlement, *, own_only: bool
) -> Settlement | None:
    """Take a refused scan off the exceptions list; both are kept.

    Args:
        storage: where.
        number: the scan's on the exceptions list.
        settlement: what became of it.
        own_only: leave other clients' scans alone.

    Returns:
        What is kept, which is what was said first; None where there is no such scan.
    """
    with storage.writing() as work:
        whose = work.scans.client_of(number)
        if whose is None or (own_only and whose != settlement.client_id):
            return None
        return work.scans.settle(number, settlement)
