"""What every body on the wire has in common."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """A body: camelCase names as in the CLiQQ dialect, unknown fields ignored."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        from_attributes=True,
        extra="ignore",
        frozen=True,
    )

    @classmethod
    def of(cls, value: object) -> Self:
        """The body that says a value of the ECMS contract."""
        return cls.model_validate(value)

    def text(self) -> str:
        """As JSON."""
        return self.model_dump_json()


# Control characters belong to no name or number, and one database refuses some of them.
PLAIN = r"^[^\u0000-\u001f\u007f]*$"
# For what scanners and people enter, who may put any other control character in.
ENTERED = r"^[^\u0000]*$"

Line = Annotated[str, Field(max_length=200, pattern=PLAIN)]
Word = Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)]
Attempt = Annotated[
    str,
    Field(
        min_length=8,
        max_length=64,
        pattern=r"^[A-Za-z0-9._-]+$",
        description="Made once for one tap or key press, a UUID; a repeat is the same request.",
        examples=["7f0d8a52-3f63-4f0e-9d53-0d7c1f1c2b11"],
    ),
]
