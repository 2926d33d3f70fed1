"""The way from a RETURN CODE to its return, for every use case of the counter."""

from datetime import datetime

from core.domain.codes import ReturnCode
from core.domain.refusals import CodeUnknown
from core.domain.returns import Return
from core.services.ecms import Terminal
from core.services.guessing import check_may_ask, write_down_wrong
from core.services.rules import EcmsRules
from core.services.storage import Storage, UnitOfWork


def issued(work: UnitOfWork, code: ReturnCode) -> Return:
    """The return with this code.

    Raises:
        CodeUnknown: it was never issued.
    """
    parcel = work.returns.by_code(code)
    if parcel is None:
        raise CodeUnknown(entered=code.digits)
    return parcel


def read_issued(
    storage: Storage, rules: EcmsRules, code: ReturnCode, terminal: Terminal, now: datetime
) -> Return:
    """The return with this code, for a question; unknown codes are counted.

    Raises:
        CodeUnknown: it was never issued.
        TooManyAttempts: this terminal asked for too many unknown ones.
    """
    subject = f"code {terminal.store.code}-{terminal.number}"
    with storage.reading() as work:
        check_may_ask(work, subject, rules.codes, now)
        parcel = work.returns.by_code(code)
    if parcel is None:
        with storage.writing() as work:
            write_down_wrong(work, subject, rules.codes, now)
        raise CodeUnknown(entered=code.digits)
    return parcel
