import path from 'node:path';
import * as vscode from 'vscode';
import type { Builder } from './builder';
import { CellRun } from './cellRun';
import { Course, findDotnet } from './course';
import { type KernelEnd, KernelProcess } from './kernelProcess';
import type {
  CompleteReply, DisplayContent, ErrorContent, ErrorPlace, ExecuteReply, InputRequest, InspectReply, Message,
} from './messages';

/** What a session needs from the extension. */
export interface SessionServices {
  controller: vscode.NotebookController;
  builder: Builder;
  log: vscode.OutputChannel;
  problems: vscode.DiagnosticCollection;
}

/** The kernel could not be started, in words for the notebook. */
class StartError extends Error {}

/** A cell that tests its own failure is followed by the next one, as in nbclient. */
const raisesException = 'raises-exception';

/** One notebook and its kernel: the cells that wait, the one that runs, and what the kernel says. */
export class NotebookSession {
  private kernel: Promise<KernelProcess> | undefined;
  private untouched = true; // no kernel has been started yet
  private queue: CellRun[] = [];
  private working = false;
  private current: { id: string; run: CellRun; kernel: KernelProcess; idle: () => void } | undefined;
  private readonly runs = new Map<string, CellRun>();
  private latest: CellRun | undefined;
  private lost: CellRun | undefined; // its kernel ended before it took the cell up
  private again: CellRun | undefined; // it is sent to a second kernel
  private input: vscode.CancellationTokenSource | undefined;

  constructor(readonly notebook: vscode.NotebookDocument, private readonly services: SessionServices) {}

  /** Runs cells after those that wait already. */
  async execute(cells: readonly vscode.NotebookCell[]): Promise<void> {
    for (const cell of cells) {
      await this.retire(cell);
      if (this.queue.some(run => run.cell === cell)) continue;
      this.queue.push(new CellRun(this.services.controller, cell, (place, error) => this.mark(cell, place, error)));
    }
    if (this.working) return;
    this.working = true;
    try {
      for (let run = this.queue[0]; run; run = this.queue[0]) await this.runCell(run);
    } finally {
      this.working = false;
    }
  }

  /** Starts the first kernel before a cell needs it, where that takes no build from nothing. */
  warmUp(): void {
    if (this.untouched) this.startIfBuilt()?.catch(() => undefined); // the cell that runs first will say what is wrong
  }

  /** Interrupts the running cell; those that wait do not run. */
  async interrupt(): Promise<void> {
    this.input?.cancel();
    this.current?.kernel.send('control', 'interrupt_request', {});
    await this.abandon();
  }

  async restart(): Promise<void> {
    await this.stop();
    try {
      await this.start();
    } catch (error) {
      void vscode.window.showErrorMessage(`${this.name}: ${(error as Error).message}`);
      return;
    }
    vscode.window.setStatusBarMessage('Descent: a new session, without variables', 5000);
  }

  /** Ends the kernel. The next cell that runs starts a new one. */
  async stop(): Promise<void> {
    this.input?.cancel();
    const starting = this.kernel;
    this.kernel = undefined;
    await this.abandon();
    const kernel = await starting?.catch(() => undefined);
    await kernel?.stop();
  }

  async complete(code: string, position: number): Promise<CompleteReply | undefined> {
    return this.ask<CompleteReply>('complete_request', { code, cursor_pos: position });
  }

  async inspect(code: string, position: number): Promise<InspectReply | undefined> {
    return this.ask<InspectReply>('inspect_request', { code, cursor_pos: position, detail_level: 0 });
  }

  private async ask<Reply>(type: string, content: Record<string, unknown>): Promise<Reply | undefined> {
    // Only the first kernel is started for this: one that was stopped, has ended or cannot start stays as it is until a cell runs.
    const kernel = await (this.kernel ?? (this.untouched ? this.startIfBuilt() : undefined))?.catch(() => undefined);
    const reply = await kernel?.request('shell', type, content).reply;
    return reply?.content as Reply | undefined;
  }

