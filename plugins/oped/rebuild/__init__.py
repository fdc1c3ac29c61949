"""Publishing a build as one transaction: built aside, compared with what stands, only differences written.

A build that fails anywhere leaves the last good output as it was. This plugin comes last in `PLUGINS`, so that every
check of the built site has passed before a byte of the output changes.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from oped.rebuild.inputs import Inputs
from oped.rebuild.report import Report, save
from oped.rebuild.staging import Staging
from oped.rebuild.version import version

logger = logging.getLogger(__name__)


def build_aside(pelican: Pelican) -> None:
    """Send everything that this build writes to a staging folder beside the output."""
    settings = pelican.settings
    made_with = version(Path(settings["NODE_MODULES"]))
    keep, patient = settings.get("OUTPUT_RETENTION", ()), settings["PATIENT"]
    staging = Staging.begin(Path(pelican.output_path), keep, made_with, patient=patient)
    inputs = Inputs(settings)
    if settings["REST"] and staging.is_as_built(inputs.hash()):
        _tell(staging.rest(), settings)
    else:
        staging.look()
    settings["STANDING"], settings["INPUTS"] = staging, inputs
    pelican.output_path = settings["OUTPUT_PATH"] = str(staging.folder)


def publish(pelican: Pelican) -> None:
    """Carry the differences into the output and say what changed."""
    settings = pelican.settings
    _tell(settings["STANDING"].commit(settings["INPUTS"].after()), settings)


def _tell(report: Report, settings: dict[str, Any]) -> None:
    settings["REPORT"] = report
    logger.info(report.words())
    if target := settings.get("BUILD_REPORT"):
        save(report, Path(target))


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(build_aside)
    signals.finalized.connect(publish)
