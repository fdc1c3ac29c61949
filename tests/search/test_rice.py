"""Rice's code: what Python writes, the browser's reader reads."""

from __future__ import annotations

import json
import subprocess

from hypothesis import given
from hypothesis import strategies as st

from conftest import SCRIPTS
from oped.search.rice import rice

NUMBERS = st.lists(st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 1)), min_size=1, max_size=30)


def decoded(data: bytes, count: int) -> list[int]:
    """Read numbers back, bit by bit."""
    bits = "".join(f"{byte:08b}" for byte in data)
    k, at, found = int(bits[:5], 2), 5, []
    for _ in range(count):
        ones = bits[at:].index("0") if "0" in bits[at : at + 24] else 24
        if ones >= 24:
            found.append(int(bits[at + 24 : at + 56], 2))
            at += 56
        else:
            found.append((ones << k) + int(bits[at + ones + 1 : at + ones + 1 + k] or "0", 2))
            at += ones + 1 + k
    return found


@given(NUMBERS)
def test_numbers_come_back(numbers: list[int]) -> None:
    """Whatever the numbers, however unlike each other."""
    assert decoded(rice(numbers), len(numbers)) == numbers


def test_the_browser_reads_them() -> None:
    """The page's reader gives the same numbers, with and without counts between them."""
    lists = [[0], [7, 0, 7], [1, 2**31, 3], list(range(300)), [2**32 - 1], [5] * 40]
    coded = [[rice(some).hex(), rice(some, [n % 30 for n in some]).hex(), len(some)] for some in lists]
    program = f"""
        const {{ Bits }} = await import({json.dumps((SCRIPTS / "bytes.js").as_uri())});
        const bits = (hex) => new Bits(Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16)));
        console.log(JSON.stringify({json.dumps(coded)}.map(([plain, mixed, count]) => {{
          const [one, two] = [bits(plain), bits(mixed)];
          return Array.from({{ length: count }}, () => [one.rice(), two.rice(), two.rice(0)]);
        }})));
    """
    done = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[[n, n, n % 30] for n in some] for some in lists]
