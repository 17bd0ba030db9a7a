/** A source of numbers in [0, 1) that gives the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, plenty for some 100,000 draws. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed made of numbers: the same for the same numbers in the same order (FNV-1a over their 64 bits). */
export function seedOf(values: Iterable<number>): number {
  let hash = 0x811c9dc5;
  const bits = new Uint32Array(new Float64Array(values).buffer);
  for (const word of bits) {
    hash = Math.imul(hash ^ (word & 0xffff), 0x01000193);
    hash = Math.imul(hash ^ (word >>> 16), 0x01000193);
  }
  return hash | 0;
}
