// The columns of a segment: what is known of every document at once.

import { Bits, Bytes } from "./bytes.js";

/** Days (0 for the undated) and kinds of `count` documents. */
export function readCore(data, count) {
  const bytes = new Bytes(data);
  const days = new Uint32Array(count);
  const dated = bytes.varint();
  let day = 0;
  for (let i = 0; i < dated; i++) {
    day += bytes.varint();
    days[i] = day;
  }
  return { days, kinds: bytes.take(count) };
}

/** The length of one field in each document, in terms. */
export function readLengths(data, count) {
  const bytes = new Bytes(data);
  const middle = bytes.varint();
  const bits = new Bits(bytes.rest());
  const lengths = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const apart = bits.rice();
    lengths[i] = apart % 2 ? middle - (apart + 1) / 2 : middle + apart / 2;
  }
  return lengths;
}

/** One facet's terms: `codes`, and for each document its numbers in them, `starts[i]` to `starts[i + 1]`. */
export function readFacet(data, count) {
  const bytes = new Bytes(data);
  const codes = JSON.parse(bytes.text(bytes.varint()));
  const starts = new Uint32Array(count + 1);
  const values = [];
  for (let i = 0; i < count; i++) {
    for (let left = bytes.varint(); left > 0; left--) values.push(bytes.varint());
    starts[i + 1] = values.length;
  }
  return { codes, starts, values };
}
