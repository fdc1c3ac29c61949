"""A build in a process of its own, which stays afterwards and shows saved posts at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing import Pipe
from pathlib import Path
from types import MappingProxyType
from typing import Any

from oped.chores import commands
from oped.serve.answer import LATER, Answer


class Keeper:
    """One such process; `others` are settings of its build.

    `built` waits for the build; `show` may then be called from any thread; `end` ends it.
    """

    def __init__(self, raw: Path, posts: Path, output: Path, others: Mapping[str, str] = MappingProxyType({})) -> None:
        self._asking = threading.Lock()
        self._channel, theirs = Pipe()
        own: dict[str, Any] = {"REST": False, "PATIENT": True}  # at rest it would know nothing
        options = commands.build_options(raw, posts, output, **own, **others)
        command = [sys.executable, "-m", "oped.serve.build", "--channel", str(theirs.fileno()), "--site", str(output)]
        with theirs:
            self._process = subprocess.Popen([*command, "--", *options], pass_fds=[theirs.fileno()])  # noqa: S603 - ours

    @property
    def process(self) -> int:
        """The process's number."""
        return self._process.pid

    def built(self) -> bool:
        """Wait for the end of the build and return whether it was good; it has said what is wrong."""
        try:
            return bool(self._channel.recv())
        except (EOFError, OSError):  # killed
            return False

    def show(self, post: Path) -> Answer:
        """Have the page of a saved post made, if that can be done without a build."""
        try:
            with self._asking:
                self._channel.send(post)
                answer: Answer = self._channel.recv()
                return answer
        except (EOFError, OSError):
            return LATER

    def end(self) -> None:
        """End the process, whatever it is doing: a build that is cut off leaves the site as it was."""
        self._process.terminate()
        self._process.wait()
