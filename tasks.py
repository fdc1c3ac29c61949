"""Chores, one a task: `inv --list` shows them, `inv --help TASK` their options. Every folder can be another one."""

import os
import shlex
import sys
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

HERE = Path(__file__).resolve().parent
RAW, POSTS, OUTPUT = (str(HERE / part) for part in ("content/raw", "content/posts", "output"))


def call(context: Context, *command: str) -> None:
    """Run a command of this environment, its programs first on the path; its exit status becomes ours."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    with context.cd(str(HERE)):
        context.run(shlex.join(command), pty=sys.stdout.isatty(), in_stream=False, env={"PATH": path})


def talk(context: Context, *command: str) -> None:
    """Run a command that asks the person at the keyboard."""
    with context.cd(str(HERE)):
        context.run(shlex.join(command), pty=sys.stdin.isatty())


def python(context: Context, *arguments: str) -> None:
    """Run Python with these arguments."""
    call(context, sys.executable, *arguments)


def here(*paths: str) -> list[str]:
    """Return paths as the person who typed them meant them, whatever folder a command runs in."""
    return [str(Path(path).absolute()) for path in paths]


@task(help={"raw": "folder of raw pages", "posts": "folder of posts"})
def convert(context: Context, raw: str = RAW, posts: str = POSTS) -> None:
    """Turn raw pages into posts; what a person edited stays."""
    raw, posts = here(raw, posts)
    python(context, "-m", "oped.convert", "convert", "--raw", raw, "--posts", posts)


@task(positional=["page"], help={"page": "a raw page", "explain": "show spans, reasons and doubts in colour"})
def inspect(context: Context, page: str, explain: bool = False) -> None:
    """Show how the converter reads a page; writes nothing."""
    python(context, "-m", "oped.convert", "inspect", *(["--explain"] if explain else []), *here(page))


@task(
    help={
        "raw": "folder of raw pages",
        "posts": "folder of posts",
        "output": "folder of the site",
        "json": "file for a list of what changed",
    }
)
def build(context: Context, raw: str = RAW, posts: str = POSTS, output: str = OUTPUT, json: str = "") -> None:
    """Build the site from the posts; any fault leaves the last one."""
    raw, posts, output = here(raw, posts, output)
    report = ["--json", *here(json)] * bool(json)
    python(context, "-m", "oped.chores.build", "--raw", raw, "--posts", posts, "--output", output, *report)


@task(help={"raw": "raw pages", "posts": "posts", "output": "the site", "theme": "its look", "port": "port wished for"})
def serve(
    context: Context,
    raw: str = RAW,
    posts: str = POSTS,
    output: str = OUTPUT,
    theme: str = str(HERE / "theme"),
    port: int = 8000,
) -> None:
    """Show the site here; saved changes appear by themselves."""
    raw, posts, output, theme = here(raw, posts, output, theme)
    folders = ("--raw", raw, "--posts", posts, "--output", output, "--theme", theme)
    python(context, "-m", "oped.serve", *folders, "--port", str(port))


@task(
    help={
        "raw": "raw pages",
        "posts": "posts",
        "output": "the site",
        "address": "where readers find it",
        "to": "folder or HOST:FOLDER that receives what changed",
        "dry-run": "show what would be carried",
        "json": "file for a list of it",
    }
)
def publish(
    context: Context,
    raw: str = RAW,
    posts: str = POSTS,
    output: str = str(HERE / "output-published"),
    address: str = "",
    to: str = "",
    dry_run: bool = False,
    json: str = "",
) -> None:
    """Build for the world and carry what changed to its place."""
    raw, posts, output = here(raw, posts, output)
    options = [f"--address={address}"] * bool(address) + [f"--to={to}"] * bool(to) + ["--dry-run"] * dry_run
    options += ["--json", *here(json)] * bool(json)
    folders = ("--raw", raw, "--posts", posts, "--output", output)
    python(context, "-m", "oped.chores.publish", *folders, *options)


@task(help={"only": "a test file or folder"})
def test(context: Context, only: str = "") -> None:
    """Run all tests; says what was skipped and why."""
    python(context, "-m", "pytest", "-n", "auto", *([only] * bool(only)))


@task(help={"posts": "posts", "field": "regions, topics, …", "author": "a name", "source": "part of a page's name"})
def review(context: Context, posts: str = POSTS, field: str = "", author: str = "", source: str = "") -> None:
    """Go through what the archive is least sure of."""
    chosen = {"--posts": here(posts)[0], "--field": field, "--author": author, "--source": source}
    options = [f"{name}={value}" for name, value in chosen.items() if value]
    talk(context, sys.executable, "-m", "oped.review", *options)


@task(positional=["what"], help={"what": "check", "posts": "folder of posts"})
def vocabulary(context: Context, what: str, posts: str = POSTS) -> None:
    """Check every term of every post: `inv vocabulary check`."""
    python(context, "-m", "oped.vocabulary", what, "--posts", *here(posts))


@task(help={"pages": "only these labelled pages", "labels": "their labels", "write": "renew what the site shows"})
def evaluate(context: Context, pages: str = "", labels: str = "", write: bool = False) -> None:
    """Measure the accuracy on labelled texts, against floors."""
    options = ["--pages", *here(pages)] * bool(pages) + ["--labels", *here(labels)] * bool(labels)
    python(context, "-m", "tests.evaluate", *options, *(["--write"] * write))


@task(
    positional=["what"],
    help={
        "what": "build, convert, live or search",
        "sizes": "1000,10000",
        "source": "texts to grow from",
        "rounds": "how often the builders take turns",
        "write": "keep the figures in docs/figures and README.md",
    },
)
def bench(
    context: Context, what: str, sizes: str = "1000", source: str = "", rounds: int = 3, write: bool = False
) -> None:
    """Measure times and sizes: `inv bench build`, `convert`, `live`, `search`."""
    options = ["--sizes", sizes, "--rounds", str(rounds)] + ["--source", *here(source)] * bool(source)
    python(context, "tests/bench", what, *options, *(["--write"] * write))


@task(help={"output": "the built site", "to": "folder of the pictures"})
def screenshots(context: Context, output: str = OUTPUT, to: str = str(HERE / "docs" / "screenshots")) -> None:
    """Picture every kind of page, at three widths, light and dark."""
    output, to = here(output, to)
    python(context, "-m", "oped.screenshots", "--site", output, "--folder", to)


@task
def lint(context: Context) -> None:
    """Check the form of Python, templates, CSS and JavaScript."""
    templates = ("djlint", "--lint", "--quiet", "theme/templates")
    for checker in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), templates):
        python(context, "-m", *checker)
    call(context, "node_modules/.bin/biome", "check", "theme/static", "theme/search", "plugins/oped/serve")


@task
def lock(context: Context) -> None:
    """Make the hashed lists of packages anew."""
    python(context, "-m", "oped.chores.lock")


@task
def clean(context: Context) -> None:
    """Remove what can be made again: sites and caches."""
    made = ("output", "output-published", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
    call(context, "rm", "-rf", *(str(HERE / name) for name in made))
