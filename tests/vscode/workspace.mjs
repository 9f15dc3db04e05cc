import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A copy of the course's notebooks, with this folder's own among them, beside the checkout's library: tests write into it. */
export class Workspace {
  constructor(checkout) {
    this.root = mkdtempSync(path.join(os.tmpdir(), 'descent-course-'));
    this.checkout = checkout;
    this.notebooks = path.join(this.root, 'notebooks');
    cpSync(path.join(checkout, 'notebooks'), this.notebooks, { recursive: true });
    const own = path.join(import.meta.dirname, 'notebooks');
    for (const name of readdirSync(own)) copyFileSync(path.join(own, name), path.join(this.notebooks, name));
    for (const name of readdirSync(checkout))
      if (!['notebooks', '.git'].includes(name)) symlinkSync(path.join(checkout, name), path.join(this.root, name));
  }

  file(name) {
    return path.join(this.notebooks, name);
  }

  delete() {
    rmSync(this.root, { recursive: true, force: true });
  }
}
