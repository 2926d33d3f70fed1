"""How wide each letter of the bundled faces is, so that a paper's fit is decided without a font.

The widths are those of the font files, in thousandths of the type's size; a test holds them equal.
A letter takes whole dots, rounded up: at 203 dpi the half dot saved is what glues "ti" together.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final


def _numbers(table: str) -> tuple[int, ...]:
    return tuple(map(int, table.split()))


_SIGNS: Final = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~"
    "¡¢£¤¥¦§¨©ª«¬®¯°±²³´¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâã"
    "äåæçèéêëìíîïðñòóôõö÷øùúûüýþÿĂıŒœˆ˚˜–—‘’‚“”„•…‹›⁄€™−∕"
)

_TEXT: Final = _numbers(
    "280 286 301 651 592 919 731 160 299 299 485 606 210 362 210 387 648 407 548 576 614 588 "
    "598 510 615 595 210 210 553 628 553 480 778 626 613 645 669 569 552 694 694 392 512 631 "
    "541 824 693 714 592 724 614 592 558 690 593 856 623 575 607 317 387 344 552 372 243 525 "
    "566 485 564 538 314 558 550 252 245 492 262 845 550 548 566 574 349 471 326 540 461 684 "
    "481 449 460 344 237 344 555 286 485 610 580 575 237 528 368 798 371 562 602 798 356 352 "
    "579 382 383 243 509 240 265 256 380 562 816 820 867 450 626 626 626 626 626 626 891 645 "
    "569 569 569 569 392 392 392 392 689 693 714 714 714 714 714 532 714 690 690 690 690 575 "
    "592 582 525 525 525 525 525 525 866 485 538 538 538 538 252 252 252 266 565 550 548 548 "
    "548 548 548 606 548 540 540 540 540 449 566 449 626 252 1006 924 403 298 409 504 824 236 "
    "236 236 399 399 399 438 670 353 353 586 664 874 606 598"
)

_BOLD: Final = _numbers(
    "312 303 390 765 610 969 725 210 335 335 485 595 271 373 272 440 659 440 579 600 624 607 "
    "626 537 624 571 272 272 569 612 569 547 781 678 643 658 688 597 566 718 701 424 561 663 "
    "552 858 717 746 629 756 650 610 607 686 644 886 685 650 618 340 440 344 582 400 288 552 "
    "596 510 596 563 365 593 571 300 259 555 318 882 571 576 596 599 376 508 376 567 530 740 "
    "539 521 505 381 254 381 537 303 510 634 593 650 254 555 432 798 390 649 615 798 383 394 "
    "611 402 407 288 521 294 297 284 403 649 846 852 921 526 678 678 678 678 678 678 966 658 "
    "597 597 597 597 424 424 424 424 708 717 746 746 746 746 746 536 746 686 686 686 686 650 "
    "629 621 552 552 552 552 552 552 878 510 563 563 563 563 300 300 300 314 588 571 576 576 "
    "576 576 576 595 576 567 567 567 567 521 596 521 678 300 1024 936 468 343 450 501 832 269 "
    "269 269 479 479 479 438 780 394 394 617 678 942 595 641"
)

_MONO: Final = (632,) * len(_SIGNS)

#: No bundled face has it; on a roll it is a P with two strokes that stand out.
PESO: Final = "₱"
_KNOWN: Final = frozenset(_SIGNS + PESO)
_UNKNOWN: Final = "?"


class Face(Enum):
    """A bundled typeface: Atkinson Hyperlegible Next for words, its Mono for numbers."""

    TEXT = "AtkinsonHyperlegibleNext-Regular"
    BOLD = "AtkinsonHyperlegibleNext-Bold"
    MONO = "AtkinsonHyperlegibleMono-Regular"
    CODE = "AtkinsonHyperlegibleMono-Bold"


@cache
def advances(face: Face, size: int) -> Mapping[str, int]:
    """The dots that each letter takes at `size` dots."""
    units = {Face.TEXT: _TEXT, Face.BOLD: _BOLD}.get(face, _MONO)
    table = {sign: -(-unit * size // 1000) for sign, unit in zip(_SIGNS, units, strict=True)}
    table[PESO] = table["P"] + 2 * peso_reach(size)
    return table


def peso_reach(size: int) -> int:
    """How many dots the strokes of a ₱ stand out on either side."""
    return max(1, size // 14)


def width_of(letters: str, face: Face, size: int) -> int:
    """The dots that a line of printable letters takes."""
    return sum(map(advances(face, size).__getitem__, letters))


def printable(text: str) -> str:
    """`text` in letters that a roll can have; nothing is dropped that a reader would miss.

    An accent that no face has goes (`ć` is `c`), line ends and tabs become spaces, invisible marks
    vanish, and what is left without a letter shows as `?`.
    """
    if _KNOWN.issuperset(text):
        return text
    return "".join(_letter(sign) for sign in unicodedata.normalize("NFC", text))


def typeset(text: str) -> str:
    """The same in letters that the typefaces themselves have, for A4: there ₱ becomes PHP."""
    return re.sub(f"{PESO}\\s*", "PHP ", printable(text))


def _letter(sign: str) -> str:
    if sign in _KNOWN:
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me", "Mc"}:
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in _KNOWN)
    return plain or _UNKNOWN
