"""Acceptance over HTTP at 16 connections, beside the same server's echo of the same body.

The server has one core, and the one who asks has another where there are two. Echo and acceptance
get the same requests but for the path, and take turns, so that a busy machine slows both. Each
acceptance is durable before it is answered (SQLite, `synchronous=FULL`), and has an Idempotency-Key
whose answer is stored with it.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from core.bench.figure import Figure
from core.bench.load import LoadResult, request_bytes, send_all

CONNECTIONS: Final = 16
_ACCEPT: Final = "/ecms/api/v1/terminals/0166/02/parcels/accept"


@dataclass(frozen=True, slots=True)
class HttpBench:
    """What one run showed.

    A machine that is faster or slower for a while is so for a whole turn: the rates are those of
    one turn, whose ratio is the median.

    Args:
        accepted_per_s: acceptances a second.
        echoed_per_s: echoes a second, right before them.
        accept_p99_ms: 99 of 100 acceptances took no longer: milliseconds.
        echo_p99_ms: the same of the echoes.
    """

    accepted_per_s: float
    echoed_per_s: float
    accept_p99_ms: float
    echo_p99_ms: float


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it."""
    bench = measure_http(turns=3 if quick else 15, requests=400 if quick else 1_000)
    return [
        Figure(
            what="Acceptance over HTTP, 16 connections, one core, durable",
            ours=f"{bench.accepted_per_s:.0f} a second",
            yardstick=f"{bench.echoed_per_s:.0f} a second, the same server's echo",
            ratio=bench.accepted_per_s / bench.echoed_per_s,
            asked=0.5,
            at_least=True,
        ),
        Figure(
            what="Acceptance over HTTP, p99",
            ours=f"{bench.accept_p99_ms:.1f} ms",
            yardstick=f"{bench.echo_p99_ms:.1f} ms, the same server's echo",
            ratio=bench.accept_p99_ms / bench.echo_p99_ms,
            asked=6.0,
        ),
    ]


def measure_http(turns: int = 15, requests: int = 1_000, url: str = "") -> HttpBench:
    """Echo and accept in turns.

    Args:
        turns: how often each; a first one warms up and is not counted.
        requests: in each turn.
        url: of an empty database on a server; "" for a file.
    """
    cores = sorted(os.sched_getaffinity(0))
    server_core = cores[0] if len(cores) > 1 else -1
    with tempfile.TemporaryDirectory(prefix="balik-bench-") as directory:
        parcels = (turns + 1) * requests
        command = [
            sys.executable,
            "-m",
            "core.bench.http_server",
            url or directory,
            str(parcels),
            str(server_core),
        ]
        with subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            if server.stdout is None:
                raise RuntimeError("the server has no standard output")
            world = json.loads(server.stdout.readline())
            if server_core >= 0:
                os.sched_setaffinity(0, set(cores[1:]))
            try:
                echoes, accepts = _in_turns(world, turns, requests)
            finally:
                os.sched_setaffinity(0, set(cores))
                server.communicate("")
    rates = [(accept.per_s, echo.per_s) for accept, echo in zip(accepts, echoes, strict=True)]
    rates.sort(key=lambda turn: turn[0] / turn[1])
    return HttpBench(
        *rates[len(rates) // 2],
        _p99_ms(accepts),
        _p99_ms(echoes),
    )


def _in_turns(
    world: dict[str, object], turns: int, requests: int
) -> tuple[list[LoadResult], list[LoadResult]]:
    port, token, codes = world["port"], world["token"], world["codes"]
    if not (isinstance(port, int) and isinstance(codes, list)):
        raise TypeError("the server did not say where it is")
    bodies = [_body(code) for code in codes]
    echoes: list[LoadResult] = []
    accepts: list[LoadResult] = []
    for turn in range(turns + 1):
        part = bodies[turn * requests : (turn + 1) * requests]
        echo = send_all(port, [_request("/echo", body, str(token)) for body in part], CONNECTIONS)
        accept = send_all(port, [_request(_ACCEPT, body, str(token)) for body in part], CONNECTIONS)
        if turn:
            echoes.append(echo)
            accepts.append(accept)
    return echoes, accepts


def _body(code: str) -> bytes:
    return json.dumps({"returnCode": code, "clerk": "1042", "attempt": str(uuid4())}).encode()


def _request(path: str, body: bytes, token: str) -> bytes:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    return request_bytes(path, body, headers)


def _p99_ms(results: list[LoadResult]) -> float:
    seconds = sorted(second for result in results for second in result.seconds)
    return seconds[int(len(seconds) * 0.99)] * 1_000
