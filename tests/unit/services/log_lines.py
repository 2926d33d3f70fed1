"""What one part of Balik writes into the log meanwhile, wherever else the log goes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        assert isinstance(record.msg, dict)
        self.lines.append(record.msg)


@contextmanager
def log_lines(part: str) -> Iterator[list[dict[str, object]]]:
    """The lines of `core.log.get_logger(part)` while the block runs, each as its facts."""
    logger, kept = logging.getLogger(f"balik.{part}"), _Kept()
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(kept)
    try:
        yield kept.lines
    finally:
        logger.removeHandler(kept)
        logger.setLevel(level)
