// Work that is done once: what it came to is kept, unless it failed.

export class Kept {
  constructor() {
    this.works = new Map();
  }

  /** What `work()` gives; asked again under the same key, the same. */
  once(key, work) {
    if (!this.works.has(key)) {
      const working = work();
      this.works.set(key, working);
      working.catch(() => this.works.delete(key));
    }
    return this.works.get(key);
  }
}
