"""Parcels on their way: what a scan of one is, and where it may lead."""

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.refusals import NotAReturnCode, WrongCheckDigit


def parse_parcel(text: str) -> TrackingNumber | ReturnCode:
    """Read a parcel's label, or the RETURN CODE that its papers carry.

    Args:
        text: 17 or 18 digits, plain, with AI (00), with an AIM prefix; or a RETURN CODE.

    Raises:
        NotATrackingNumber: it is neither, and says what it is instead.
        WrongCheckDigit: one digit of a label is wrong.
    """
    try:
        return ReturnCode.parse(text)
    except (NotAReturnCode, WrongCheckDigit):
        return TrackingNumber.parse(text)
