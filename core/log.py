"""Named loggers. A log line says what happened, never to whom: no number that a person gave."""

from typing import Protocol


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

        logger: Logger = structlog.get_logger(part=self._name)
        return logger


def get_logger(name: str) -> Logger:
    """The logger of one part, `get_logger("persistence")`."""
    return _LazyLogger(name)
