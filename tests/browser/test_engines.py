"""The search in Firefox and in WebKit, where a machine has them: the same page, the same answers as in Chromium."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # the pieces of the search's own tests
sys.path.insert(0, str(Path(__file__).parent))

import engines

from published import build_archive

ASKED = {
    "ukraine's odesa": ["The bread queue"],
    "財政收支": ["What a budget is for"],
    "e-mail week": ["Two crosses of the strait"],
    '"not the law" -maize': ["On the rule of law"],
    '"rule of law"': ["On the rule of law"],
    "*lenskiy year:2022": ["Zelenskiy speaks", "Zelenskiy listens"],
    "Zelensky speaks": ["Zelenskiy speaks"],
    "zelenskiy~1 tired": ["Zelenskiy speaks"],
    "region:taiwan maize": [],
    "\U00020bb7": ["Emoji and other letters 😀"],
    "<script>alert": ["<script>alert(1)</script>"],
}

ASK = """
return new Promise((resolve, reject) => {
  const [query] = arguments;
  const field = document.querySelector("#q");
  const status = document.querySelector("#found");
  const end = Date.now() + 30000;
  field.focus();
  field.value = query;
  const wait = () => {
    const results = document.querySelector(".results");
    if (Date.now() > end) return reject(new Error(`no answer, but ${status.textContent}`));
    const quoted = query.replace(/"([^"]*)"/g, "‘$1’");
    if (results.getAttribute("aria-busy") === "false" && status.textContent.includes(quoted))
      return resolve({
        said: status.textContent,
        notes: document.querySelector(".search-notes").textContent,
        titles: [...document.querySelectorAll(".hit h3 a")].map((one) => one.textContent),
        marks: document.querySelectorAll(".snippet mark").length,
      });
    field.form.requestSubmit();
    setTimeout(wait, 300);
  };
  setTimeout(wait, 300);
});
"""

COUNT = """
return new Promise((resolve, reject) => {
  const end = Date.now() + 30000;
  document.querySelector(".narrow").open = true;
  const wait = () => {
    const boxes = [...document.querySelectorAll('[data-facet="region"] label.check')].map((one) => one.textContent);
    if (boxes.length) resolve(boxes);
    else if (Date.now() > end) reject(new Error("no boxes"));
    else setTimeout(wait, 100);
  };
  wait();
});
"""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[engines.Driver]:
    """Yield each engine that is installed."""
    names = {"firefox": engines.FIREFOX, "webkit": engines.WEBKIT}[request.param]
    program = engines.installed(names)
    if program is None:
        pytest.skip(f"{' or '.join(names)} is not installed")
    if request.param == "firefox":
        with engines.firefox(program, tmp_path_factory.mktemp("firefox") / "profile") as one:
            yield one
    else:
        if not engines.screen():
            pytest.skip("WebKit needs a screen, or xvfb-run")
        with engines.webkit(program) as one:
            yield one


@pytest.fixture(scope="module")
def address(built_once: Callable[[str, Callable[[Path], object]], Path], serve: Callable[[Path], str]) -> str:
    """Return the address of a site of the search tests' pieces."""
    return serve(built_once("search", build_archive) / "output")


def test_answers_are_the_same(driver: engines.Driver, address: str) -> None:
    """Words of every kind, phrases, wildcards, misprints and Chinese find in each engine what they find in Chromium."""
    driver.go(f"{address}/search/")
    for query, titles in ASKED.items():
        answer = driver.run(ASK, query)
        assert sorted(answer["titles"]) == sorted(titles), (query, answer)
        assert "did not work" not in answer["said"]


def test_an_address_is_a_search(driver: engines.Driver, address: str) -> None:
    """The address alone asks; hits are marked; lists to narrow by have counts."""
    driver.go(f"{address}/search/?q=inflation&region=kenya")
    answer = driver.run(ASK, "inflation")
    assert answer["titles"] == ["The price of maize"]
    assert answer["marks"] >= 1
    assert any(label.startswith("World") for label in driver.run(COUNT))
