"""A kiosk asks for returns and a POS takes parcels; the other way round nothing changes."""

from pathlib import Path
from uuid import uuid4

import pytest

from core.domain.codes import ReturnCode
from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.domain.refusals import WrongParty
from core.domain.status import Status, Trigger
from core.pytest_shop import Shopfloor, new_shop, shopfloor
from core.services.ecms import AcceptParcel, Clerk, RequestReturn
from core.settings import load_settings
from core.trouble import StartupTrouble

__all__ = ["new_shop", "shopfloor"]

SHOES = "AXDY43322222524544"


def test_a_kiosk_takes_no_parcel(shopfloor: Shopfloor) -> None:
    code = ReturnCode.parse(shopfloor.ticket(SHOES))
    before = shopfloor.books()
    kiosk, clerk = shopfloor.kiosk, Clerk("1042", "R. Santos")
    with pytest.raises(WrongParty) as caught:
        kiosk.ecms.accept_parcel(AcceptParcel(code, kiosk.terminal, clerk, str(uuid4())))
    assert (caught.value.asked, caught.value.by) == (Status.RETURNED, Trigger.KIOSK)
    assert shopfloor.books() == before
    counter = shopfloor.station.terminal
    taken = AcceptParcel(code, counter, clerk, str(uuid4()))
    assert shopfloor.station.ecms.accept_parcel(taken).terminal == counter


def test_a_pos_issues_no_code(shopfloor: Shopfloor) -> None:
    before = shopfloor.books()
    pos = shopfloor.station
    order = pos.ecms.find_orders(parse_reference(SHOES), pos.terminal)[0]
    asked = RequestReturn(order.order_id, MobileNumber("09123456789"), pos.terminal, str(uuid4()))
    with pytest.raises(WrongParty) as caught:
        pos.ecms.request_return(asked)
    assert (caught.value.asked, caught.value.by) == (Status.FOR_RETURN, Trigger.POS)
    assert shopfloor.books() == before


@pytest.mark.parametrize("mixed_up", ['kiosk = "03"', 'pos = "K2"'])
def test_settings_that_mix_them_up_are_said_at_the_start(tmp_path: Path, mixed_up: str) -> None:
    """Not when the first customer stands there."""
    (tmp_path / "balik.toml").write_text(mixed_up, "utf-8")
    with pytest.raises(StartupTrouble):
        load_settings(tmp_path)
