"""Many customers, one after the other, each with a parcel of their own."""

from datetime import timedelta

from core.play.people import Counter, Customer, NotAsTold
from core.play.scene import Scene
from core.simulator.steps import Accept, Customers, Submit, TakeCode


def serve_customers(world: Scene, customer: Customer, counter: Counter, step: Customers) -> None:
    """Let them come, spread over the step's minutes.

    Whoever is kept away by a fault goes home; how many may is the step's to say.

    Raises:
        NotAsTold: more of them went home with their parcels than the step allows.
    """
    begun = f"{world.panel.clock.now():%m%d%H%M%S}"
    uids = [f"CROWD{begun}{number:05d}" for number in range(step.count)]
    world.submit_many([Submit(merchant=step.merchant, uid=uid) for uid in uids], step.merchant)
    pause = timedelta(minutes=step.minutes) / step.count
    kept_away: list[str] = []
    for uid in uids:
        world.pass_time(pause)
        try:
            code = customer.take_code(TakeCode(reference=uid))
            if code is not None:
                counter.accept(code, Accept(parcel=uid))
        except AssertionError as no:
            kept_away.append(str(no))
    if len(kept_away) > step.kept_away:
        raise NotAsTold(
            f"{len(kept_away)} of {step.count} customers were kept away, at most "
            f"{step.kept_away} may be; the last: {kept_away[-1]}"
        )
