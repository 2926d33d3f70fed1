"""`balik ecms`: serves the API, tells merchants, and builds the stores' lists once a day."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from core.commands.options import Commands, data_of, say, texts, where
from core.log import get_logger

if TYPE_CHECKING:
    from core.bootstrap import Service

_HOST = "127.0.0.1"
_PORT = 8086


def add(commands: Commands) -> None:
    """Offer `ecms`."""
    serving = where(commands.add_parser("ecms", help="serve the API to merchants and terminals"))
    serving.add_argument("--host", default=_HOST, help=f"the address to listen on ({_HOST})")
    serving.add_argument(
        "--port", type=int, default=_PORT, help=f"the port, 0 for any free one ({_PORT})"
    )
    serving.set_defaults(command=_serve)


def _serve(options: argparse.Namespace) -> int:
    from core.bootstrap import Shop  # noqa: PLC0415 - loads the database's and network's libraries

    shop = Shop(data_of(options), url=getattr(options, "database", ""))
    try:
        service = shop.service()
        try:
            service.dispatcher.start()
            service.daily_job.start()
            _answer(service, options.host, options.port)
        finally:
            service.daily_job.stop()
            service.dispatcher.stop()
            service.group.close()
    finally:
        shop.close()
    return 0


def _answer(service: Service, host: str, port: int) -> None:
    from core.api.app import create_app  # noqa: PLC0415 - the same
    from core.api.server import serve  # noqa: PLC0415
    from core.services.api_services import ApiServices  # noqa: PLC0415

    ecms, words, log = service.ecms, texts(), get_logger("ecms")

    def listens(free: int) -> None:
        say(
            words(
                "The ECMS answers at http://{host}:{port}, see /docs there.", host=host, port=free
            )
        )
        # Whoever started it in a script waits for this sentence.
        sys.stdout.flush()
        log.info("ecms answers", host=host, port=free)

    services = ApiServices(
        service.group, ecms.clock, ecms.pins, ecms.random_below, ecms.rules, words, service.bulk
    )
    serve(create_app(services), host, port, listens)
    log.info("ecms ends")
