"""How the interpreter is set so that no key waits for it: threads take short turns, and rubbish is seldom looked for.

Set for the whole process, so by whoever runs the app and by no one else.
"""

import asyncio
import gc
import sys

_TURN = 0.002
"""Seconds that a thread in the background may go on when a key comes, each time; by default over twice that."""
_LOADED = 1.0
"""Seconds after which what is loaded at the start is loaded."""
_OLD = 50
"""Collections of the young between two of everything, which takes tens of milliseconds."""


def keep_pauses_short() -> None:
    """Set the interpreter for an interface; to be called on the event loop that the app will run on."""
    sys.setswitchinterval(_TURN)
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _OLD)
    # Modules, classes and the first screen stay to the end: the collector need not visit them again.
    asyncio.get_running_loop().call_later(_LOADED, gc.freeze)
