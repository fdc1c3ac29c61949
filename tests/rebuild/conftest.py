"""Signals as they were after each test: Pelican's are the process's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pelican.plugins import signals


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """Take away the receivers that a test's builds have connected."""
    before = {name: dict(signal.receivers) for name, signal in vars(signals).items() if hasattr(signal, "receivers")}
    yield
    for name, receivers in before.items():
        signal = getattr(signals, name)
        signal.receivers.clear()
        signal.receivers.update(receivers)
