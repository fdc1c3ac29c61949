"""`python -m oped.site`: Pelican's command with the same options, and words that people can read.

An error about a file of the editor's is one line, whether on a terminal or in a pipe; a traceback is left for what only
an engineer can mend. What a build changed is said by default, page by page only with Pelican's own `--verbose`.
"""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import pelican

from oped.errors import OpedError

FATAL = "Warning or error encountered"
"""What Pelican raises after a message as grave as `--fatal` names; the message itself has been shown."""
STOPPED = "the build stopped at the message above; the site stays as it was"
NO_ROOM = (
    "what the build makes cannot be kept (%s): free some room on the disk and build again; the site stays as it was"
)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_KEPT = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE})
"""What SQLite says of these: of a full disk, and of a share or a file's size that is used up."""


def in_plain_words(record: logging.LogRecord) -> bool:
    """Take the traceback from a record whose exception already says what to do. Keeps every record."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OpedError):
        record.msg, record.args, record.exc_info = "%s", (str(error),), None
    elif error and no_room(error):
        record.msg, record.args, record.exc_info = NO_ROOM, (str(error),), None
    elif isinstance(error, RuntimeError) and str(error) == FATAL:
        record.msg, record.args, record.exc_info = STOPPED, (), None
    return True


def no_room(error: BaseException) -> bool:
    """Tell whether an error says that a disk, or somebody's share of it, is full."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) in NOT_KEPT
    return isinstance(error, OSError) and error.errno in FULL


class OneLine(logging.Formatter):
    """`LEVEL: message` for what is grave, the bare message for what is only told."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line, and its traceback below where it has one."""
        text = super().format(record)
        return f"{record.levelname}: {text}" if record.levelno > logging.INFO else text


def main(arguments: Sequence[str] | None = None) -> None:
    """Run Pelican; ends with status 1 when anything is wrong."""
    plain = logging.StreamHandler()
    plain.setFormatter(OneLine())
    pelican.LOG_HANDLERS["plain"] = plain
    for handler in pelican.LOG_HANDLERS.values():
        handler.addFilter(in_plain_words)
    pelican.console.status = lambda _: nullcontext()  # its thread turns a wheel, and would keep us from all cores
    logging.getLogger("oped").setLevel(logging.INFO)
    chosen = list(sys.argv[1:] if arguments is None else arguments)
    kind = "rich" if sys.stderr.isatty() else "plain"
    pelican.main(["--log-handler", kind, *chosen])


def leave() -> None:
    """End the process with all that it said, and leave its memory to the system.

    To take a site of 10,000 pieces apart, object by object, takes a second.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
    leave()
