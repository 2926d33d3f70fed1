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
    task = asyncio.create_task(_tidy(app.state.services))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _tidy(services: ApiServices) -> None:
    while True:
        try:
            await run_in_threadpool(forget_old_answers, services.group, services.clock.now())
        except DatabaseTrouble as trouble:
            _log.warning("old answers stay for now", trouble=trouble.kind.value)
        await asyncio.sleep(_EVERY_S)
