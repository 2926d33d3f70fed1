"""The parcel that a label or a RETURN CODE stands for."""

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.pull_out_refusals import ParcelUnknown
from core.domain.returns import Return
from core.services.issued_codes import issued
from core.services.rules import EcmsRules
from core.services.storage import UnitOfWork


def find_parcel(work: UnitOfWork, rules: EcmsRules, parcel: TrackingNumber | ReturnCode) -> Return:
    """The return; a unit of work that writes holds it until its end.

    Raises:
        CodeUnknown: a RETURN CODE that was never issued.
        ParcelUnknown: a tracking number that was never issued, or is not this chain's.
    """
    if isinstance(parcel, ReturnCode):
        return issued(work, parcel)
    found = work.returns.with_tracking_number(parcel.digits)
    if found is None:
        ours = rules.extension_digit + rules.company_prefix
        raise ParcelUnknown(parcel.digits, foreign=not parcel.digits.startswith(ours))
    return found
