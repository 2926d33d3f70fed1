"""One measured figure beside its yardstick, both from the same run on the same machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it is measured against, and what the project asks of the two.

    Args:
        what: the thing that was timed.
        ours: Balik's figure, with its unit.
        yardstick: the same for the other side, and what that is.
        ratio: ours by the yardstick's, as a multiple of time or of rate.
        asked: the limit on `ratio`.
        at_least: the limit is a floor (rates) rather than a ceiling (times).
    """

    what: str
    ours: str
    yardstick: str
    ratio: float
    asked: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is as good as asked."""
        return self.ratio >= self.asked if self.at_least else self.ratio <= self.asked
