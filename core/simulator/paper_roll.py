"""What ESC/POS bytes leave on the paper: the simulated printer's own reading of them.

It shares no line with the code that makes the bytes, so a paper on the screen is what a printer
would have burned, not what the program meant.
"""

from PIL import Image

from core.simulator.escpos.commands import CommandReader, UnknownCommand
from core.simulator.escpos.head import PrintHead

__all__ = ["UnknownCommand", "burn"]


def burn(data: bytes, width_dots: int) -> Image.Image:
    """The paper that comes out, mode `1`; dots beyond the head's width are lost, as in life.

    Raises:
        UnknownCommand: the bytes are not what this printer prints, or end in mid-command.
    """
    reader, head = CommandReader(), PrintHead(width_dots)
    reader.add(data)
    for command in reader:
        head.obey(command)
    if reader.waiting:
        raise UnknownCommand(len(data) - reader.waiting)
    picture, _ = head.cut()
    return picture
