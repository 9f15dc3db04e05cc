import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { Course } from './course';

/** A build that failed or was given up, in words for the notebook. */
export class BuildError extends Error {}

/** Builds a course's library and kernel, when they are missing or older than their sources. */
export class Builder {
  private readonly running = new Map<string, Promise<void>>();
  private readonly builds = new Set<ChildProcess>();

  constructor(private readonly memory: vscode.Memento, private readonly log: vscode.OutputChannel) {}

  /** Ends the builds that are under way. */
  dispose(): void {
    for (const build of this.builds) build.kill();
  }

  /** Several notebooks may ask at once: the course is built once. */
  ensureBuilt(course: Course, dotnet: string): Promise<void> {
    let build = this.running.get(course.root);
    if (!build) {
      build = this.buildIfStale(course, dotnet).finally(() => this.running.delete(course.root));
      this.running.set(course.root, build);
    }
    return build;
  }

  private async buildIfStale(course: Course, dotnet: string): Promise<void> {
    const key = `built:${course.root}`;
    if (!(await course.isStale(this.memory.get(key, 0)))) return;
    if (course.projects.length === 0) throw new BuildError(`There is nothing to build the kernel from in ${course.root}.`);
    const started = Date.now();
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Descent: building the kernel', cancellable: true },
      async (progress, token) => {
        for (const project of course.projects) {
          progress.report({ message: project });
          await this.build(course.root, dotnet, project, token);
        }
      },
    );
    await this.memory.update(key, started);
  }

  private build(root: string, dotnet: string, project: string, token: vscode.CancellationToken): Promise<void> {
    // No build server: it would stay behind when the editor ends.
    const options = ['build', project, '-nologo', '-v:quiet', '-nodeReuse:false', '-p:UseSharedCompilation=false', '-tl:off'];
    const build = spawn(dotnet, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const cancel = token.onCancellationRequested(() => build.kill());
    this.builds.add(build);
    const errors = new Set<string>();
    const last: string[] = [];
    const read = (line: string) => {
      this.log.appendLine(line);
      if (line.trim() !== '' && last.push(line.trim()) > 10) last.shift();
      if (/\berror\b(?!\(s\))/i.test(line)) errors.add(line.trim());
    };
    createInterface({ input: build.stdout }).on('line', read);
    createInterface({ input: build.stderr }).on('line', read);
    return new Promise((resolve, reject) => {
      build.on('error', error => reject(new BuildError(error.message)));
      build.on('close', code => {
        cancel.dispose();
        this.builds.delete(build);
        if (token.isCancellationRequested) reject(new BuildError('The build of the kernel was cancelled.'));
        else if (code === 0) resolve();
        else reject(new BuildError(['The kernel could not be built.', ...(errors.size > 0 ? [...errors].slice(0, 10) : last)].join('\n')));
      });
    });
  }
}