  /** A cell has one run at a time: what an earlier one still has to say is no longer shown. */
  private async retire(cell: vscode.NotebookCell): Promise<void> {
    for (const [id, run] of this.runs) {
      if (run.cell !== cell) continue;
      this.runs.delete(id);
      await run.settled();
    }
  }

  /** Runs the first of the cells that wait. It waits on until there is a kernel, and may be called off meanwhile. */
  private async runCell(run: CellRun): Promise<void> {
    if (this.services.problems.has(run.cell.document.uri)) this.services.problems.delete(run.cell.document.uri);
    let kernel: KernelProcess;
    try {
      kernel = await this.start();
      if (this.queue[0] !== run) return;
      this.queue.shift();
    } catch (error) {
      if (this.queue[0] !== run) return;
      this.queue.shift();
      run.start();
      run.fail({ ename: 'KernelNotStarted', evalue: (error as Error).message, traceback: [(error as Error).message] });
      await run.end(false);
      await this.abandon();
      return;
    }
    run.start();
    this.latest = run;
    const goOn = tags(run.cell).includes(raisesException);
    const { id, reply } = kernel.request('shell', 'execute_request', {
      code: run.cell.document.getText(),
      silent: false,
      store_history: true,
      allow_stdin: true,
      stop_on_error: !goOn,
      user_expressions: {},
    });
    this.runs.set(id, run);
    // The reply and the status "idle" travel on channels of their own: the cell is done when both are here.
    const idle = new Promise<void>(resolve => (this.current = { id, run, kernel, idle: resolve }));
    const answer = await reply;
    if (answer) await idle;
    this.current = undefined;
    this.input?.cancel();
    if (this.lost === run) {
      this.lost = undefined;
      this.again = run;
      this.queue.unshift(run);
      return;
    }
    const status = (answer?.content as ExecuteReply | undefined)?.status;
    await run.end(status === 'ok');
    if (answer && status !== 'ok' && !goOn) await this.abandon(); // without an answer the kernel has ended, and the rest is called off already
  }

  /** The cells that wait will not run. */
  private async abandon(): Promise<void> {
    const waiting = this.queue;
    this.queue = [];
    for (const run of waiting) await run.end(undefined);
  }

  private start(): Promise<KernelProcess> {
    this.untouched = false;
    if (!this.kernel) {
      const starting = this.launch();
      this.kernel = starting;
      starting.catch(() => {
        if (this.kernel === starting) this.kernel = undefined;
      });
    }
    return this.kernel;
  }

  private startIfBuilt(): Promise<KernelProcess> | undefined {
    return this.findCourse()?.isBuilt ? this.start() : undefined;
  }

  private async launch(): Promise<KernelProcess> {
    const dotnet = findDotnet();
    if (dotnet === undefined)
      throw new StartError('The .NET SDK was not found. Install .NET 10 from https://dotnet.microsoft.com/download, then run the cell again.');
    const course = this.findCourse();
    if (!course)
      throw new StartError('This notebook is not in a folder of the course: no folder above it holds Descent.slnx or lib/bin/kernel.');
    await this.services.builder.ensureBuilt(course, dotnet);
    const kernel = new KernelProcess(dotnet, course.kernel, this.folder ?? course.root, {
      message: message => this.receive(message),
      log: text => this.services.log.appendLine(text),
      ended: end => void this.kernelEnded(kernel, end),
    });
    this.services.log.appendLine(`${this.name}: kernel ${kernel.pid ?? '?'} of ${course.root}`);
    return kernel;
  }

  /** True when there is a course to run the notebook with. */
  get hasCourse(): boolean {
    return this.findCourse() !== undefined;
  }

  private findCourse(): Course | undefined {
    return Course.find(this.folder, (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri.fsPath));
  }

  /** The notebook's folder, which is the kernel's current directory. */
  private get folder(): string | undefined {
    return this.notebook.uri.scheme === 'file' ? path.dirname(this.notebook.uri.fsPath) : undefined;
  }

