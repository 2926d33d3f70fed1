"""How long a ticket takes until its bytes can be sent, beside the usual way to make one.

The usual way is Pillow's text, python-barcode's ImageWriter, qrcode's picture and python-escpos,
and it does not read the ticket back. Ours builds the document, draws it, reads every code back,
packs it and writes it as text. Both run in turns in one process, with their fonts loaded.
"""

import contextlib
import io
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from core.bench.figure import Figure
from core.documents.model import Paper
from core.documents.ticket import ticket
from core.simulator.specimens import TICKET
from core.texts import Texts

_WARM_UP: Final = 3


@dataclass(frozen=True, slots=True)
class PaperBench:
    """Medians of one run.

    Args:
        rounds: how often each was made.
        balik_ms: build, draw, read back, pack: milliseconds.
        usual_ms: draw and pack the same ticket in the usual way: milliseconds.
    """

    rounds: int
    balik_ms: float
    usual_ms: float

    @property
    def ratio(self) -> float:
        """Ours to the usual; at most 0.35 is asked for."""
        return self.balik_ms / self.usual_ms


def measure_figures(*, quick: bool) -> list[Figure]:
    """What `balik bench` shows of it: the ticket on both rolls."""
    return [_figure(paper, measure_paper(20 if quick else 60, paper)) for paper in Paper]


def _figure(paper: Paper, bench: PaperBench) -> Figure:
    return Figure(
        what=f"Ticket drawn, read back, packed ({paper.name.removeprefix('MM_')} mm)",
        ours=f"{bench.balik_ms:.1f} ms",
        yardstick=f"{bench.usual_ms:.1f} ms, the usual stack without reading back",
        ratio=bench.ratio,
        asked=0.35,
    )


def measure_paper(rounds: int = 60, paper: Paper = Paper.MM_80) -> PaperBench:
    """Make the same ticket both ways in turns.

    Args:
        rounds: how often each.
        paper: the roll.

    Raises:
        ModuleNotFoundError: python-escpos is not installed; the extra `bench` brings it.
    """
    texts = Texts()
    from core.printing.press import compose  # noqa: PLC0415 - loads Pillow and the decoder

    def balik() -> bytes:
        return compose(ticket(TICKET, texts, paper, training=True), "ticket").data

    usual = _usual_way(texts, paper)
    times: dict[Callable[[], bytes], list[float]] = {balik: [], usual: []}
    for turn in range(_WARM_UP + rounds):
        for make in (balik, usual) if turn % 2 else (usual, balik):
            started = perf_counter()
            make()
            if turn >= _WARM_UP:
                times[make].append((perf_counter() - started) * 1000)
    return PaperBench(rounds, statistics.median(times[balik]), statistics.median(times[usual]))


def _usual_way(texts: Texts, paper: Paper) -> Callable[[], bytes]:
    """A ticket of the same words and codes in the same places; where they go is given to it."""
    import barcode  # noqa: PLC0415 - only a bench loads these
    import qrcode  # noqa: PLC0415
    from barcode.writer import ImageWriter  # noqa: PLC0415
    from escpos.printer import Dummy  # noqa: PLC0415
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    from core.assets import asset_path  # noqa: PLC0415
    from core.documents.marks import Bars, Box, Dashes, Disc, Run, Squares  # noqa: PLC0415

    document = ticket(TICKET, texts, paper, training=True)
    fonts = {
        (run.face, run.size): ImageFont.truetype(
            asset_path("fonts", f"{run.face.value}.ttf"), run.size
        )
        for run in document.marks
        if isinstance(run, Run)
    }

    def make() -> bytes:
        picture = Image.new("1", (paper.width_dots, document.height), 1)
        draw = ImageDraw.Draw(picture)
        for mark in document.marks:
            match mark:
                case Run(x, baseline, letters, face, size, white):
                    draw.text((x, baseline), letters, int(white), fonts[face, size], anchor="ls")
                case Box(x, y, width, height):
                    draw.rectangle((x, y, x + width - 1, y + height - 1), 0)
                case Dashes(x, y, width):
                    for left in range(x, x + width, 14):
                        draw.rectangle((left, y, left + 7, y + 1), 0)
                case Disc(x, y, diameter):
                    draw.ellipse((x, y, x + diameter - 1, y + diameter - 1), 0)
                case Bars(_, y, module, height, code):
                    dot_mm = 25.4 / 203
                    options = {
                        "module_width": module * dot_mm,
                        "module_height": height * dot_mm,
                        "quiet_zone": 10 * module * dot_mm,
                        "write_text": False,
                        "dpi": 203,
                    }
                    bars = barcode.Code128(code.digits, writer=ImageWriter()).render(options)
                    picture.paste(bars, ((paper.width_dots - bars.width) // 2, y))
                case Squares(x, y, module, code):
                    qr = qrcode.QRCode(box_size=module, border=0)
                    qr.add_data(code.digits)
                    picture.paste(qr.make_image().get_image(), (x, y))
        printer = Dummy()
        with contextlib.redirect_stdout(io.StringIO()):  # it prints remarks about its profile
            printer.image(picture)
        printer.cut()
        output: bytes = printer.output
        return output

    return make
