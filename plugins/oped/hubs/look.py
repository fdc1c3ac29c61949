"""The one style sheet that every page asks for: the theme's sheets joined, with the settings' own colours among them.

A reader on a train waits for each file that a page needs before it can be shown; so there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from oped.errors import BuildError

ADDRESS = "theme/site.css"
SHEETS = ("tokens", "base", "layout", "parts", "pictures")
"""In the order in which they give way to one another; the settings' colours and the sheet for paper come last."""
SCHEMES = {"light": ":root", "dark": "@media (prefers-color-scheme: dark) { :root"}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]+|(?:rgb|hsl|oklch|lab)\([0-9.,% /deg-]+\)")


def write(colours: Mapping[str, Mapping[str, str]], theme: Path, output: Path) -> None:
    """Write the sheet below `output`. Raises BuildError for a scheme, token or colour that there is not."""
    folder = theme / "static/css"
    sheets = {name: (folder / f"{name}.css").read_text("utf-8") for name in (*SHEETS, "print")}
    own = style_sheet(colours, tokens(sheets["tokens"]))
    paper = f"@media print {{\n{sheets.pop('print')}}}\n"
    target = output / ADDRESS
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join([*sheets.values(), own, paper]), "utf-8")


def tokens(sheet: str) -> frozenset[str]:
    """Return the names of a style sheet's custom properties.

    >>> sorted(tokens(":root { --ink: #000; --paper: #fff }"))
    ['ink', 'paper']
    """
    return frozenset(re.findall(r"--([a-z0-9-]+):", sheet))


def style_sheet(colours: Mapping[str, Mapping[str, str]], names: frozenset[str]) -> str:
    r"""Return the rules for `{"light": {token: colour}, "dark": …}`.

    >>> style_sheet({"light": {"accent": "#7a1f3d"}}, frozenset({"accent"}))
    ':root { --accent: #7a1f3d; }\n'
    """
    rules = []
    for scheme, chosen in colours.items():
        _check(scheme, scheme in SCHEMES, "scheme", "write `light` or `dark`")
        for name, colour in chosen.items():
            _check(name, name in names, "colour name", f"one of {', '.join(sorted(names))}")
            _check(colour, bool(COLOUR.fullmatch(colour)), "colour", 'write it as "#0b5b45"')
        body = " ".join(f"--{name}: {colour};" for name, colour in chosen.items())
        rules.append(f"{SCHEMES[scheme]} {{ {body} }}{' }' if scheme == 'dark' else ''}\n")
    return "".join(rules)


def _check(value: str, right: bool, what: str, remedy: str) -> None:
    if not right:
        raise BuildError(f"COLOURS has no such {what}", file="pelicanconf.py", value=value, remedy=remedy)
