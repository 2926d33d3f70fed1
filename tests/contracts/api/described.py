"""The API as it describes itself; made once, because that takes half a second."""

from typing import Any, Final

from core.api.app import description

DESCRIBED: Final[dict[str, Any]] = description()
