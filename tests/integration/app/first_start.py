"""Opens an installation as kiosk or POS does, and says what it found; killed by its test, or not.

It writes `begins` when everything is imported, then what the shop knows.
"""

import json
import sys
from pathlib import Path

from core.bootstrap import Shop
from core.domain.references import parse_reference
from core.services.station import Station


def _found(station: Station) -> dict[str, object]:
    ecms, terminal = station.ecms, station.terminal
    today = ecms.counter_today(terminal)
    orders = ecms.find_orders(parse_reference("100078"), terminal)
    return {
        "orders": sorted(order.merchant.name for order in orders),
        "waiting": today.waiting,
        "returns": sorted(
            (record.reference, record.status.value)
            for record in ecms.find_returns("6789", terminal)
        ),
        "clerk": ecms.sign_in("1042", "2468", terminal).name,
    }


if __name__ == "__main__":
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    shop = Shop(Path(sys.argv[2]))
    found = _found(shop.kiosk() if sys.argv[1] == "kiosk" else shop.pos())
    shop.close()
    sys.stdout.write(json.dumps(found) + "\n")
