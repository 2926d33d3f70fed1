"""A receipt or label once more, counted."""

from datetime import datetime

from core.domain.codes import ReturnCode
from core.services.accept_parcel import accepted
from core.services.ecms import Clerk, PaperKind, Reprint, Terminal
from core.services.issued_codes import issued
from core.services.storage import Storage


def reprint(
    storage: Storage,
    code: ReturnCode,
    kind: PaperKind,
    terminal: Terminal,
    clerk: Clerk,
    now: datetime,
) -> Reprint:
    """Count one more copy and give what it says: the first acceptance, unchanged.

    The database knows acceptances and counted copies, not what a printer did. While the counter
    still shows the acceptance it knows whether the first paper came out, and prints the original
    until it did; asked for later, as after a restart, a paper is a copy and says so, even if no
    original ever came out. Two originals of one receipt would be worse than a copy too many.

    Raises:
        CodeUnknown: it was never issued.
        NotAcceptedYet: there is no such paper yet.
    """
    with storage.writing() as work:
        parcel = issued(work, code)
        paper = accepted(parcel)
        number = work.counters.count_reprint(parcel.order.id, kind, terminal, clerk, now)
    return Reprint(paper, kind, number)
