"""How the interpreter is set so that no key waits for it: threads take short turns, and rubbish is seldom looked for.

Set for the whole process, so by whoever runs the app and by no one else.
"""

import asyncio
import gc
import sys
import time

_TURN = 0.002
"""Seconds that a thread in the background may go on when a key comes, each time; by default over twice that."""
_LOADED = 1.0
"""Seconds after which what is loaded at the start is loaded."""
_LOOK = 1.0
"""Seconds between looks at whether the reader rests."""
_AT_REST = 0.1
"""As much of them the interface works while nobody presses a key."""
_DUE = 10
"""Collections of the young after which one of everything is worth the tens of milliseconds that it takes."""
_OLD = 1000
"""Collections of the young after which that happens at any time: minutes without a rest."""


def keep_pauses_short() -> None:
    """Set the interpreter for an interface; to be called on the event loop that the app will run on."""
    sys.setswitchinterval(_TURN)
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _OLD)
    loop = asyncio.get_running_loop()
    # Modules, classes and the first screen stay to the end: the collector need not visit them again.
    loop.call_later(_LOADED, gc.freeze)
    loop.call_later(_LOOK, _collect_at_rest, loop, time.thread_time())


def _collect_at_rest(loop: asyncio.AbstractEventLoop, worked: float) -> None:
    """Collect everything when little was done since the last look, which took ``worked`` seconds in all by then."""
    if time.thread_time() - worked < _AT_REST and gc.get_count()[2] >= _DUE:
        gc.collect()
    loop.call_later(_LOOK, _collect_at_rest, loop, time.thread_time())
