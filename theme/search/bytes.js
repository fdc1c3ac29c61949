// Reading the numbers that `oped.search.varint` and `oped.search.rice` wrote, and the words of `wordlist`.

export class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  varint() {
    let number = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error("a search file ends too early");
      if (byte < 128) return number + byte * factor;
      number += (byte - 128) * factor;
      factor *= 128;
    }
  }

  take(count) {
    if (this.at + count > this.bytes.length) throw new Error("a search file ends too early");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  get left() {
    return this.bytes.length - this.at;
  }

  rest() {
    return this.take(this.left);
  }

  text(count) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.take(count));
  }
}

const MOST_ONES = 24;

/** Rice's code; `k` stands in the first five bits. */
export class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.k = this.plain(5);
  }

  bit() {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new Error("a search file ends too early");
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  plain(count) {
    let number = 0;
    for (let i = 0; i < count; i++) number = number * 2 + this.bit();
    return number;
  }

  rice(k = this.k) {
    let ones = 0;
    while (this.bit()) if (++ones === MOST_ONES) return this.plain(32);
    return ones * 2 ** k + this.plain(k);
  }
}

/** Terms of which each lacks what it shares with the one before; a character tells how many letters that is. */
export function wordList(text) {
  let term = "";
  return (text ? text.split("\n") : []).map((line) => {
    term = term.slice(0, line.charCodeAt(0) - 32) + line.slice(1);
    return term;
  });
}
