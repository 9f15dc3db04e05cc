import * as vscode from 'vscode';
import type { DisplayContent, ErrorContent, ErrorPlace, Message, StreamContent } from './messages';
import { displayOutput, errorOutput, mimeItems, streamItem, streamOutput } from './outputs';

/** Text that follows other text within so many milliseconds is gathered: a cell that prints in a loop must not flood the editor. */
const gathering = 40;

/**
 * The editor hears that a cell runs with its first output, or after so many milliseconds; the outputs of an earlier run stay so
 * long for new ones to take their place. To draw either change takes VS Code longer than a quick cell takes.
 */
const quick = 150;

/** A cell's end follows its output, mostly: for so many milliseconds they wait for each other, to be drawn as one change. */
const parting = 8;

/**
 * One run of one cell: what the kernel says about it becomes the cell's outputs, in order.
 * A message that arrives after the run's end (from a task that goes on, or an update of its display) still finds the cell.
 */
export class CellRun {
  private execution: vscode.NotebookCellExecution;
  private opened!: () => void;
  private order = new Promise<void>(resolve => (this.opened = resolve)); // until every edit has been made
  private issued: Promise<void> = this.order; // until every edit has been given to the editor, all of it before its first await
  private text: StreamContent | undefined;
  private timer: NodeJS.Timeout | undefined;
  private printed = 0;
  private stream: { name: string; output: vscode.NotebookCellOutput } | undefined;
  private clearFirst = false;
  private leftovers = false; // the outputs of an earlier run are still there
  private readonly displays = new Map<string, vscode.NotebookCellOutput[]>();
  private readonly updates = new Map<string, DisplayContent>();
  private started = 0;
  private beginning: NodeJS.Timeout | undefined;
  private beginTime = Infinity;
  private isOpen = false; // the editor has heard that it runs
  private ended: { success: boolean | undefined; time: number } | undefined;
  private count: number | undefined;
  private failed = false;

  constructor(
    private readonly controller: vscode.NotebookController,
    readonly cell: vscode.NotebookCell,
    private readonly marked: (place: ErrorPlace, error: ErrorContent) => void,
  ) {
    this.execution = controller.createNotebookCellExecution(cell);
  }

  /** True once a kernel has taken the cell up. */
  get hasBegun(): boolean {
    return this.count !== undefined;
  }

  /** True once an error has been shown. */
  get hasError(): boolean {
    return this.failed;
  }

  start(): void {
    if (this.started !== 0) return; // it is sent to a second kernel
    this.started = Date.now();
    this.leftovers = this.clearFirst = this.cell.outputs.length > 0;
    this.beginWithin(quick);
  }

  /** Ends the run when everything that came before has been given to the editor. */
  async end(success: boolean | undefined): Promise<void> {
    this.flush();
    this.begin();
    await this.issued;
    if (this.ended) return;
    this.ended = { success, time: Date.now() };
    this.execution.end(success, this.ended.time);
  }

  /** When everything that came before has been shown. */
  async settled(): Promise<void> {
    this.flush();
    await this.order;
  }

  receive(message: Message): void {
    switch (message.header.msg_type) {
      case 'execute_input':
        this.count = (message.content as { execution_count: number }).execution_count;
        if (!this.ended && this.isOpen) this.execution.executionOrder = this.count;
        break;
      case 'stream':
        this.print(message.content as unknown as StreamContent);
        break;
      case 'display_data':
      case 'execute_result':
        this.display(message.header.msg_type, message.content as unknown as DisplayContent);
        break;
      case 'error':
        this.fail(message.content as unknown as ErrorContent, (message.metadata['descent'] ?? {}) as ErrorPlace);
        break;
      case 'clear_output':
        this.clear((message.content as { wait?: boolean }).wait === true);
        break;
    }
  }

  /** Shows a new value in place of the display's old one. False when the display is not of this run. */
  update(id: string, content: DisplayContent): boolean {
    if (!this.displays.has(id)) return false;
    this.flush();
    const waiting = this.updates.has(id);
    this.updates.set(id, content);
    if (waiting) return true; // the update that is under way to the editor will take this newer value
    this.enqueue(async execution => {
      const newest = this.updates.get(id) ?? content;
      this.updates.delete(id);
      await Promise.all((this.displays.get(id) ?? []).map(output => execution.replaceOutputItems(mimeItems(newest.data), output)));
    });
    return true;
  }

