"""What moves a simulation over the network; a real ECMS has none of these routes.

Every change says what shall be, not what shall be done, so that a repeat is harmless without a key.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import ask, said
from core.api.cliqq_responses import RESPONSES
from core.api.guarded import GuardedRoute, only
from core.api.problems import Problem
from core.domain.codes import TrackingNumber
from core.services.access import Role
from core.services.api_services import ApiServices
from core.simulator.faults import FAULTS, Fault
from core.simulator.merchant_site import Received
from core.simulator.served import ServedSimulation, TooFar
from core.simulator.switches import Switch, UnknownFault
from core.texts import Texts
from core.trouble import marked
from core.wire.simulation import (
    ClockBody,
    FaultBody,
    FaultsBody,
    LedgerBody,
    MoveClockBody,
    SwitchBody,
    WebhookBody,
    WebhooksBody,
)

router: Final = APIRouter(
    prefix="/ecms/api/v1/simulator",
    tags=["Simulator"],
    route_class=GuardedRoute,
    responses=RESPONSES,
)
_MOST_WEBHOOKS: Final = 500
Code = Annotated[str, Path(max_length=60, examples=["webhook-500"])]
Tracking = Annotated[
    str,
    Path(
        alias="trackingNumber",
        max_length=60,
        pattern=r"^\d{17}$",
        examples=["30310533261428120"],
    ),
]


@router.get("/clock", summary="The shop's time", response_model=ClockBody)
@only(Role.ADMIN)
async def clock(request: Request) -> Response:
    """What time it is there, how fast it runs, and when the next daily job is due."""
    return said(_clock(_simulation(request)))


@router.put("/clock", summary="Move the shop's time", response_model=ClockBody)
@only(Role.ADMIN)
async def move_clock(request: Request, body: MoveClockBody) -> Response:
    """Let time pass, at once; answers when all is done that was due: jobs, webhooks, retries."""
    simulation = _simulation(request)
    try:
        await ask(lambda: simulation.move(body.now, body.rate))
    except TooFar:
        raise Problem(
            422,
            "TOO_FAR",
            marked("That is more time than passes in one call."),
            marked("Go there in steps of at most 40 days."),
        ) from None
    return said(_clock(simulation))


@router.get("/faults", summary="List faults", response_model=FaultsBody)
@only(Role.ADMIN)
async def faults(request: Request) -> Response:
    """Every fault that can be ordered, and how it is switched."""
    simulation, services = _simulation(request), _services(request)
    listed = (_fault(fault, simulation, services.texts) for fault in FAULTS.values())
    return said(FaultsBody(faults=tuple(listed)))


@router.delete("/faults", summary="Make all well", response_model=FaultsBody)
@only(Role.ADMIN)
async def all_off(request: Request) -> Response:
    """Switch every fault off."""
    await ask(_simulation(request).panel.faults.all_off)
    return await faults(request)


@router.put("/faults/{code}", summary="Switch a fault on", response_model=FaultBody)
@only(Role.ADMIN)
async def switch_on(request: Request, code: Code, body: SwitchBody) -> Response:
    """At once or from a moment on, for good or until another, for certain or by a chance."""
    if body.since is not None and body.until is not None and body.until <= body.since:
        raise Problem(
            422,
            "NEVER_ON",
            marked("The fault would end before it begins."),
            marked("Compare since and until."),
        )
    if body.until is not None and body.until <= _simulation(request).panel.clock.now():
        raise Problem(
            422,
            "OVER_ALREADY",
            marked("The fault would be over before it begins: until is past."),
            marked("Compare until with the simulation’s clock."),
        )
    fault = FAULTS.get(code)
    if body.chance < 1 and fault is not None and not fault.comes_by_chance:
        raise Problem(
            422,
            "NOT_BY_CHANCE",
            marked("A clock is wrong always or never."),
            marked("Leave the chance out."),
        )
    switch = Switch(body.since, body.until, body.chance)
    return await _switched(request, code, switch)


@router.delete("/faults/{code}", summary="Switch a fault off", response_model=FaultBody)
@only(Role.ADMIN)
async def switch_off(request: Request, code: Code) -> Response:
    """One that is off stays off."""
    return await _switched(request, code, None)


@router.get("/webhooks", summary="The merchants' inbox", response_model=WebhooksBody)
@only(Role.ADMIN)
async def webhooks(request: Request) -> Response:
    """The last 500 tries of webhooks, as the merchants' site got them."""
    last = _simulation(request).site.inbox[-_MOST_WEBHOOKS:]
    return said(WebhooksBody(webhooks=tuple(map(_webhook, last))))


@router.get(
    "/webhooks/{trackingNumber}", summary="A parcel's webhooks", response_model=WebhooksBody
)
@only(Role.ADMIN)
async def webhooks_of(request: Request, number: Tracking) -> Response:
    """Every try of every webhook about one parcel."""
    digits = TrackingNumber.parse(number).digits
    tries = map(_webhook, _simulation(request).site.inbox)
    of_it = (one for one in tries if one.tracking_number.digits == digits)
    return said(WebhooksBody(webhooks=tuple(of_it)))


@router.get("/ledger", summary="Prove the custody ledger", response_model=LedgerBody)
@only(Role.ADMIN)
async def ledger(request: Request) -> Response:
    """Go through the whole ledger: is it as it was written, and has it every fact?"""
    proof, missing = await ask(_simulation(request).ledger)
    return said(LedgerBody(entries=proof.entries, broken_at=proof.broken, missing=missing))


def _simulation(request: Request) -> ServedSimulation:
    simulation: ServedSimulation = request.app.state.simulation
    return simulation


def _services(request: Request) -> ApiServices:
    services: ApiServices = request.app.state.services
    return services


async def _switched(request: Request, code: str, switch: Switch | None) -> Response:
    simulation, board = _simulation(request), _simulation(request).panel.faults

    def change() -> None:
        if switch is None:
            board.off(code)
        else:
            board.switch(code, switch)

    try:
        await ask(change)
    except UnknownFault:
        raise Problem(
            404,
            "FAULT_UNKNOWN",
            marked("No fault has this code."),
            marked("Take the code from the list of faults."),
        ) from None
    return said(_fault(FAULTS[code], simulation, _services(request).texts))


def _clock(simulation: ServedSimulation) -> ClockBody:
    clock = simulation.panel.clock
    return ClockBody(
        now=clock.now(), rate=clock.anchor.rate, next_job=simulation.conductor.next_job()
    )


def _fault(fault: Fault, simulation: ServedSimulation, texts: Texts) -> FaultBody:
    switch = simulation.panel.faults.switches.get(fault.code)
    return FaultBody(
        code=fault.code,
        at=fault.at.value,
        words=fault.words(texts),
        once=fault.once,
        switch=None if switch is None else SwitchBody.of(switch),
        in_force=switch is not None and switch.is_on(simulation.panel.clock.now()),
    )


def _webhook(received: Received) -> WebhookBody:
    fields = received.fields
    return WebhookBody.model_validate(
        {
            "tracking_number": fields["trackingNumber"],
            "status": fields["status"],
            "webhook_id": received.webhook_id,
            "timestamp": received.timestamp,
            "genuine": received.genuine,
            "answered": received.mood.value,
            "taken": received.taken,
            "body": received.body,
        }
    )