  private get name(): string {
    return path.basename(this.notebook.uri.path);
  }

  private receive(message: Message): void {
    const parent = message.parent_header.msg_id ?? '';
    if (message.channel === 'stdin') {
      void this.answer(message);
    } else if (message.header.msg_type === 'status') {
      const idle = (message.content as { execution_state: string }).execution_state === 'idle';
      if (idle && this.current?.id === parent) this.current.idle();
    } else if (message.header.msg_type === 'update_display_data') {
      const content = message.content as unknown as DisplayContent;
      const id = content.transient?.display_id;
      if (id !== undefined) for (const run of this.runs.values()) if (run.update(id, content)) break;
    } else {
      this.runs.get(parent)?.receive(message);
    }
  }

  /** The program asks for a line: Escape interrupts it. */
  private async answer(message: Message): Promise<void> {
    const request = message.content as unknown as InputRequest;
    const cancel = new vscode.CancellationTokenSource();
    this.input = cancel;
    const value = await vscode.window.showInputBox(
      { title: this.name, prompt: request.prompt, password: request.password, ignoreFocusOut: true },
      cancel.token,
    );
    const tooLate = cancel.token.isCancellationRequested;
    if (this.input === cancel) this.input = undefined;
    cancel.dispose();
    if (tooLate) return;
    if (value === undefined) return this.interrupt();
    (await this.kernel)?.send('stdin', 'input_reply', { value }, message.header);
  }

  private async kernelEnded(kernel: KernelProcess, end: KernelEnd): Promise<void> {
    this.services.log.appendLine(`${this.name}: kernel ${kernel.pid ?? '?'} ended, ${end.reason}`);
    if (this.current?.kernel === kernel) this.current.idle(); // it will not say so any more
    if (end.asked) return;
    this.kernel = undefined;
    const running = this.current?.run;
    // A kernel that has just ended itself still takes messages for a moment.
    if (running && !running.hasBegun && running !== this.again && end.lastWords === undefined) {
      this.lost = running;
      return;
    }
    const run = running ?? this.latest;
    const text = end.lastWords === undefined
      ? `The kernel has ended (${end.reason}). Its variables are gone.`
      : `The kernel did not start (${end.reason}).\n${end.lastWords}`.trimEnd();
    // A kernel that ends itself has said why already.
    if (run && !(run === running && run.hasError))
      run.fail({ ename: 'KernelEnded', evalue: text, traceback: [text] });
    await this.abandon();
    const restart = 'Restart';
    const choice = await vscode.window.showErrorMessage(`${this.name}: ${text.split('\n', 1)[0]}`, restart);
    if (choice === restart) await this.restart();
  }

  /** Marks the line of an error in the editor. */
  private mark(cell: vscode.NotebookCell, place: ErrorPlace, error: ErrorContent): void {
    if (place.line === undefined || place.line < 1 || place.line > cell.document.lineCount) return;
    const line = cell.document.lineAt(place.line - 1);
    const column = place.column !== undefined ? Math.min(place.column - 1, line.text.length) : line.firstNonWhitespaceCharacterIndex;
    const start = new vscode.Position(line.lineNumber, column);
    const word = cell.document.getWordRangeAtPosition(start);
    const problem = new vscode.Diagnostic(
      word && place.column !== undefined ? new vscode.Range(start, word.end) : new vscode.Range(start, line.range.end),
      error.evalue || error.ename,
      vscode.DiagnosticSeverity.Error,
    );
    problem.source = 'Descent';
    this.services.problems.set(cell.document.uri, [problem]);
  }
}

function tags(cell: vscode.NotebookCell): string[] {
  const metadata = cell.metadata['metadata'] as { tags?: unknown } | undefined;
  return Array.isArray(metadata?.tags) ? metadata.tags.filter(tag => typeof tag === 'string') : [];
}
