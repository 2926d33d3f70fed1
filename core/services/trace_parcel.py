"""A parcel's whole history, with its entries in the custody ledger."""

from dataclasses import dataclass

from core.domain.codes import TrackingNumber
from core.domain.pull_out_refusals import ParcelUnknown
from core.domain.pullout import parse_parcel
from core.services.find_parcel import find_parcel
from core.services.rules import EcmsRules
from core.services.scan_books import CustodyStep
from core.services.storage import Storage


@dataclass(frozen=True, slots=True)
class Trace:
    """Who had a parcel, and when; the oldest step first."""

    tracking_number: TrackingNumber
    merchant_name: str
    steps: tuple[CustodyStep, ...]


def trace_parcel(storage: Storage, rules: EcmsRules, number: str, merchant_code: str = "") -> Trace:
    """Trace a parcel by its label or its RETURN CODE.

    Args:
        storage: where.
        rules: the chain's settings.
        number: as it was typed or scanned.
        merchant_code: whose it has to be, or "" for anybody's.

    Raises:
        Refusal: the number is none, or was never issued.
        ParcelUnknown: it is another merchant's, who is not to be told that it exists.
    """
    parcel_id = parse_parcel(number)
    with storage.reading() as work:
        parcel = find_parcel(work, rules, parcel_id)
        merchant = parcel.order.merchant
        if merchant_code not in ("", merchant.code):
            raise ParcelUnknown(parcel_id.digits, foreign=False)
        steps = tuple(work.pictures.custody(parcel.order.id))
    return Trace(parcel.tracking_number, merchant.name, steps)
