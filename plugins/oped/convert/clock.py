"""The day of a run. It is history, not reading: a post keeps the day on which its text was taken from its page."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from oped.errors import InputError

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Return the day in UTC; where `SOURCE_DATE_EPOCH` is set, the one that it names, in seconds since 1970.

    That makes runs of different days give the same bytes (reproducible-builds.org, SOURCE_DATE_EPOCH 1.1).
    Raises InputError when it is no number of seconds.
    """
    told = os.environ.get(EPOCH, "")
    if not told:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(told), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        what, remedy = f"{EPOCH} is no time", "write whole seconds since 1970, or unset it"
        raise InputError(what, value=told, remedy=remedy) from error
