"""What became of a merchant's file of return orders."""

from typing import Annotated

from pydantic import Field

from core.wire.base import Wire


class RefusedLineBody(Wire):
    """A line that was left out, and why."""

    line: Annotated[int, Field(description="Counted from 1; the header counts.", examples=[41])]
    why: str


class ImportedBody(Wire):
    """How many return orders a file brought."""

    added: Annotated[int, Field(description="Orders that are new.")]
    changed: Annotated[int, Field(description="Orders that have other content now.")]
    unchanged: Annotated[int, Field(description="Orders that were there with the same content.")]
    refused: Annotated[int, Field(description="Lines that were left out.")]
    refused_lines: Annotated[
        tuple[RefusedLineBody, ...], Field(description="The first 1,000 of them.")
    ] = ()
