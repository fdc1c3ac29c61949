// The page's side of the worker: one question, one answer.

export class Client {
  constructor(root) {
    this.root = root;
    this.waiting = new Map();
    this.last = 0;
  }

  start() {
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data: { id, answer, error } }) => {
      const { resolve, reject } = this.waiting.get(id) ?? {};
      this.waiting.delete(id);
      if (error) reject?.(Object.assign(new Error(error.message), { path: error.path }));
      else resolve?.(answer);
    };
    this.worker.onerror = (event) => {
      event.preventDefault?.();
      this.worker = undefined;
      for (const { reject } of this.waiting.values()) reject(new Error(event.message || "its script did not load"));
      this.waiting.clear();
    };
  }

  ask(work, details = {}) {
    if (!this.worker) this.start();
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, work, root: this.root, ...details });
    });
  }
}
