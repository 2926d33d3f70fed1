"""The printing commands carried out: letters, pictures and codes onto the strip of paper."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from core.simulator.escpos.commands import Command
from core.simulator.escpos.drawing import NoSuchCode, code128_bars, letter, qr_squares
from core.simulator.escpos.setting import CODE_PAGES, Align, Setting
from core.simulator.escpos.strip import Strip

_WHITE: Final = 1
_BLACK: Final = 0
_CODE_128: Final = 73
_QR: Final = 49


class PrintHead:
    """Prints onto one strip after the other.

    Args:
        width_dots: dots across.
    """

    def __init__(self, width_dots: int) -> None:
        self.strip = Strip(width_dots)
        #: The letters that it set itself, line by line, since the last cut.
        self.words: list[str] = []
        self._setting = Setting()
        self._line = ""
        self._cells: list[Image.Image] = []
        self._qr_data = b""
        self._graphics: Image.Image | None = None
        self._orders: Final[Mapping[bytes, Callable[[Command], None]]] = MappingProxyType(
            {
                b"\x1b@": self._initialise,
                b"\x1b!": lambda order: self._setting.print_mode(order.number(0)),
                b"\x1bE": lambda order: self._set(bold=order.number(0) & 1),
                b"\x1bG": lambda order: self._set(bold=order.number(0) & 1),
                b"\x1b-": lambda order: self._set(underline=order.number(0) & 3),
                b"\x1bM": lambda order: self._set(font=order.number(0) & 1),
                b"\x1ba": lambda order: self._set(align=Align(min(order.number(0) & 15, 2))),
                b"\x1bt": self._choose_page,
                b"\x1b2": lambda _: self._set(spacing=30),
                b"\x1b3": lambda order: self._set(spacing=order.number(0)),
                b"\x1bJ": lambda order: self._feed(order.number(0)),
                b"\x1bd": lambda order: self._feed(order.number(0) * self._setting.spacing),
                b"\x1b*": self._columns,
                b"\x1dB": lambda order: self._set(inverse=order.number(0) & 1),
                b"\x1d!": lambda order: self._setting.size(order.number(0)),
                b"\x1dL": lambda order: self._set(margin=order.number(0, 2)),
                b"\x1dh": lambda order: self._set(bar_height=order.number(0)),
                b"\x1dw": lambda order: self._set(bar_module=order.number(0)),
                b"\x1dH": lambda order: self._set(bar_words=order.number(0) & 3),
                b"\x1dk": self._bars,
                b"\x1dv0": self._raster,
                b"\x1d(": self._extended,
                b"\x1d8L": lambda order: self._graphic(order.body[4:]),
                b"\n": lambda _: self._end_line(),
                b"\r": lambda _: None,
                b"\x0c": lambda _: self._end_line(),
                b"\t": lambda _: self._type(" " * (8 - len(self._line) % 8)),
            }
        )

    def obey(self, order: Command) -> None:
        """Carry one printing command out; others mean nothing here."""
        if not order.code:
            self._type(order.body.decode(self._setting.code_page, "replace"))
        elif (act := self._orders.get(order.code)) is not None:
            act(order)

    def cut(self) -> tuple[Image.Image, str]:
        """Take the strip off: its picture, and the letters that the printer set on it."""
        self._end_line(only_begun=True)
        picture, words = self.strip.picture(), "\n".join(self.words)
        self.strip, self.words = Strip(self.strip.width_dots), []
        return picture, words

    def forget(self) -> None:
        """Throw away what is not printed yet, and every setting."""
        self._initialise(Command(b""))

    def _initialise(self, _: Command) -> None:
        self._setting = Setting()
        self._line, self._cells = "", []
        self._qr_data, self._graphics = b"", None

    def _set(self, **values: int) -> None:
        for name, value in values.items():
            kind = type(getattr(self._setting, name))
            setattr(self._setting, name, kind(value))

    def _choose_page(self, order: Command) -> None:
        self._setting.code_page = CODE_PAGES.get(order.number(0), "cp437")

    def _type(self, words: str) -> None:
        for sign in words:
            width, _ = self._setting.cell
            used = sum(cell.width for cell in self._cells)
            if used + width > self.strip.width_dots - self._setting.margin:
                self._end_line()
            self._line += sign
            self._cells.append(self._cell(sign))

    def _cell(self, sign: str) -> Image.Image:
        now = self._setting
        cell = letter(sign, now.font, bold=now.bold)
        if now.underline:
            cell = cell.copy()
            ImageDraw.Draw(cell).line((0, cell.height - 1, cell.width, cell.height - 1), _BLACK)
        if now.inverse:
            cell = ImageChops.invert(cell)
        return cell.resize(now.cell, Image.Resampling.NEAREST)

    def _end_line(self, *, only_begun: bool = False) -> None:
        cells, words = self._cells, self._line
        self._cells, self._line = [], ""
        if not cells:
            if not only_begun:
                self.words.append("")
                self.strip.feed(self._setting.spacing)
            return
        high = max(cell.height for cell in cells)
        line = Image.new("1", (sum(cell.width for cell in cells), high), _WHITE)
        x = 0
        for cell in cells:
            line.paste(cell, (x, high - cell.height))
            x += cell.width
        self._put(line)
        self.strip.feed(max(0, self._setting.spacing - high))
        self.words.append(words)

    def _feed(self, dots: int) -> None:
        self._end_line(only_begun=True)
        self.strip.feed(dots)

    def _put(self, picture: Image.Image) -> None:
        """Print where margin and alignment want it."""
        left = self._setting.margin
        room = self.strip.width_dots - left - picture.width
        shift = {Align.LEFT: 0, Align.CENTRE: room // 2, Align.RIGHT: room}[self._setting.align]
        self.strip.put_at(left + max(0, shift), picture)

    def _raster(self, order: Command) -> None:
        mode, row, rows = order.number(0), order.number(1, 2), order.number(3, 2)
        picture = _dots(row * 8, rows, order.body[5:])
        self._put(picture.resize((picture.width * (1 + (mode & 1)), rows * (1 + (mode >> 1 & 1)))))

    def _columns(self, order: Command) -> None:
        """ESC *: columns from left to right, each from top to bottom."""
        high = 24 if order.number(0) in {32, 33} else 8
        count = order.number(1, 2)
        sideways = _dots(high, count, order.body[3:])
        self._cells.append(sideways.transpose(Image.Transpose.TRANSPOSE))

    def _bars(self, order: Command) -> None:
        if order.number(0) != _CODE_128:
            return
        data = order.body[2:]
        try:
            bars = code128_bars(data, self._setting.bar_module, self._setting.bar_height)
        except NoSuchCode:
            return
        if bars.width <= self.strip.width_dots - self._setting.margin:
            self._end_line(only_begun=True)
            self._put(bars)

    def _extended(self, order: Command) -> None:
        function, parameters = order.body[:1], order.body[3:]
        if function == b"L":
            self._graphic(parameters)
        elif function == b"k" and parameters[:1] == bytes([_QR]):
            self._qr(parameters[1:2], parameters[2:])

    def _qr(self, function: bytes, parameters: bytes) -> None:
        match function:
            case b"C":
                self._setting.qr_module = parameters[0]
            case b"E":
                self._setting.qr_level = parameters[0]
            case b"P":
                self._qr_data = parameters[1:]
            case b"Q":
                try:
                    code = qr_squares(
                        self._qr_data, self._setting.qr_level, self._setting.qr_module
                    )
                except NoSuchCode:
                    return
                self._end_line(only_begun=True)
                self._put(code)
            case _:
                pass  # the model of the code, and a check of its size

    def _graphic(self, parameters: bytes) -> None:
        """GS ( L: store a picture (112), print it (50)."""
        if parameters[1:2] == b"p" and len(parameters) >= 10:
            across, down = parameters[3], parameters[4]
            width, rows = (int.from_bytes(parameters[at : at + 2], "little") for at in (6, 8))
            picture = _dots((width + 7) // 8 * 8, rows, parameters[10:]).crop((0, 0, width, rows))
            self._graphics = picture.resize((width * across, rows * down))
        elif parameters[1:2] in {b"\x02", b"2"} and self._graphics is not None:
            self._put(self._graphics)
            self._graphics = None


def _dots(width: int, rows: int, data: bytes) -> Image.Image:
    """Packed dots, the leftmost first, 1 burned; what is missing is white."""
    whole = data.ljust(width // 8 * rows, b"\0")
    return Image.frombytes("1", (width, rows), whole, "raw", "1;I") if width and rows else _none()


def _none() -> Image.Image:
    return Image.new("1", (1, 0), _WHITE)
