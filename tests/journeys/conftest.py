"""One store with a kiosk and a POS, for the stories that go from one to the other."""

from kiosk.pytest_plugin import kiosk, new_chain, new_shop, open_kiosk, shopfloor
from pos.pytest_plugin import pos

__all__ = ["kiosk", "new_chain", "new_shop", "open_kiosk", "pos", "shopfloor"]
