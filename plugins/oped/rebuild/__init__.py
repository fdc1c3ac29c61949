"""Publishing a build as one transaction: built aside, compared with what stands, only differences written.

A build that fails anywhere leaves the last good output as it was. This plugin comes last in `PLUGINS`, so that every
check of the built site has passed before a byte of the output changes.
"""

from __future__ import annotations

import logging
from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from oped.rebuild.report import Report, save
from oped.rebuild.staging import Staging
from oped.rebuild.version import version

logger = logging.getLogger(__name__)


def build_aside(pelican: Pelican) -> None:
    """Send everything that this build writes to a staging folder beside the output."""
    settings = pelican.settings
    made_with = version(Path(settings["NODE_MODULES"]))
    staging = Staging.begin(Path(pelican.output_path), settings.get("OUTPUT_RETENTION", ()), made_with)
    settings["STANDING"] = staging
    pelican.output_path = settings["OUTPUT_PATH"] = str(staging.folder)


def publish(pelican: Pelican) -> None:
    """Carry the differences into the output and say what changed."""
    report: Report = pelican.settings["STANDING"].commit()
    logger.info(report.words())
    if target := pelican.settings.get("BUILD_REPORT"):
        save(report, Path(target))


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(build_aside)
    signals.finalized.connect(publish)
