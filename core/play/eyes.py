"""What a scenario expects to see: of a parcel, a paper, the merchant's inbox, the ledger."""

from core.domain.status import Status
from core.play.people import NotAsTold
from core.play.scene import Scene
from core.scanning.picture import read_picture
from core.services.ecms import ReturnRecord
from core.services.ports import PrinterAtHand
from core.simulator.steps import MerchantTold, PaperIs


def check_status(record: ReturnRecord, expected: Status) -> None:
    """A parcel has this status.

    Raises:
        NotAsTold: it has another one, as with all of these.
    """
    if record.status is not expected:
        raise NotAsTold(f"expected {expected.value}; the parcel is {record.status.value}")


def check_paper(printer: PrinterAtHand, step: PaperIs, record: ReturnRecord | None) -> None:
    """The newest paper of a kind is as the step says; its codes are read from its picture."""
    papers = [paper for paper in printer.papers if paper.name == step.paper]
    if step.count is not None and len(papers) != step.count:
        raise NotAsTold(f"expected {step.count} of {step.paper!r}; {len(papers)} came out")
    if step.count == 0:
        return
    if not papers:
        raise NotAsTold(f"no {step.paper!r} came out")
    newest = papers[-1]
    if newest.whole is not step.whole:
        raise NotAsTold(f"the {step.paper} is {'whole' if newest.whole else 'torn off'}")
    if record is not None:
        reads = read_picture(newest.png)
        wanted = {record.code.digits, f"(00){record.tracking_number.sscc}"}
        if not wanted.intersection(reads):
            raise NotAsTold(f"the {step.paper} reads {reads}, expected one of {sorted(wanted)}")
    text = newest.png.with_suffix(".txt").read_text("utf-8")
    missing = [words for words in step.says if words not in text]
    if missing:
        raise NotAsTold(f"the {step.paper} does not say {missing}:\n{text}")


def check_told(told: list[str], step: MerchantTold) -> None:
    """The merchant's site took a genuine webhook of each status, in this order."""
    expected = [status.value for status in step.statuses]
    if told != expected:
        raise NotAsTold(f"expected the merchant to be told {expected}; it was told {told}")


def check_accepted(world: Scene, count: int) -> None:
    """So many parcels were accepted at this store today."""
    accepted = world.books.counter_today(world.pos.terminal).accepted
    if accepted != count:
        raise NotAsTold(f"expected {count} parcels accepted today; there are {accepted}")


def check_ledger(ledger: tuple[int | None, int]) -> None:
    """The custody ledger is whole."""
    broken, missing = ledger
    if broken is not None or missing:
        raise NotAsTold(f"the ledger breaks at {broken}; {missing} facts are not in it")
