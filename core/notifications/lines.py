"""Shares the lines on which webhooks are sent, so that no merchant waits for another one's site."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heapreplace
from itertools import count
from typing import Final


class Lines:
    """So many lines in all, so many of them at most for one merchant.

    A free line goes to the merchant that has the fewest; among those with as many, to the one whose
    turn is the longest ago. Without the turns, merchants whose sites hang and are given up at the
    same moment would be given all lines again, and again.

    Args:
        per_merchant: tries of one merchant at once.
        at_once: tries in all at once.
    """

    def __init__(self, per_merchant: int, at_once: int) -> None:
        self._per_merchant: Final = per_merchant
        self._at_once: Final = at_once
        self._turns: Final[dict[str, int]] = {}
        self._next_turn: Final = count(1)

    def share(self, merchants: Iterable[str], held: Mapping[str, int]) -> dict[str, int]:
        """How many more lines each merchant gets that has something to send.

        Args:
            merchants: who has.
            held: how many lines each merchant holds.
        """
        waiting = [(held.get(code, 0), self._turns.get(code, 0), code) for code in merchants]
        heapify(waiting)
        shares: dict[str, int] = {}
        for _ in range(self._at_once - sum(held.values())):
            if not waiting or waiting[0][0] >= self._per_merchant:
                break
            has, _turn, code = waiting[0]
            shares[code] = shares.get(code, 0) + 1
            self._turns[code] = turn = next(self._next_turn)
            heapreplace(waiting, (has + 1, turn, code))
        return shares
