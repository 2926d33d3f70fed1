"""What the CLiQQ dialect and our own endpoints may answer, for the OpenAPI description."""

from typing import Any, Final

from core.wire.refusals import ProblemBody

Responses = dict[int | str, dict[str, Any]]

_WHY: Final = {
    400: "Not a valid request",
    401: "The token is missing, unknown or too old",
    403: "Not in this client's role, or the merchant takes no returns here",
    404: "Not known",
    409: "Not in the parcel's present state",
    410: "Over for good: expired or cancelled",
    413: "Body over 1 MiB",
    422: "Readable, but no such thing can be",
    429: "Too many wrong numbers",
    503: "The returns service cannot answer at present",
}
RESPONSES: Final[Responses] = {
    status: {"model": ProblemBody, "description": why} for status, why in _WHY.items()
}
