"""Named loggers. A log line says what happened, never to whom: no number that a person gave."""

from __future__ import annotations

import logging
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from logging.handlers import RotatingFileHandler
    from pathlib import Path
    from types import TracebackType

_LARGEST_FILE: Final = 1_000_000
_KEPT_FILES: Final = 3

_lock: Final = Lock()
# How many write to each file.
_users: Final[dict[RotatingFileHandler, int]] = {}


class Logger(Protocol):
    """What Balik uses of structlog's loggers."""

    def info(self, event: str, **facts: object) -> None:
        """Something that an operator may want to know happened."""
        ...

    def warning(self, event: str, **facts: object) -> None:
        """Something went wrong and was handled."""
        ...

    def error(self, event: str, **facts: object) -> None:
        """A bug or a broken part."""
        ...


class _LazyLogger:
    """Loads structlog at the first line: the first frame of a kiosk does not wait for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def info(self, event: str, **facts: object) -> None:
        """See `Logger.info`."""
        self._bound().info(event, **facts)

    def warning(self, event: str, **facts: object) -> None:
        """See `Logger.warning`."""
        self._bound().warning(event, **facts)

    def error(self, event: str, **facts: object) -> None:
        """See `Logger.error`."""
        self._bound().error(event, **facts)

    def _bound(self) -> Logger:
        import structlog  # noqa: PLC0415 - see the class

        logger: Logger = structlog.wrap_logger(
            logging.getLogger(f"balik.{self._name}"),
            processors=[
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
            ],
            wrapper_class=structlog.stdlib.BoundLogger,
            part=self._name,
        )
        return logger


def get_logger(name: str) -> Logger:
    """The logger of one part, `get_logger("persistence")`."""
    return _LazyLogger(name)


def where(error: BaseException) -> str:
    """Module and line in which an exception began: what a log may hold of a bug.

    The exception's own text may repeat what a customer typed, so it is left out.
    """
    trace: TracebackType | None = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def log_to(directory: Path) -> Callable[[], None]:
    """Write the log as JSON lines to `balik.log` in `directory`; returns how to stop.

    Whoever asks again for the same directory writes to the same file, until the last one stops. A
    directory that cannot be written to is no reason to stop: then there is no log.
    """
    path = str((directory / "balik.log").absolute())
    with _lock:
        handler = next((each for each in _users if each.baseFilename == path), None)
        if handler is None:
            try:
                handler = _writing_to(path)
            except OSError:
                return lambda: None
        _users[handler] = _users.get(handler, 0) + 1
    return partial(_stop, handler)


def _writing_to(path: str) -> RotatingFileHandler:
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - slow to import

    import structlog  # noqa: PLC0415 - the same

    handler = RotatingFileHandler(
        path, maxBytes=_LARGEST_FILE, backupCount=_KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ]
        )
    )
    root = logging.getLogger("balik")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def _stop(handler: RotatingFileHandler) -> None:
    with _lock:
        _users[handler] -= 1
        if _users[handler]:
            return
        del _users[handler]
        logging.getLogger("balik").removeHandler(handler)
    handler.close()


# Without `log_to` nothing is printed into a clerk's terminal either, whoever sets up the root.
logging.getLogger("balik").addHandler(logging.NullHandler())
logging.getLogger("balik").propagate = False
