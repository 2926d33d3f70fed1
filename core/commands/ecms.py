"""`balik ecms`: serves the API, tells merchants, and builds the stores' lists once a day."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from core.commands.end_of_input import EndOfInput
from core.commands.options import (
    Commands,
    data_of,
    record_of,
    recordable,
    say,
    texts,
    where,
)
from core.log import get_logger

if TYPE_CHECKING:
    from fastapi import FastAPI

    from core.bootstrap import Shop
    from core.services.group import Group
    from core.shop.service import Service

_HOST = "127.0.0.1"
_PORT = 8086


def add(commands: Commands) -> None:
    """Offer `ecms`."""
    serving = where(commands.add_parser("ecms", help="serve the API to merchants and terminals"))
    serving.add_argument("--host", default=_HOST, help=f"the address to listen on ({_HOST})")
    serving.add_argument(
        "--port", type=int, default=_PORT, help=f"the port, 0 for any free one ({_PORT})"
    )
    serving.add_argument(
        "--simulator",
        action="store_true",
        help="let an admin client move the demonstration's clock and faults over the network",
    )
    recordable(serving, again=True)
    # For the demonstration's windows: end with them, and let their merchants have a site.
    serving.add_argument("--beside-windows", action="store_true", help=argparse.SUPPRESS)
    serving.set_defaults(command=_serve)


def _serve(options: argparse.Namespace) -> int:
    end = EndOfInput() if options.beside_windows else None
    if end is not None and hasattr(os, "nice"):
        # Whoever touches a window comes first.
        os.nice(5)
    from core.bootstrap import Shop  # noqa: PLC0415 - loads the database's and network's libraries

    shop = Shop(data_of(options), url=getattr(options, "database", ""), record=record_of(options))
    try:
        if options.simulator:
            _serve_simulation(shop, options)
            return 0
        service = shop.service(with_site=options.beside_windows)
        try:
            service.dispatcher.start()
            service.daily_job.start()
            if end is not None:
                _answer_beside_windows(_api(shop, service), options.host, options.port, end)
            else:
                _answer(_api(shop, service), options.host, options.port)
        finally:
            service.daily_job.stop()
            service.dispatcher.stop()
            service.group.close()
            if service.site is not None:
                service.site.stop()
    finally:
        shop.close()
    return 0


def _serve_simulation(shop: Shop, options: argparse.Namespace) -> None:
    """Serve a demonstration that others move; its own work is done as its clock says."""
    from core.api.server import serve  # noqa: PLC0415 - the same
    from core.play.served import open_simulation, simulated_api  # noqa: PLC0415

    with open_simulation(shop, data_of(options)) as (service, conductor):
        conductor.start()
        api = simulated_api(service, shop.panel, conductor, texts())
        serve(api, options.host, options.port, lambda free: _say_where(options.host, free))


def _answer(api: FastAPI, host: str, port: int) -> None:
    from core.api.server import serve  # noqa: PLC0415 - the same

    serve(api, host, port, lambda free: _say_where(host, free))
    get_logger("ecms").info("ecms ends")


def _answer_beside_windows(api: FastAPI, host: str, port: int, end: EndOfInput) -> None:
    """Answer until the windows' process ends, however it ends: then standard input does."""
    from core.api.server import ServerThread  # noqa: PLC0415 - the same
    from core.trouble import StartupTrouble  # noqa: PLC0415

    end.begin()
    server = ServerThread(api, host, port)
    try:
        server.start()
    except StartupTrouble:
        # Another demonstration, most likely: this one answers beside it.
        server = ServerThread(api, host, port=0)
        server.start()
        _say_where_instead(host, port, server.port)
    else:
        _say_where(host, server.port)
    try:
        end.wait()
    finally:
        server.stop()


def _api(shop: Shop, service: Service) -> FastAPI:
    from core.api.app import create_app  # noqa: PLC0415 - the same
    from core.services.api_services import ApiServices  # noqa: PLC0415

    ecms = service.ecms
    services = ApiServices(
        _group_of(shop, service),
        ecms.clock,
        ecms.pins,
        ecms.random_below,
        ecms.rules,
        texts(),
        service.bulk,
        service.flight,
    )
    return create_app(services)


def _group_of(shop: Shop, service: Service) -> Group:
    """What backstage switches on in a demonstration strikes whoever asks its ECMS."""
    from core.simulator.troubled_group import TroubledGroup  # noqa: PLC0415 - the same

    try:
        board = shop.panel.faults
    except LookupError:
        return service.group
    return TroubledGroup(service.group, board)


def _say_where_instead(host: str, port: int, free: int) -> None:
    get_logger("ecms").info("ecms answers", host=host, port=free, instead_of=port)
    sentence = texts()(
        "Port {port} is in use: this ECMS answers at http://{host}:{free}, see /docs there.",
        port=port,
        host=host,
        free=free,
    )
    say(sentence)
    sys.stdout.flush()


def _say_where(host: str, port: int) -> None:
    words = texts()
    get_logger("ecms").info("ecms answers", host=host, port=port)
    say(words("The ECMS answers at http://{host}:{port}, see /docs there.", host=host, port=port))
    # Whoever started it in a script waits for this sentence.
    sys.stdout.flush()
