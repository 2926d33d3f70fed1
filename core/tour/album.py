"""The tour's page: chapters of pictures with a sentence under each."""

import shutil
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template

from PySide6.QtGui import QPixmap

from core.assets import asset_path


@dataclass(slots=True)
class Album:
    """Collects pictures in a directory and writes `index.html` beside them.

    Args:
        directory: made if it is not there; older pictures of a tour are overwritten.
        title: the page's heading.
        lead: what the page shows, in a sentence or two.
    """

    directory: Path
    title: str
    lead: str
    _chapters: list[tuple[str, list[str]]] = field(default_factory=list)
    _count: int = 0

    def chapter(self, heading: str) -> None:
        """Begin a chapter; what is added next belongs to it."""
        self._chapters.append((heading, []))

    def screen(self, picture: QPixmap, caption: str) -> None:
        """Add the picture of a screen.

        Raises:
            OSError: it cannot be written.
        """
        name = self._next_name("screen")
        # Little compression: packing all pictures well took as long as a third of the tour.
        if not picture.save(str(self.directory / name), "PNG", 75):
            raise OSError(f"cannot write {name}")
        shape = "portrait" if picture.height() > picture.width() else "landscape"
        self._add(name, caption, shape)

    def paper(self, picture: Path, caption: str) -> None:
        """Add the picture of a paper that a printer kept.

        Raises:
            OSError: it cannot be copied.
        """
        name = self._next_name("paper")
        shutil.copyfile(picture, self.directory / name)
        self._add(name, caption, "paper")

    def write(self) -> Path:
        """Write the page; the answer is its path."""
        template = Template(asset_path("tour", "index.html").read_text("utf-8"))
        chapters = "\n".join(
            f'<h2>{escape(heading)}</h2>\n<div class="shots">\n{"".join(figures)}</div>'
            for heading, figures in self._chapters
        )
        # A story that fails at once has no picture that would have made it.
        self.directory.mkdir(parents=True, exist_ok=True)
        page = self.directory / "index.html"
        page.write_text(
            template.substitute(
                title=escape(self.title), lead=escape(self.lead), chapters=chapters
            ),
            "utf-8",
        )
        return page

    def _next_name(self, kind: str) -> str:
        self.directory.mkdir(parents=True, exist_ok=True)
        self._count += 1
        return f"{self._count:02d}-{kind}.png"

    def _add(self, name: str, caption: str, shape: str) -> None:
        said = escape(caption)
        self._chapters[-1][1].append(
            f'<figure class="{shape}"><img src="{name}" alt="{said}" loading="lazy">'
            f"<figcaption>{said}</figcaption></figure>\n"
        )
