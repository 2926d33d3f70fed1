"""The domain's numbers and instants, as fields of a body."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, PlainSerializer, PlainValidator, WithJsonSchema

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.mobile import MobileNumber

# A Refusal is no ValueError: it passes through pydantic, and is answered as the refusal that it is.


def _code(value: Any) -> ReturnCode:
    return value if isinstance(value, ReturnCode) else ReturnCode.parse(_text(value))


def _tracking(value: Any) -> TrackingNumber:
    return value if isinstance(value, TrackingNumber) else TrackingNumber.parse(_text(value))


def _mobile(value: Any) -> MobileNumber:
    return value if isinstance(value, MobileNumber) else MobileNumber.parse(_text(value))


def _receipt(value: Any) -> ReceiptNumber:
    if isinstance(value, ReceiptNumber):
        return value
    store, _, rest = _text(value).partition("-")
    terminal, _, serial = rest.rpartition("-")
    if not (serial.isascii() and serial.isdigit()):
        raise ValueError("not a receipt number")
    return ReceiptNumber(store, terminal, int(serial))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("should be a string")  # noqa: TRY004 - what pydantic makes a message of
    return value


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return value.astimezone(UTC)


CodeField = Annotated[
    ReturnCode,
    PlainValidator(_code),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-?\d{4}-?\d{4}$",
            "description": "RETURN CODE: eleven digits and a Damm check digit.",
            "examples": ["1822-1234-2345"],
        }
    ),
]
TrackingField = Annotated[
    TrackingNumber,
    PlainValidator(_tracking),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{17}$", "examples": ["30310533261428120"]}),
]
MobileField = Annotated[
    MobileNumber,
    PlainValidator(_mobile),
    PlainSerializer(lambda number: number.digits, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^09\d{9}$", "examples": ["09123456789"]}),
]
ReceiptField = Annotated[
    ReceiptNumber,
    PlainValidator(_receipt),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["0166-02-000418"]}),
]
InstantField = Annotated[datetime, AfterValidator(_utc)]
