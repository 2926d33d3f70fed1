"""A paper's double: the same blocks in the same places, saying nothing about anybody.

What a printer is sent holds a RETURN CODE, a masked mobile number, a clerk's name. A replay needs
its shape, its order and our own words, so these are printed again, into the file.
"""

from dataclasses import replace
from typing import Final

from core.documents.blocks import Banner, Barcode, Block, Headline, Pair, Pairs, Qr, Step, Text
from core.documents.list_blocks import Entry, Figures
from core.documents.marks import Code, Symbology
from core.documents.model import Document
from core.flight.pseudonyms import Pseudonyms
from core.flight.wording import Wording

_SSCC_DIGITS: Final = 18


def double_of(document: Document, names: Pseudonyms, wording: Wording) -> Document:
    """The document without a word or code that is not ours.

    Raises:
        DoesNotFit: a name is longer than what it stands for, on a narrow roll.
    """
    return Document(document.paper, tuple(_double(b, names, wording) for b in document.blocks))


def _double(block: Block, names: Pseudonyms, wording: Wording) -> Block:
    match block:
        case Text() | Headline() | Banner() | Step():
            return replace(block, words=wording.conceal(block.words))
        case Pairs(rows):
            pairs = [
                Pair(wording.conceal(row.label), wording.conceal(row.value), row.style)
                for row in rows
            ]
            return Pairs(tuple(pairs))
        case Entry():
            return replace(
                block, number=wording.conceal(block.number), words=wording.conceal(block.words)
            )
        case Figures(rows):
            return Figures(tuple((wording.conceal(words), number) for words, number in rows))
        case Barcode() | Qr():
            return replace(block, code=_specimen(block.code, names))
        case _:
            return block


def _specimen(code: Code, names: Pseudonyms) -> Code:
    """A code of the same kind and length that carries its pseudonym's number and nothing else."""
    kind = "parcel" if code.symbology is Symbology.GS1_128 else "code"
    digits = code.digits[2:] if code.symbology is Symbology.GS1_128 else code.digits
    name = names.known(digits) or names.of(kind, digits)
    number = int(name.rpartition("-")[2])
    if code.symbology is Symbology.GS1_128:
        return Code(code.symbology, f"00{number:0{_SSCC_DIGITS}d}")
    return Code(code.symbology, f"{number:0{len(digits)}d}")
