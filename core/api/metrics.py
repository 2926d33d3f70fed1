"""Figures for whoever watches the service, in Prometheus' text form."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from core.api.methods import known_method

_BUCKETS: Final = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0)


class ApiMetrics:
    """Counts requests by path, as the description names it, never as it was called."""

    content_type: Final = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry: Final = CollectorRegistry()
        self._requests: Final = Counter(
            "balik_requests",
            "Requests answered.",
            ("method", "path", "status"),
            registry=self._registry,
        )
        self._known: Final[dict[tuple[str, str, int], Counter]] = {}
        self._seconds: Final = Histogram(
            "balik_request_seconds",
            "Seconds from a request to its answer.",
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def count(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one request."""
        # A path that is not described could be anything, and each would be a line of its own.
        which = (known_method(method), path, status) if path else ("", "", status)
        counter = self._known.get(which)
        if counter is None:
            counter = self._known[which] = self._requests.labels(*which)
        counter.inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """All figures."""
        return generate_latest(self._registry)
