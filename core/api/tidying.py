"""Drops now and then what nobody asks for any more, while the application runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from core.log import get_logger
from core.services.api_services import ApiServices
from core.services.once import forget_old_answers
from core.services.ports import DatabaseTrouble

_EVERY_S: Final = 3600
_log = get_logger("api")


@asynccontextmanager
async def tidying(app: FastAPI) -> AsyncIterator[None]:
    """The application's lifespan."""
    ending = asyncio.Event()
    task = asyncio.create_task(_tidy(app.state.services, ending))
    try:
        yield
    finally:
        # Not cancelled: its thread would go on with a database that is being closed.
        ending.set()
        await task


async def _tidy(services: ApiServices, ending: asyncio.Event) -> None:
    while not ending.is_set():
        try:
            await run_in_threadpool(forget_old_answers, services.group, services.clock.now())
        except DatabaseTrouble as trouble:
            _log.warning("old answers stay for now", trouble=trouble.kind.value)
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), _EVERY_S)
