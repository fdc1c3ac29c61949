"""Settings for the published archive: those of `pelicanconf.py`, and the address it is read at."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - this is how Pelican's settings are layered

PUBLIC_URL = os.environ.get("SITEURL", "https://opinion-archive.example")
SITEURL = urlsplit(PUBLIC_URL).path.rstrip("/")
DRAFT_PAGES = False
