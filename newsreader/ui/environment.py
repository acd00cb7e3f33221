"""What the interface is started with."""

from dataclasses import dataclass, field

from newsreader.config import Config
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.clock import Clock
from newsreader.ui.page.graphics import Graphics


@dataclass(frozen=True, slots=True)
class Environment:
    """Paths, settings and the clock; a test gives its own."""

    paths: Paths
    config: Config = field(default_factory=Config)
    notices: tuple[str, ...] = ()
    """What the reader should know about the settings, a line each."""
    clock: Clock = field(default_factory=Clock)
    opened: Entry | None = None
    """A story to show at once, that is not in the library (``newsreader open``)."""
    few_colours: bool = False
    """Whether the terminal shows fewer than 256 colours or none: marks are then underlined and bold."""
    graphics: Graphics = "half"
    """What the terminal is known to show pictures by."""
