"""What handhelds and other systems ask about parcels on their way."""

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, ask, change, said
from core.api.cliqq_responses import RESPONSES
from core.api.door import Door
from core.api.guarded import GuardedRoute, caller, only
from core.api.guesses import is_secret
from core.api.problems import Problem
from core.api.sentences import problem_of
from core.domain.events import Place
from core.domain.refusals import CodeUnknown
from core.domain.status import Trigger
from core.services.access import AccessStorage, ApiClient, Role
from core.services.api_services import ApiServices
from core.services.pull_out import Built, build_list, build_lists
from core.services.scan_books import Settlement
from core.services.scan_parcel import (
    Scan,
    Scanned,
    Scanner,
    clock_ahead,
    scan_parcel,
    scan_parcels,
)
from core.services.settle_scan import settle_scan
from core.trouble import marked
from core.wire.logistics import (
    BatchBody,
    BatchScannedBody,
    BuiltBody,
    ExceptionsBody,
    HandheldBody,
    PullOutJobBody,
    RefusedScanBody,
    ScanBody,
    ScannedBody,
    SettleBody,
    SettledBody,
)

router: Final = APIRouter(
    prefix="/ecms/api/v1", tags=["Logistics"], route_class=GuardedRoute, responses=RESPONSES
)
_MOST_EXCEPTIONS: Final = 200
ExceptionNumber = Annotated[str, Path(max_length=18, pattern="^[0-9]{1,18}$", examples=["1"])]
_PARTY: Final = {Role.SBS: Trigger.SBS, Role.TRUCKER: Trigger.TRUCKER, Role.DC: Trigger.DC}


@router.post("/scans", summary="Scan a parcel", response_model=ScannedBody, openapi_extra=CHANGING)
@only(Role.TRUCKER, Role.DC, Role.SBS)
async def scan(request: Request, body: ScanBody) -> Response:
    """Move one parcel; the same scan again is harmless, one out of turn is refused and kept."""
    services: ApiServices = request.app.state.services
    one = Scan(body.parcel, body.status, body.scanned_at)

    def act(storage: AccessStorage, now: datetime) -> str:
        scanner = _scanner(caller(request), body, now)
        scanned = scan_parcel(storage, services.rules, scanner, one, now)
        if scanned.refusal is not None:
            raise scanned.refusal
        return _body(services, scanned).text()

    return await change(request, body, act, is_guess=is_secret(body.parcel))


@router.post(
    "/scans/batch",
    summary="Scan many parcels",
    response_model=BatchScannedBody,
    openapi_extra=CHANGING,
)
@only(Role.TRUCKER, Role.DC, Role.SBS)
async def scan_many(request: Request, body: BatchBody) -> Response:
    """What a handheld kept while it had no link; each scan stands or falls by itself."""
    services: ApiServices = request.app.state.services
    scans = [one.value() for one in body.scans]
    unknown_codes = 0

    def act(storage: AccessStorage, now: datetime) -> str:
        nonlocal unknown_codes
        scanner = _scanner(caller(request), body, now)
        results = scan_parcels(storage, services.rules, scanner, scans, now)
        unknown_codes = sum(isinstance(one.refusal, CodeUnknown) for one in results)
        return BatchScannedBody(results=tuple(_body(services, one) for one in results)).text()

    answer = await change(request, body, act)
    # The batch itself is answered with 200, whatever it guessed.
    door: Door = request.app.state.door
    for _ in range(unknown_codes):
        door.numbers.count(caller(request).client_id)
    return answer


@router.get("/scans/exceptions", summary="Refused scans", response_model=ExceptionsBody)
@only(Role.TRUCKER, Role.DC, Role.SBS, Role.ADMIN)
async def exceptions(request: Request) -> Response:
    """Scans that were refused and not settled since: one's own, or, for an admin, all."""
    services: ApiServices = request.app.state.services
    client = caller(request)
    whose = "" if client.role is Role.ADMIN else client.client_id

    def look() -> ExceptionsBody:
        with services.group.reading() as work:
            refused = work.scans.unsettled(whose, _MOST_EXCEPTIONS)
        return ExceptionsBody(exceptions=tuple(RefusedScanBody.of(one) for one in refused))

    return said(await ask(look))


@router.post(
    "/scans/exceptions/{number}/settle",
    summary="Settle a refused scan",
    response_model=SettledBody,
    openapi_extra=CHANGING,
)
@only(Role.TRUCKER, Role.DC, Role.SBS, Role.ADMIN)
async def settle(request: Request, number: ExceptionNumber, body: SettleBody) -> Response:
    """Write what became of it, once; one's own, or, as an admin, any."""
    client = caller(request)
    is_admin = client.role is Role.ADMIN
    # No scan has number 0: what is no number is no scan's either.
    which = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0

    def act(storage: AccessStorage, now: datetime) -> str:
        said = Settlement(client.client_id, body.person, body.outcome, now)
        kept = settle_scan(storage, which, said, own_only=not is_admin)
        if kept is None:
            raise Problem(
                404,
                "EXCEPTION_UNKNOWN",
                marked("No refused scan has this number."),
                marked("Take the number from the list of refused scans."),
            )
        return SettledBody(
            number=which, person=kept.person, outcome=kept.outcome, at=kept.at
        ).text()

    return await change(request, body, act, is_guess=False)


@router.post("/jobs/pull-out", summary="Build APO lists", response_model=BuiltBody)
@only(Role.ADMIN, Role.SBS)
async def pull_out(request: Request, body: PullOutJobBody) -> Response:
    """Put what stores hold on their lists, now; a repeat takes only what came since."""
    services: ApiServices = request.app.state.services
    client = caller(request)
    if client.role is Role.SBS and body.store not in ("", client.store_code):
        raise Problem(
            403,
            "OTHER_STORE",
            marked("This client belongs to another store."),
            marked("Ask for this client's own store."),
        )
    only_store = body.store or client.store_code

    def build() -> Built:
        if not only_store:
            return build_lists(services.group, services.clock.now)
        with services.group.reading() as work:
            store = work.directory.store(only_store)
        if store is None:
            raise Problem(
                404,
                "STORE_UNKNOWN",
                marked("No store has this code."),
                marked("Compare the code with the chain's list of stores."),
            )
        return build_list(services.group, store, services.clock.now())

    built = await ask(build)
    return said(BuiltBody(stores=built.stores, lists=built.list_count, parcels=built.parcels))


def _scanner(client: ApiClient, body: HandheldBody, now: datetime) -> Scanner:
    place = Place(client.location or client.store_code, body.handheld, body.person)
    ahead = clock_ahead(body.sent_at, now)
    return Scanner(client.client_id, _PARTY[client.role], place, body.plate, ahead)


def _body(services: ApiServices, scanned: Scanned) -> ScannedBody:
    facts: dict[str, Any] = {
        "parcel": scanned.scan.text,
        "tracking_number": scanned.tracking_number,
        "status": scanned.status,
    }
    if scanned.refusal is None:
        return ScannedBody(outcome="AGAIN" if scanned.again else "MOVED", **facts)
    problem = problem_of(scanned.refusal, services.texts)
    return ScannedBody(
        outcome="REFUSED",
        code=problem.code,
        message=problem.message,
        next_step=problem.next_step,
        **facts,
    )
