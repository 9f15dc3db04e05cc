import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder with one notebook, four times: outside any course, and in courses that cannot be built, cannot start, or take time to build. */
export class BrokenCourses {
  constructor(kernel, notebook) {
    this.root = mkdtempSync(path.join(os.tmpdir(), 'descent-broken-'));
    for (const name of ['outside', 'unbuildable', 'stillborn', 'slow']) {
      mkdirSync(path.join(this.root, name));
      copyFileSync(notebook, this.file(name, `${name}.ipynb`));
    }
    this.project('unbuildable', '<Error Text="it cannot be built" />');
    mkdirSync(this.file('stillborn', 'lib/bin/kernel'), { recursive: true });
    writeFileSync(this.file('stillborn', 'lib/bin/kernel/Descent.Kernel.dll'), 'not an assembly');
    this.project('slow', `<Exec Command="sleep 10 &amp;&amp; mkdir -p ../bin &amp;&amp; ln -s '${kernel}' ../bin/kernel" />`);
  }

  /** A course whose build is one task. */
  project(name, task) {
    mkdirSync(this.file(name, 'lib/Descent.Kernel'), { recursive: true });
    writeFileSync(this.file(name, 'Descent.slnx'), '<Solution />');
    writeFileSync(this.file(name, 'lib/Descent.Kernel/Descent.Kernel.csproj'), `<Project><Target Name="Build">${task}</Target></Project>`);
  }

  file(name, inside) {
    return path.join(this.root, name, inside);
  }

  read(notebook) {
    return JSON.parse(readFileSync(this.file(path.parse(notebook).name, notebook), 'utf8'));
  }

  delete() {
    rmSync(this.root, { recursive: true, force: true });
  }
}
