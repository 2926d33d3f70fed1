"""What is wrong with an installation, as far as its own books tell: one question a function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.custody import prove
from core.services.access import AccessStorage, ApiClient
from core.services.notify import NoticeBooks
from core.services.pins import Pins
from core.services.pull_out_books import ReadsCustody
from core.services.roster import Roster
from core.trouble import marked

#: By how much a clock may differ from the one that dated the last event.
MOST_SKEW: Final = timedelta(minutes=2)


class Grade(Enum):
    """How an answer is to be taken."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer: a sentence, and what to do about it.

    Args:
        message: a message of the catalogue.
        advice: a message of the catalogue, or "" where nothing is to be done.
        values: fill the places of both.
    """

    grade: Grade
    message: str
    advice: str = ""
    values: dict[str, object] = field(default_factory=dict)


def good(message: str, **values: object) -> Verdict:
    """All is well."""
    return Verdict(Grade.GOOD, message, "", values)


def note(message: str, advice: str, **values: object) -> Verdict:
    """Something to know, or to do some day."""
    return Verdict(Grade.NOTE, message, advice, values)


def bad(message: str, advice: str, **values: object) -> Verdict:
    """Something is wrong."""
    return Verdict(Grade.BAD, message, advice, values)


Check = Callable[[], Verdict]


def check_terminals(roster: Roster, wanted: Iterable[str]) -> Verdict:
    """Whether the terminals that the settings name are set up."""
    known = {f"{terminal.store.code}-{terminal.number}" for terminal in roster.terminals}
    if missing := [terminal for terminal in wanted if terminal not in known]:
        return bad(
            marked("Not set up, though the settings name them: {terminals}."),
            marked("`balik admin store add` and `balik admin terminal add` set them up."),
            terminals=", ".join(missing),
        )
    return good(marked("The terminals of the settings are set up."))


def check_people(roster: Roster) -> Verdict:
    """Whether there is anybody to return to, and anybody to accept."""
    if not roster.merchants:
        return note(
            marked("No merchant is set up, so nothing can be returned."),
            marked("`balik admin merchant add` sets one up."),
        )
    if not roster.clerks:
        return note(
            marked("No clerk is set up, so no counter can accept a parcel."),
            marked("`balik admin clerk add` sets one up."),
        )
    return good(
        marked("Set up: {merchants} merchants, {stores} stores, {clerks} clerks."),
        merchants=len(roster.merchants),
        stores=len(roster.stores),
        clerks=len(roster.clerks),
    )


def check_time_zones(roster: Roster) -> Verdict:
    """Whether the days of every store can be told."""
    unknown = []
    for store in roster.stores:
        try:
            ZoneInfo(store.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            unknown.append(f"{store.code} ({store.time_zone})")
    if unknown:
        return bad(
            marked("These stores have a time zone that this machine does not know: {stores}."),
            marked("Install the package tzdata, or correct the stores."),
            stores=", ".join(unknown),
        )
    return good(marked("The time zones of all stores are known."))


def check_demo_secrets(
    storage: AccessStorage,
    pins: Pins,
    clerk: tuple[str, str],
    clients: Iterable[tuple[ApiClient, str]],
    *,
    is_demonstration: bool,
) -> Verdict:
    """Whether secrets that everybody knows open anything; `clerk` is a number and its PIN."""
    if is_demonstration:
        return note(
            marked("This is the demonstration: everybody knows its PIN and its secrets."),
            marked("For a real store, set demonstration = false in a new data directory."),
        )
    number, pin = clerk
    found: list[str] = []
    with storage.reading() as work:
        secret = work.directory.clerk(number)
        known = {client.client_id: client for client in work.clients.all()}
    if secret is not None and pins.matches(secret.pin_hash, pin):
        found.append(number)
    for demo, word in clients:
        client = known.get(demo.client_id)
        if client and not client.suspended and pins.matches(client.secret_hash, word):
            found.append(client.client_id)
    if found:
        return bad(
            marked("The demonstration's secrets, which everybody knows, still open: {what}."),
            marked("`balik admin clerk pin` and `balik admin client rotate` change them."),
            what=", ".join(found),
        )
    return good(marked("No secret of the demonstration opens anything."))


def check_webhooks(books: NoticeBooks) -> Verdict:
    """Whether every merchant hears of its parcels."""
    endpoints = {endpoint.merchant_code: endpoint for endpoint in books.endpoints()}
    figures = books.figures()
    if parked := [figure for figure in figures if figure.parked]:
        return bad(
            marked("{count} webhooks were tried in vain and lie parked: merchant {merchants}."),
            marked(
                "`balik admin webhook parked` says why; `balik admin webhook resend` sends them."
            ),
            count=sum(figure.parked for figure in parked),
            merchants=", ".join(figure.merchant_code for figure in parked),
        )
    if off := [code for code, endpoint in endpoints.items() if endpoint.off_since is not None]:
        return note(
            marked("Webhooks are switched off for merchant {merchants}; what happens waits."),
            marked("`balik admin webhook on` switches them on."),
            merchants=", ".join(off),
        )
    if untold := [f.merchant_code for f in figures if f.merchant_code not in endpoints]:
        return note(
            marked("Merchant {merchants} has no webhook, so it does not hear of its parcels."),
            marked("`balik admin webhook set` sets one up."),
            merchants=", ".join(untold),
        )
    if plain := [code for code, endpoint in endpoints.items() if endpoint.plain_http]:
        return note(
            marked("Webhooks of merchant {merchants} go out unencrypted."),
            marked("`balik admin webhook set` with an https:// address mends it."),
            merchants=", ".join(plain),
        )
    return good(marked("No webhook is parked."))


def check_clock(now: datetime, last_event: datetime | None) -> Verdict:
    """Whether this machine's clock can be right: the last event can't be in the future."""
    if last_event is not None and last_event - now > MOST_SKEW:
        return bad(
            marked("This machine's clock is {minutes} minutes behind the last event."),
            marked("Set the clock; validity and receipts go by it."),
            minutes=int((last_event - now) / timedelta(minutes=1)),
        )
    return good(marked("The clock is not behind the last event."))


def check_custody(ledger: ReadsCustody) -> Verdict:
    """Whether the custody ledger is whole, from its first entry to its last."""
    proof = prove(ledger.entries())
    if proof.broken is not None:
        return bad(
            marked("The custody ledger is broken: entry {entry} is not as it was written."),
            marked(
                "Nothing after entry {last} is proven. Keep this database, and compare it with a"
                " backup."
            ),
            entry=proof.broken,
            last=proof.entries,
        )
    if missing := ledger.unentered():
        return bad(
            marked("Facts that are missing from the custody ledger: {count}."),
            marked("Keep this database, and compare it with a backup."),
            count=missing,
        )
    return good(marked("The custody ledger is whole: {count} entries."), count=f"{proof.entries:,}")
