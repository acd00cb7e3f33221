"""The command ``newsreader``: the interface, or a sub-command. Imports the interface last."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from newsreader.model import NewsreaderError
from newsreader.text import clean

_BROKEN_PIPE = 141
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    Raises:
        SystemExit: for ``--help`` and ``--version``, and with 2 when the arguments make no sense.
    """
    try:
        _mend_streams()
        try:
            from newsreader.cli.command import parse_arguments

            arguments = parse_arguments(argv)
            return int(arguments.run(arguments))
        finally:
            sys.stdout.flush()
    except NewsreaderError as error:
        return _complain(str(error))
    except BrokenPipeError:
        # Who read our output went away, as `head` does; the interpreter must not complain at its end.
        _drop_output()
        return _BROKEN_PIPE
    except OSError as error:
        _drop_output()
        reason = error.strerror or str(error)
        return _complain(f"{error.filename}: {reason}" if error.filename else f"{reason} while writing")
    except KeyboardInterrupt:
        return _INTERRUPTED


def run() -> None:
    """The console script."""
    sys.exit(main())


def _mend_streams() -> None:
    """Make standard input and output fit to use: never closed, and never failing on a character.

    A closed one would give its number to the next file that is opened, and a print into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free, which is this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the program
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the end of the program does not fail on it."""
    with contextlib.suppress(OSError):  # a stream without a file cannot fail either
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _complain(words: str) -> int:
    with contextlib.suppress(OSError):
        print(f"newsreader: {clean(words)}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    run()
