"""Text to language, regions and topics, every term with its score and the words that gave it."""

from oped.tagging.tag import Tagged, root_name, tag

__all__ = ["Tagged", "root_name", "tag"]
