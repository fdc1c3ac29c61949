// Reading the numbers that `oped.search.varint` wrote.

export class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get more() {
    return this.at < this.bytes.length;
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

  text(count) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.take(count));
  }
}
