"""The strip of paper under the head, growing downwards."""

from typing import Final

from PIL import Image

_WHITE: Final = 1


class Strip:
    """What was printed since the last cut.

    Args:
        width_dots: of the head; dots beyond it are lost, as in life.
    """

    def __init__(self, width_dots: int) -> None:
        self.width_dots = width_dots
        self._bands: list[Image.Image] = []
        self.height = 0

    def put(self, band: Image.Image) -> None:
        """Print a band from the left edge on, and go on below it."""
        if band.height:
            self._bands.append(band)
            self.height += band.height

    def put_at(self, x: int, picture: Image.Image) -> None:
        """Print a picture that begins at this dot."""
        band = Image.new("1", (self.width_dots, picture.height), _WHITE)
        band.paste(picture, (x, 0))
        self.put(band)

    def feed(self, dots: int) -> None:
        """Go on without printing."""
        if dots:
            self.put(Image.new("1", (self.width_dots, dots), _WHITE))

    @property
    def is_blank(self) -> bool:
        """Whether not one dot was burned."""
        return all(band.getextrema() == (_WHITE, _WHITE) for band in self._bands)

    def picture(self) -> Image.Image:
        """All of it, mode `1`."""
        paper = Image.new("1", (self.width_dots, max(1, self.height)), _WHITE)
        top = 0
        for band in self._bands:
            paper.paste(band, (0, top))
            top += band.height
        return paper
