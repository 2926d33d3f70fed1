"""Customers set the screen to their eyes and hands, and walk away; nothing of them stays."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint

from core.pytest_shop import Shopfloor
from core.qt.theme import Contrast
from core.services.station import Station
from core.texts import Texts
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk

SHOES = "AXDY43322222524544"
IDLE, STILL_THERE = 60, 20


def _nobody(kiosk: KioskDriver) -> None:
    """The kiosk is as the shop set it, and holds nothing that anybody entered."""
    kiosk.sees("Start a return")
    look = kiosk.window.look
    assert (look.texts.language, look.theme.text_step) == ("en", 0)
    assert (look.theme.contrast, look.reach) == (Contrast.NORMAL, False)
    for entered in (SHOES, SHOES[:6], "0912 345", "Canvas shoes"):
        kiosk.waits_until(
            lambda entered=entered: entered not in kiosk.all_words(),  # type: ignore[misc] - bound at once
            "what was entered to be gone from every page",
        )


def _change_everything(kiosk: KioskDriver) -> None:
    kiosk.tap("Text size 1 of 3")
    kiosk.tap("Contrast: normal")
    kiosk.tap("Bring everything lower")


def test_whoever_is_quiet_is_asked_and_any_touch_only_ends_the_question(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.scan(SHOES)
    kiosk.sees("Is this what you are returning?")
    place = kiosk._middle_of(kiosk.button("Yes, continue"))
    shopfloor.timers.pass_time(IDLE - 1)
    kiosk.does_not_see("Are you still there?")
    shopfloor.timers.pass_time(1)
    kiosk.sees("Are you still there?", "In 20 seconds everything you entered is forgotten.")
    shopfloor.timers.pass_time(STILL_THERE - 1)
    kiosk.sees("In 1 second everything you entered is forgotten.")
    for touch in (place, QPoint(5, 5), QPoint(540, 1880)):
        kiosk.touch(touch)
        kiosk.does_not_see("Are you still there?")
        kiosk.sees("Is this what you are returning?")
        shopfloor.timers.pass_time(IDLE)
        kiosk.sees("Are you still there?", "In 20 seconds")
    kiosk.press("x")
    kiosk.does_not_see("Are you still there?")
    kiosk.sees("Is this what you are returning?")


def test_a_scan_answers_the_question_and_is_taken(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    kiosk.scan("LARGE2026")
    kiosk.sees("This parcel is too large")
    shopfloor.timers.pass_time(IDLE)
    kiosk.sees("Are you still there?")
    kiosk.scan(SHOES)
    kiosk.sees("Is this what you are returning?")
    kiosk.does_not_see("Are you still there?")


@pytest.mark.parametrize("screen", ["reference", "choose", "confirm", "mobile", "refused"])
def test_whoever_walks_away_leaves_nothing(
    kiosk: KioskDriver, shopfloor: Shopfloor, screen: str
) -> None:
    before = shopfloor.books()
    if screen == "reference":
        kiosk.tap("Start a return")
        kiosk.touch_keys(SHOES[:6])
    else:
        kiosk.scan({"choose": "100078", "refused": "LARGE2026"}.get(screen, SHOES))
        kiosk.sees({"choose": "Two shops", "refused": "too large"}.get(screen, "Is this what"))
    if screen == "mobile":
        kiosk.tap("Yes, continue")
        kiosk.sees("Your mobile number")
        kiosk.touch_keys("0912345")
    _change_everything(kiosk)
    shopfloor.timers.pass_time(IDLE + STILL_THERE)
    _nobody(kiosk)
    assert shopfloor.books() == before


def test_the_codes_screen_counts_down_and_then_forgets(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    code = kiosk.take_code(SHOES)
    kiosk.sees("Your ticket is printed.", "(45 s)")
    _change_everything(kiosk)
    shopfloor.timers.pass_time(44)
    kiosk.sees(code, "(1 s)")
    shopfloor.timers.pass_time(1)
    _nobody(kiosk)
    assert code not in kiosk.screen()


def test_start_over_forgets_at_once(kiosk: KioskDriver) -> None:
    kiosk.scan(SHOES)
    kiosk.tap("Yes, continue")
    kiosk.touch_keys("0912345")
    _change_everything(kiosk)
    kiosk.tap("Start over")
    _nobody(kiosk)


def test_whoever_only_changed_the_look_is_not_asked_anything(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    _change_everything(kiosk)
    shopfloor.timers.pass_time(IDLE)
    kiosk.does_not_see("Are you still there?")
    _nobody(kiosk)


def test_help_lies_over_the_page_and_keeps_it(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.touch_keys("AXDY")
    kiosk.tap("Help")
    kiosk.sees("How it works", "The number is in the e-mail or app", "The clerk at the counter")
    # Neither the keyboard nor a finger reaches what lies below.
    kiosk.press("Tab")
    kiosk.press("Enter")
    kiosk.does_not_see("How it works")
    kiosk.sees("Enter your UID", "AXDY")
    kiosk.tap("Help")
    kiosk.sees("How it works")
    kiosk.touch(QPoint(540, 1500))
    kiosk.does_not_see("How it works")
    kiosk.sees("Enter your UID", "AXDY")


def test_the_foots_switches_apply_at_once_and_keep_what_was_typed(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.touch_keys("AXDY4332")
    for switch in (
        "Text size 1 of 3",
        "Text size 2 of 3",
        "Contrast: normal",
        "Contrast: high",
        "Bring everything lower",
        "Put everything back up",
        "Contrast: dark",
        "Text size 3 of 3",
    ):
        kiosk.tap(switch)
        kiosk.sees("AXDY4332")
    kiosk.touch_keys("2")
    kiosk.sees("AXDY43322")
    kiosk.type("x")
    kiosk.sees("AXDY43322x")


def test_reach_brings_what_is_touched_into_the_lower_half(kiosk: KioskDriver) -> None:
    kiosk.tap("Start a return")
    kiosk.tap("Bring everything lower")
    for words in ("1", "Continue", "Clear"):
        if words == "Clear":
            kiosk.touch_keys("1")
        assert kiosk._middle_of(kiosk.button(words)).y() > kiosk.window.height() / 2


def test_another_language_applies_at_once_and_ends_with_the_customer(
    open_kiosk: OpenKiosk, tmp_path: Path, shopfloor: Shopfloor
) -> None:
    (tmp_path / "fil.po").write_text(
        'msgid "Enter your UID, order number or waybill number"\nmsgstr "Ilagay ang numero"\n\n'
        'msgid "Take the ticket from the printer below"\nmsgstr "Kunin ang ticket"\n',
        "utf-8",
    )
    kiosk = open_kiosk(texts=Texts(folder=tmp_path))
    kiosk.tap("Start a return")
    kiosk.touch_keys("AXDY")
    kiosk.tap("Language: English")
    kiosk.sees("Ilagay ang numero", "AXDY")
    kiosk.take_code(SHOES)
    kiosk.sees("Kunin ang ticket")
    shopfloor.timers.pass_time(45)
    _nobody(kiosk)


def test_a_shop_says_what_its_kiosk_speaks_until_a_customer_chooses(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    speaks_filipino = replace(shopfloor.kiosk, language="fil")
    kiosk = open_kiosk(lambda: speaks_filipino)
    kiosk.sees("Simulan ang return")
    kiosk.tap("English")
    kiosk.sees("Start a return")
    kiosk.take_code(SHOES)
    kiosk.tap("Finish")
    kiosk.sees("Simulan ang return")


def test_who_chose_a_language_before_the_settings_were_read_keeps_it(
    open_kiosk: OpenKiosk, shopfloor: Shopfloor
) -> None:
    """Settings are read after the first frame; a quick customer is not overruled by them."""
    chosen = Event()

    def opens_late() -> Station:
        assert chosen.wait(10)
        return replace(shopfloor.kiosk, language="fil")

    kiosk = open_kiosk(opens_late)
    kiosk.tap("Bisaya")
    kiosk.sees("Sugdi ang return")
    chosen.set()
    kiosk.scan("NOBODY-1")
    kiosk.sees("Wala namo makita kini nga numero")
    kiosk.tap("Human na")
    kiosk.sees("Simulan ang return")
