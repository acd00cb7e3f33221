"""What was said on the last line in this session."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.ui.status import Severity

_MOST = 200


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said."""

    time: datetime
    words: str
    severity: Severity
    passing: bool = False
    """It is about what is shown now, and forgotten as soon as something else is said."""


class Messages:
    """The last messages, the newest first."""

    def __init__(self) -> None:
        self._kept: deque[Message] = deque(maxlen=_MOST)

    def keep(self, message: Message) -> None:
        """Keep a message; one that is said again takes the place of the one before."""
        if self._kept and (self._kept[-1].passing or self._kept[-1].words == message.words):
            self._kept.pop()
        if message.words:
            self._kept.append(message)

    @property
    def newest_first(self) -> Sequence[Message]:
        """All that are kept."""
        return tuple(reversed(self._kept))
