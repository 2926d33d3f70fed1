"""A scenario: a world, its faults, and what is done in it, as a TOML file."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from core.simulator.steps import AT_WINDOWS, FaultOn, Step, Submit
from core.trouble import StartupTrouble, marked

#: A Saturday in the demonstration's own story, 14:33:07 in Manila.
BEGINS: Final = datetime(2026, 11, 21, 6, 33, 7, tzinfo=UTC)
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2199


def _reckoned(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"the year should be one from {_FIRST_YEAR} to {_LAST_YEAR}")
    return moment


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MerchantOf(_Part):
    """A merchant beside the demonstration's, or one of them with other settings."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]
    name: str
    delivers: bool = False
    valid_days: Annotated[int, Field(ge=1, le=365)] = 14
    suspended: bool = False
    closed_stores: tuple[str, ...] = ()


class StoreOf(_Part):
    """A store beside the demonstration's."""

    code: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    name: str
    region: str = "NCR"


class World(_Part):
    """Where it takes place; what is not said is as in the demonstration.

    Args:
        clock: the shop's time at the beginning.
        store: where kiosk and POS stand.
        kiosk_paper_mm: the ticket printer's roll.
        pos_paper_mm: the receipt printer's.
    """

    clock: Annotated[AwareDatetime, AfterValidator(_reckoned)] = BEGINS
    store: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "0166"
    kiosk_paper_mm: Literal[58, 80] = 80
    pos_paper_mm: Literal[58, 80] = 80
    stores: tuple[StoreOf, ...] = ()
    merchants: tuple[MerchantOf, ...] = ()
    orders: tuple[Submit, ...] = ()


class Scenario(_Part):
    """All of a file.

    Args:
        title: what it shows.
        story: in a few sentences, for who reads the file.
        seed: of codes and chances: the same seed, the same papers.
        faults: on from the beginning.
    """

    title: Annotated[str, Field(min_length=1)]
    story: str = ""
    seed: int = 0
    world: World = World()
    faults: tuple[FaultOn, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def needs_windows(self) -> bool:
        """Whether it has steps that only a window can do."""
        return any(isinstance(step, AT_WINDOWS) for step in self.steps)


def read_scenario(file: Path) -> Scenario:
    """Read a scenario.

    Raises:
        StartupTrouble: it cannot be read, or is none; says where.
    """
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise _trouble(file, error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise _trouble(file, "not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _trouble(file, str(error)) from None
    return scenario_of(said, file)


def scenario_of(said: dict[str, Any], file: Path) -> Scenario:
    """The scenario that a file's tables say.

    Raises:
        StartupTrouble: they say none; names the place, as `steps 3`, and what is wrong there.
    """
    try:
        return Scenario.model_validate(said)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        why = first["msg"].removeprefix("Value error, ").rstrip(".")
        raise no_scenario(file, first["loc"], why) from None


def no_scenario(file: Path, loc: tuple[str | int, ...], why: str) -> StartupTrouble:
    """What is said of a file whose tables are no scenario.

    Args:
        file: which.
        loc: where in it: names of keys, and places in lists from 0.
        why: what is wrong there.
    """
    return StartupTrouble(
        marked("{file} is no scenario: {place}: {why}."),
        marked("Mend the file there; assets/scenarios has examples that play."),
        file=file,
        place=_place(loc) or "it",
        why=why,
    )


def _place(loc: tuple[str | int, ...]) -> str:
    """`steps 3, status` for `('steps', 2, 'parcel.scan', 'status')`: a person counts from 1."""
    words: list[str] = []
    for part in loc:
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(part)
    return ", ".join(words)


def _trouble(file: Path, why: str) -> StartupTrouble:
    return StartupTrouble(
        marked("The scenario {file} cannot be read: {why}."),
        marked("Check the file's name and that it is TOML."),
        file=file,
        why=why,
    )
