"""Files held against other processes; each is let go when it is closed, so nobody waits for a process that died."""

import sys

if sys.platform == "win32":

    def hold(file: int) -> None:
        """Nothing: Windows locks bytes, not files, and what is written under a lock is one write there too."""

    def try_to_hold(file: int) -> bool:
        """True, as nothing is held there."""
        del file
        return True
else:
    import fcntl

    def hold(file: int) -> None:
        """Wait until no other process holds the file.

        Raises:
            OSError: its file system has no locks.
        """
        fcntl.flock(file, fcntl.LOCK_EX)

    def try_to_hold(file: int) -> bool:
        """Hold the file, unless another process does; True too on a file system without locks."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
