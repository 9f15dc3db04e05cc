import { existsSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The kernel's assembly, from the course's folder. */
const kernelPath = path.join('lib', 'bin', 'kernel', 'Descent.Kernel.dll');

/** The projects that notebooks need, and what their builds leave in lib/bin. */
const outputs: Record<string, string> = {
  'Descent': 'Descent.dll',
  'Descent.Exercises': 'Descent.Exercises.dll',
  'Descent.Kernel': path.join('kernel', '.published'),
};

/** A checkout of the course: where its kernel lies, and whether that is up to date. */
export class Course {
  private constructor(readonly root: string) {}

  get kernel(): string {
    return path.join(this.root, kernelPath);
  }

  get isBuilt(): boolean {
    return existsSync(this.kernel);
  }

  /** The projects to build. None where only the built course has been handed out. */
  get projects(): string[] {
    return Object.keys(outputs).map(name => path.join('lib', name)).filter(folder => existsSync(path.join(this.root, folder)));
  }

  /** The nearest folder, from the notebook's upwards and then among the open ones, that holds the course. */
  static find(notebookFolder: string | undefined, openFolders: readonly string[]): Course | undefined {
    for (let folder = notebookFolder; folder !== undefined; folder = parent(folder))
      if (isCourse(folder)) return new Course(folder);
    const open = openFolders.find(isCourse);
    return open === undefined ? undefined : new Course(open);
  }

  /**
   * True when a source file is younger than the build. A build that finds nothing to do writes nothing, so the time
   * of the last one that succeeded counts too.
   */
  async isStale(lastBuild: number): Promise<boolean> {
    if (!this.isBuilt) return true;
    const central = Math.max(...['Directory.Build.props', 'Directory.Packages.props', 'global.json'].map(file => this.age(file)));
    for (const project of this.projects) {
      const built = Math.max(lastBuild, this.age(path.join('lib', 'bin', outputs[path.basename(project)] ?? '')));
      if (Math.max(central, await youngestSource(path.join(this.root, project))) > built) return true;
    }
    return false;
  }

  /** When a file was written, 0 if it is not there. */
  private age(file: string): number {
    return statSync(path.join(this.root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }
}

/** The .NET host: of DOTNET_ROOT, on the PATH, or where its installers put it (an editor started from a desktop may lack the PATH). */
export function findDotnet(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const name = process.platform === 'win32' ? 'dotnet.exe' : 'dotnet';
  const folders = [
    environment['DOTNET_ROOT'] ?? '',
    ...(environment['PATH'] ?? '').split(path.delimiter),
    '/usr/local/share/dotnet',
    '/usr/share/dotnet',
    '/usr/lib/dotnet',
    path.join(homedir(), '.dotnet'),
    path.join(environment['ProgramFiles'] ?? 'C:\\Program Files', 'dotnet'),
  ];
  return folders.filter(folder => folder !== '').map(folder => path.join(folder, name)).find(existsSync);
}

function isCourse(folder: string): boolean {
  return existsSync(path.join(folder, 'Descent.slnx')) || existsSync(path.join(folder, kernelPath));
}

function parent(folder: string): string | undefined {
  const up = path.dirname(folder);
  return up === folder ? undefined : up;
}

async function youngestSource(folder: string): Promise<number> {
  let youngest = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'bin' && entry.name !== 'obj') youngest = Math.max(youngest, await youngestSource(full));
    } else if (/\.(cs|csproj|props|targets)$/.test(entry.name)) {
      youngest = Math.max(youngest, (await stat(full)).mtimeMs);
    }
  }
  return youngest;
}
