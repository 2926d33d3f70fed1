"""What is attached, choosing among it, and a trial of printer and scanner, without a window."""

import threading
from pathlib import Path

from said import Balik

from core.services.devices import DeviceKind
from core.shop.device_choices import DeviceChoices
from core.simulator.scanner import ScannerCable


def test_the_list_says_what_each_terminal_works_with(balik: Balik) -> None:
    said = balik("devices")
    assert said.code == 0
    lines = [line.split() for line in said.out.splitlines()]
    assert ["printer", "simulated:", "kiosk,", "pos"] in lines
    assert ["scanner", "keyboard:", "kiosk,", "pos"] in lines


def test_a_choice_is_kept_for_its_terminal_alone(balik: Balik, data: Path) -> None:
    assert balik("devices", "--of", "kiosk", "--use-printer", "tcp://10.0.0.5").code == 0
    listed = balik("devices").out
    assert "tcp://10.0.0.5:9100" in listed
    choices = DeviceChoices(data)
    assert choices.chosen("kiosk", DeviceKind.PRINTER) == {"address": "tcp://10.0.0.5"}
    assert choices.chosen("pos", DeviceKind.PRINTER) == {}


def test_what_is_no_address_is_refused_in_a_sentence_and_changes_nothing(
    balik: Balik, data: Path
) -> None:
    said = balik("devices", "--use-printer", "pigeon:7")
    assert (said.code, said.err) == (1, "pigeon:7 is no address of a printer.\n")
    said = balik("devices", "--use-scanner", "COM3")
    assert (said.code, said.err) == (1, "COM3 is no address of a scanner.\n")
    assert list(data.glob("devices.*")) == []


def test_a_broken_file_of_choices_chooses_nothing(data: Path) -> None:
    choices = DeviceChoices(data)
    for broken in ("{", "[1]", '{"pos": 1}', '{"pos": {"printer": {"at": 7}}}', "\0"):
        (data / "devices.json").write_text(broken)
        assert choices.chosen("pos", DeviceKind.PRINTER) == {}
    choices.keep("pos", DeviceKind.PRINTER, "tcp://10.0.0.5", "epson-tm-t20")
    assert choices.chosen("pos", DeviceKind.PRINTER) == {
        "address": "tcp://10.0.0.5",
        "model": "epson-tm-t20",
    }


def test_both_are_tried(balik: Balik, chain: Path, tmp_path: Path) -> None:
    cable = ScannerCable(tmp_path / "scanner")
    cable.plug_in()
    over = threading.Event()

    def hold_it_up() -> None:
        while not over.wait(0.05):
            cable.send("]C0182212342345\r")

    hand = threading.Thread(target=hold_it_up)
    hand.start()
    try:
        assert balik("devices", "--use-scanner", cable.address).code == 0
        said = balik("devices", "--try")
    finally:
        over.set()
        hand.join()
        cable.unplug()
    assert said.code == 0
    assert "The test page came out." in said.out
    assert "The scanner read 182212342345" in said.out
