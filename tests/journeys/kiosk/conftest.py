"""The store and the kiosk that these journeys take place at."""

from kiosk.pytest_plugin import kiosk, new_chain, new_shop, open_kiosk, shopfloor

__all__ = ["kiosk", "new_chain", "new_shop", "open_kiosk", "shopfloor"]
