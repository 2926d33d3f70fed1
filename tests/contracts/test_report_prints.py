"""The contract of the back office: how often a finished report went on paper, and earlier Zs."""

from uuid import uuid4

import pytest
from ecms_chain import CEBU_POS, CLERK, POS, SECOND_CLERK, SECOND_POS, TODAY, Chain

from core.domain.apo import ApoNumber, Driver
from core.domain.pull_out_refusals import ListUnknown, ReportUnknown
from core.services.ecms import PaperKind
from core.services.pull_out import build_lists
from core.services.report_papers import CountPrint, ReportKind
from core.services.store_office import CloseDay, CloseList, DayReport, StoreOffice

APO = ApoNumber("0166", TODAY)


@pytest.fixture
def office(chain: Chain) -> StoreOffice:
    """The back office of a store with one list, closed, of a parcel that stayed."""
    office = chain.office_at(POS)
    chain.submit("UID1")
    chain.accept(chain.ask("UID1").code)
    build_lists(chain.storage, chain.clock.now)
    office.close_list(CloseList(APO, Driver("J. Cruz", "NBC1234"), 0, 0, POS, CLERK, _press()))
    return office


def _press() -> str:
    return str(uuid4())


def _z(chain: Chain, office: StoreOffice) -> DayReport:
    chain.clock.forward(minutes=1)
    return office.close_day(CloseDay(POS, CLERK, _press()))


def test_papers_of_a_finished_report_are_counted_for_the_whole_store(
    chain: Chain, office: StoreOffice
) -> None:
    _z(chain, office)
    for report in (APO, 1):
        first = CountPrint(report, POS, CLERK, _press())
        assert office.count_print(first) == 0
        assert office.count_print(first) == 0, "till it came out it is the same paper"
        elsewhere = CountPrint(report, SECOND_POS, SECOND_CLERK, _press())
        assert chain.office_at(SECOND_POS).count_print(elsewhere) == 1
        assert office.count_print(CountPrint(report, POS, CLERK, _press())) == 2


def test_a_day_says_which_reports_were_printed_again(chain: Chain, office: StoreOffice) -> None:
    _z(chain, office)
    chain.clock.forward(minutes=1)
    for report in (APO, APO, 1, 1, 1):
        office.count_print(CountPrint(report, POS, CLERK, _press()))
    chain.ecms.reprint(office.pull_out_list(APO, POS).lines[0].code, PaperKind.LABEL, POS, CLERK)
    again = ((PaperKind.LABEL, 1), (ReportKind.LIST, 1), (ReportKind.DAY_REPORT, 2))
    assert office.day_so_far(POS, CLERK).reprints == again
    assert _z(chain, office).reprints == again
    assert office.closed_day(2, POS).reprints == again
    chain.clock.forward(minutes=1)
    assert office.day_so_far(POS, CLERK).reprints == ()


def test_what_is_not_finished_or_not_there_is_not_counted(
    chain: Chain, office: StoreOffice
) -> None:
    chain.submit("UID2")
    chain.accept(chain.ask("UID2").code)
    build_lists(chain.storage, chain.clock.now)
    for report in (ApoNumber("0166", TODAY, 2), 1):
        with pytest.raises(ReportUnknown):
            office.count_print(CountPrint(report, POS, CLERK, _press()))
    with pytest.raises(ListUnknown):
        office.count_print(CountPrint(ApoNumber("0166", TODAY, 3), POS, CLERK, _press()))
    with pytest.raises(ListUnknown):
        chain.office_at(CEBU_POS).count_print(CountPrint(APO, CEBU_POS, CLERK, _press()))


def test_each_report_names_the_z_before_it(chain: Chain, office: StoreOffice) -> None:
    assert office.day_so_far(POS, CLERK).last_z == 0
    closed = [_z(chain, office), _z(chain, office)]
    assert [report.last_z for report in closed] == [0, 1]
    assert office.day_so_far(POS, CLERK).last_z == 2
    assert [office.closed_day(number, POS) for number in (1, 2)] == closed
