"""The review desk: what the machine is least sure of, first; a decision is a line in a post or in a vocabulary."""

from oped.review.desk import run

__all__ = ["run"]
