"""The store that the simulator's parts are tried in."""

from core.pytest_shop import new_shop, shopfloor

__all__ = ["new_shop", "shopfloor"]
