"""The stages, in the order they run. An earlier stage is surer of what it says, or makes the lines later ones read."""

from __future__ import annotations

from oped.convert.draft import Stage
from oped.convert.stages.ages import find_ages
from oped.convert.stages.breaks import restore_breaks
from oped.convert.stages.bylines import find_bylines
from oped.convert.stages.datelines import find_dates
from oped.convert.stages.debates import find_debates
from oped.convert.stages.endmatter import find_end_matter
from oped.convert.stages.excerpts import find_excerpts
from oped.convert.stages.furniture import find_furniture
from oped.convert.stages.glue import peel_glue
from oped.convert.stages.headlines import find_headlines
from oped.convert.stages.hints import use_hints
from oped.convert.stages.islands import find_islands, sweep_leftovers
from oped.convert.stages.letters import find_letters
from oped.convert.stages.listings import find_listings, find_signed_teasers, find_teaser_heads
from oped.convert.stages.marks import read_marks
from oped.convert.stages.roundups import find_roundups
from oped.convert.stages.starts import warn_of_seams
from oped.convert.stages.summaries import find_summaries
from oped.convert.stages.titles import find_titles
from oped.convert.stages.verse import find_verse

STAGES: tuple[tuple[str, Stage], ...] = (
    ("lost line breaks", restore_breaks),
    ("glued ends", peel_glue),
    ("explicit marks", read_marks),
    ("hints", use_hints),
    ("furniture", find_furniture),
    ("dates", find_dates),
    ("islands", find_islands),
    ("summaries", find_summaries),
    ("ages", find_ages),
    ("listings", find_listings),
    ("teaser heads", find_teaser_heads),
    ("signed teasers", find_signed_teasers),
    ("round-ups", find_roundups),
    ("debates", find_debates),
    ("letters", find_letters),
    ("end matter", find_end_matter),
    ("by-lines", find_bylines),
    ("verse", find_verse),
    ("headlines", find_headlines),
    ("titles", find_titles),
    ("leftovers", sweep_leftovers),
    ("excerpts", find_excerpts),
    ("seams", warn_of_seams),
)
