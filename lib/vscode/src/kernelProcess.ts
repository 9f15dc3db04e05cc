import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Channel, Message } from './messages';

/** How a kernel ended: by a code, by a signal, or because it could not be started. */
export interface KernelEnd {
  reason: string;
  /** True when we asked for it. */
  asked: boolean;
  /** What a kernel that never came up wrote to its standard error. */
  lastWords?: string;
}

/** What a kernel tells its owner. */
export interface KernelEvents {
  message(message: Message): void;
  log(text: string): void;
  ended(end: KernelEnd): void;
}

/** How long a kernel may take to end by itself once asked, in milliseconds. */
const patience = 1500;

/**
 * One kernel process: lines of JSON go in on its standard input and come out of its standard output.
 * The end of its standard input ends the kernel, so none outlives this process, however this one ends.
 */
export class KernelProcess {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly session = randomUUID();
  private readonly replies = new Map<string, (reply: Message | undefined) => void>();
  private readonly exited: Promise<void>;
  private readonly words: string[] = [];
  private asked = false;
  private up = false;
  private over = false;

  constructor(dotnet: string, kernel: string, directory: string, private readonly events: KernelEvents) {
    this.process = spawn(dotnet, [kernel], { cwd: directory, stdio: 'pipe', windowsHide: true });
    this.exited = new Promise(resolve => {
      const end = (reason: string) => {
        if (this.over) return;
        this.over = true;
        for (const answer of this.replies.values()) answer(undefined);
        this.replies.clear();
        resolve();
        events.ended({ reason, asked: this.asked, ...(!this.up && { lastWords: this.words.join('\n') }) });
      };
      this.process.on('error', error => end(error.message));
      // "close" comes after the last line of output, "exit" may come before it.
      this.process.on('close', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    this.process.stdin.on('error', () => undefined); // a kernel that has just died; "close" tells
    createInterface({ input: this.process.stdout }).on('line', line => this.receive(line));
    createInterface({ input: this.process.stderr }).on('line', line => {
      events.log(line);
      if (!this.up && this.words.length < 20) this.words.push(line);
    });
  }

  get alive(): boolean {
    return !this.over;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Sends a message and returns its id, which the messages that answer it carry as their parent's. */
  send(channel: Channel, type: string, content: Record<string, unknown>, parent: Partial<Message['header']> = {}): string {
    const id = randomUUID();
    const message: Message = {
      channel,
      header: {
        msg_id: id,
        msg_type: type,
        session: this.session,
        username: '',
        date: new Date().toISOString(),
        version: '5.4',
      },
      parent_header: parent,
      metadata: {},
      content,
    };
    if (!this.over) this.process.stdin.write(JSON.stringify(message) + '\n');
    return id;
  }

  /** Sends a request and waits for its reply: undefined when the kernel ends first. */
  request(channel: Channel, type: string, content: Record<string, unknown>): { id: string; reply: Promise<Message | undefined> } {
    const id = this.send(channel, type, content);
    const reply = this.over
      ? Promise.resolve(undefined)
      : new Promise<Message | undefined>(resolve => this.replies.set(id, resolve));
    return { id, reply };
  }

  /** Asks the kernel to end, and ends it when it does not. */
  async stop(): Promise<void> {
    if (this.over) return;
    this.asked = true;
    this.send('control', 'shutdown_request', { restart: false });
    this.process.stdin.end();
    const kill = setTimeout(() => this.process.kill('SIGKILL'), patience);
    await this.exited;
    clearTimeout(kill);
  }

  private receive(line: string): void {
    const message = parse(line);
    if (!message) {
      this.events.log(line);
      return;
    }
    this.up = true;
    const parent = message.parent_header.msg_id;
    if (parent !== undefined && (message.channel === 'shell' || message.channel === 'control')) {
      this.replies.get(parent)?.(message);
      this.replies.delete(parent);
    } else {
      this.events.message(message);
    }
  }
}

/** A line as a message: undefined for a line of something else, such as a runtime that reports a problem. */
function parse(line: string): Message | undefined {
  try {
    const message = JSON.parse(line) as Partial<Message> | null;
    return message?.header && message.parent_header ? (message as Message) : undefined;
  } catch {
    return undefined;
  }
}