  fail(error: ErrorContent, place: ErrorPlace = {}): void {
    this.flush();
    this.failed = true;
    this.append(() => errorOutput(error, place, this.count));
    this.marked(place, error);
  }

  private display(type: 'display_data' | 'execute_result', content: DisplayContent): void {
    this.flush();
    this.append(() => {
      const output = displayOutput(type, content);
      const id = content.transient?.display_id;
      if (id !== undefined) this.displays.set(id, [...(this.displays.get(id) ?? []), output]);
      return output;
    });
    const id = content.transient?.display_id;
    if (id !== undefined && !this.displays.has(id)) this.displays.set(id, []);
  }

  private clear(wait: boolean): void {
    this.flush();
    if (wait) {
      this.clearFirst = true;
      return;
    }
    this.takeClear();
    this.enqueue(execution => this.wipe(execution));
  }

  private print(content: StreamContent): void {
    if (this.text && this.text.name !== content.name) this.flush();
    if (this.text) this.text.text += content.text;
    else this.text = { name: content.name, text: content.text };
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.printed + gathering - Date.now()));
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.text;
    if (!text) return;
    this.text = undefined;
    this.printed = Date.now();
    const clearFirst = this.takeClear();
    this.enqueue(async execution => {
      if (this.stream?.name === text.name && !clearFirst) {
        await execution.appendOutputItems(streamItem(text), this.stream.output);
      } else {
        const output = streamOutput(text);
        this.stream = { name: text.name, output };
        await put(execution, output, clearFirst);
      }
    });
  }

  private append(make: () => vscode.NotebookCellOutput): void {
    const clearFirst = this.takeClear();
    this.enqueue(async execution => {
      this.stream = undefined;
      await put(execution, make(), clearFirst);
    });
  }

  private beginWithin(milliseconds: number): void {
    const time = Date.now() + milliseconds;
    if (time >= this.beginTime) return;
    this.beginTime = time;
    clearTimeout(this.beginning);
    this.beginning = setTimeout(() => this.begin(), milliseconds);
  }

  /** Shows that the cell runs, without what an earlier run has left. */
  private begin(): void {
    clearTimeout(this.beginning);
    if (!this.isOpen) {
      this.isOpen = true;
      this.open();
      this.opened();
    }
    if (this.leftovers && this.takeClear()) this.enqueue(execution => this.wipe(execution));
  }

  private open(): void {
    this.execution.executionOrder = this.count;
    this.execution.start(this.started === 0 ? undefined : this.started);
  }

  private takeClear(): boolean {
    this.leftovers = false;
    const clear = this.clearFirst;
    this.clearFirst = false;
    return clear;
  }

  private async wipe(execution: vscode.NotebookCellExecution): Promise<void> {
    this.stream = undefined;
    await execution.clearOutput();
  }

  /** Edits of a cell are asynchronous: one at a time keeps them in order. */
  private enqueue(edit: (execution: vscode.NotebookCellExecution) => Thenable<void>): void {
    if (!this.isOpen) this.beginWithin(parting);
    let made: Promise<void>;
    this.issued = this.order.then(() => {
      made = this.apply(edit).catch(() => undefined); // the cell may have been deleted meanwhile
    });
    this.order = this.issued.then(() => made);
  }

  private async apply(edit: (execution: vscode.NotebookCellExecution) => Thenable<void>): Promise<void> {
    if (!this.ended) return edit(this.execution);
    // The run is over: open the cell for this one edit, with the times, the count and the outcome that it had.
    this.execution = this.controller.createNotebookCellExecution(this.cell);
    this.open();
    try {
      await edit(this.execution);
    } finally {
      this.execution.end(this.ended.success, this.ended.time);
    }
  }
}

/** Shows an output after those that are there, or in their place. */
function put(execution: vscode.NotebookCellExecution, output: vscode.NotebookCellOutput, alone: boolean): Thenable<void> {
  return alone ? execution.replaceOutput(output) : execution.appendOutput(output);
}
