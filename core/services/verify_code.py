"""7-CONNECT's VERIFY: may this counter take the parcel now?"""

from datetime import datetime

from core.domain.codes import ReturnCode
from core.services.ecms import Terminal, VerifiedReturn
from core.services.issued_codes import read_issued
from core.services.rules import EcmsRules
from core.services.storage import Storage


def verify_code(
    storage: Storage, rules: EcmsRules, code: ReturnCode, terminal: Terminal, now: datetime
) -> VerifiedReturn:
    """What the parcel is, where it may be accepted; changes nothing.

    Raises:
        CodeUnknown, TooManyAttempts: as `read_issued`.
        Refusal: as `Return.check_acceptable`.
    """
    parcel = read_issued(storage, rules, code, terminal, now)
    parcel.check_acceptable(terminal.store, now)
    order = parcel.order
    return VerifiedReturn(
        code=parcel.code,
        tracking_number=parcel.tracking_number,
        status=parcel.status,
        merchant=order.merchant,
        reference=order.uid,
        mobile=parcel.mobile,
        items=order.items,
        last_day=order.last_day,
        days_left=(order.last_day - terminal.store.today(now)).days,
    )
