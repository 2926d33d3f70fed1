"""Settings of one installation: the environment first, then `balik.toml` in the data directory."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.printing.address import parse_address
from core.printing.models import model_named
from core.services.scanners import KEYBOARD, ScannerSetup
from core.texts import ENGLISH, languages
from core.trouble import StartupTrouble, marked

FILE_NAME = "balik.toml"

Seconds = Annotated[int, Field(ge=1, le=24 * 3600)]


def _spoken(code: str) -> str:
    known = languages()
    if code not in known:
        raise ValueError(f"not one of {', '.join(known)}")
    return code


Language = Annotated[str, AfterValidator(_spoken)]


class Times(BaseModel):
    """How long screens wait, in seconds; see `core.services.station.StationTimes`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idle: Seconds = 60
    still_there: Seconds = 20
    code_shown: Seconds = 45
    trouble_shown: Seconds = 90
    lock_after: Seconds = 300
    code_at_least: Annotated[int, Field(ge=0, le=60)] = 1


class Tracking(BaseModel):
    """What tracking numbers are made of (mission.md, "Numbers")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    extension: Annotated[str, Field(pattern=r"^[0-9]$")] = "3"
    company_prefix: Annotated[str, Field(pattern=r"^[0-9]{6,12}$")] = "0310533"
    first_serial: Annotated[int, Field(ge=0)] = 261_428_120


class Jobs(BaseModel):
    """What the ECMS does by itself.

    Args:
        pull_out_at: the time of day at which every store's APO list is built, in the chain's zone.
        overdue_days: days that a parcel may stay at its store before reports name it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pull_out_at: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "05:00"
    overdue_days: Annotated[int, Field(ge=0, le=365)] = 7


class ScannerThere(BaseModel):
    """The scanner at a terminal; see `core.services.scanners.ScannerSetup`.

    Args:
        address: what a person chooses on the devices page comes before it.
        prefix: what it sends before each code.
        suffix: what it sends after each, any one of these characters; "" where it sends nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: Annotated[str, Field(pattern=r"^(keyboard:|serial://.+|folder:///.+)$")] = KEYBOARD
    prefix: Annotated[str, Field(max_length=8)] = ""
    suffix: Annotated[str, Field(max_length=8)] = "\r\t"

    def setup(self) -> ScannerSetup:
        """As the screens want it."""
        return ScannerSetup(self.address, self.prefix, frozenset(self.suffix), not self.suffix)


class EcmsElsewhere(BaseModel):
    """The ECMS on another machine, and who this installation's terminals are to it.

    Args:
        url: `https://ecms.example`; "" where the ECMS is in this installation itself.
        kiosk_client: the kiosk's client id.
        kiosk_secret: its secret.
        pos_client: the POS terminal's client id.
        pos_secret: its secret.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, Field(pattern=r"^(https?://[^/?#@\s]+/?)?$")] = ""
    kiosk_client: Annotated[str, Field(max_length=100)] = ""
    kiosk_secret: SecretStr = SecretStr("")
    pos_client: Annotated[str, Field(max_length=100)] = ""
    pos_secret: SecretStr = SecretStr("")


def _reached(at: str) -> str:
    parse_address(at)
    return at


def _made(model: str) -> str:
    return model_named(model).key if model else model


def _pin(pin: SecretStr) -> SecretStr:
    said = pin.get_secret_value()
    if said and not (said.isascii() and said.isdigit() and 4 <= len(said) <= 8):
        raise ValueError("4 to 8 digits")
    return pin


class PrinterAt(BaseModel):
    """A terminal's printer.

    Args:
        at: where it is, as `core.printing.address.parse_address` reads it.
        model: what it is, as `assets/printers/models.toml` calls it; "" for any of its width.
        draws: "picture": Balik draws the paper, and what was read back is what is printed.
            "native": the printer sets words and codes itself, which nobody has seen before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Annotated[str, AfterValidator(_reached)] = "simulated:"
    model: Annotated[str, AfterValidator(_made)] = ""
    draws: Literal["picture", "native"] = "picture"


class Settings(BaseSettings):
    """Everything that an installation may choose.

    Args:
        demonstration: load the demonstration's merchants, stores, clerks and orders, and show
            its clerk's number and PIN. Outside it there is no default clerk and no default PIN.
        store: this installation's store code.
        kiosk: the kiosk's number in the store; begins with a letter.
        pos: the POS terminal's number in the store; begins with a digit.
        database: `postgresql://…` of a chain's database; "" for the file in the data directory.
            A password is better kept out of it, in libpq's own `~/.pgpass`.
        language: what the kiosk speaks until a customer chooses.
        kiosk_paper_mm: the ticket printer's paper.
        pos_paper_mm: the receipt printer's paper.
        staff_pin: opens a kiosk's staff page, 4 to 8 digits; "" opens it for nobody, but in the
            demonstration, which shows one.
        kiosk_scanner: what customers scan with.
        pos_scanner: what the clerk scans with.
        kiosk_printer: the ticket printer.
        pos_printer: the receipt printer.
        times: how long screens wait.
        tracking: what tracking numbers are made of.
        jobs: what the ECMS does by itself.
        record: keep a recording of each run, without personal data, in `flights` beside the file.
        ecms: the ECMS, where it is on another machine.
    """

    model_config = SettingsConfigDict(
        env_prefix="BALIK_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    demonstration: bool = True
    store: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "0166"
    kiosk: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,3}$")] = "K1"
    pos: Annotated[str, Field(pattern=r"^[0-9][A-Z0-9]{0,3}$")] = "02"
    database: str = ""
    language: Language = ENGLISH
    kiosk_paper_mm: Literal[58, 80] = 80
    pos_paper_mm: Literal[58, 80] = 80
    staff_pin: Annotated[SecretStr, AfterValidator(_pin)] = SecretStr("")
    kiosk_scanner: ScannerThere = ScannerThere()
    pos_scanner: ScannerThere = ScannerThere()
    kiosk_printer: PrinterAt = PrinterAt()
    pos_printer: PrinterAt = PrinterAt()
    times: Times = Times()
    tracking: Tracking = Tracking()
    jobs: Jobs = Jobs()
    record: bool = False
    ecms: EcmsElsewhere = EcmsElsewhere()


def load_settings(data: Path, said: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings of the installation in `data`.

    Args:
        data: where its file is.
        said: what the command line says; it goes before variables and file.

    Raises:
        StartupTrouble: the file or a variable is not as it should be; says where.
    """
    path = data / FILE_NAME

    class _WithFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings' signature
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            toml = TomlConfigSettingsSource(settings_cls, toml_file=path)
            return (init_settings, env_settings, toml)

    try:
        return _WithFile(**(said or {}))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise StartupTrouble(
            marked("The settings file cannot be read."),
            marked("Mend or delete {file}: {why}"),
            file=path,
            why=broken if isinstance(broken, tomllib.TOMLDecodeError) else "not UTF-8",
        ) from None
    except OSError as broken:
        raise StartupTrouble(
            marked("The settings file cannot be read."),
            marked("Mend or delete {file}: {why}"),
            file=path,
            why=broken.strerror or type(broken).__name__,
        ) from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        raise StartupTrouble(
            marked("The setting {name} is not valid."),
            marked("Mend {file} or the variable {variable}: {why}"),
            name=".".join(str(part) for part in first["loc"]),
            file=path,
            variable="BALIK_" + "__".join(str(part) for part in first["loc"]).upper(),
            why=first["msg"],
        ) from None
