"""Regular expressions that are compiled when they are first used: a rule that a text never asks costs no start-up."""

import re
from typing import Any, cast


class _Deferred:
    """Stands where a compiled pattern would, and has its methods once one of them is called."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet: the next look at the same method finds it.
        method = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method


def deferred(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used; an error in it shows only then."""
    return cast("re.Pattern[str]", _Deferred(source, flags))
