// The extension end to end, in real VS Code with a browser in front: what a learner does, and what they see.
// usage: node e2e.mjs RIG VSIX COMPANION SCREENSHOTS [SCENARIO …]      RIG is what install.sh has installed, COMPANION the
// packaged extension of the folder of that name
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { BrokenCourses } from './brokenCourses.mjs';
import { Editor, sleep, until } from './editor.mjs';
import { kernels } from './processes.mjs';
import { Workspace } from './workspace.mjs';

const [rig, vsix, companion, screenshots, ...chosen] = process.argv.slice(2);
const checkout = path.resolve(import.meta.dirname, '..', '..');
const workspace = new Workspace(checkout);
const read = name => JSON.parse(readFileSync(workspace.file(name), 'utf8'));
const text = lines => (Array.isArray(lines) ? lines.join('') : lines ?? '');
const code = notebook => notebook.cells.filter(cell => cell.cell_type === 'code');
const index = (name, id) => read(name).cells.findIndex(cell => cell.id === id);
const running = () => kernels(workspace.root);

/** A notebook without what running it may change. */
function withoutOutputs(notebook) {
  return { ...notebook, cells: notebook.cells.map(cell => (cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell)) };
}

/** Sees that a saved notebook is the committed one, to the letter, but for its outputs and counts. */
function assertOnlyOutputsDiffer(name, before) {
  const letters = content => JSON.stringify(withoutOutputs(JSON.parse(content)), null, 1);
  const saved = readFileSync(workspace.file(name), 'utf8');
  assert.equal(letters(saved), letters(before), 'only outputs differ from the committed notebook: no key, no order');
  const frame = content => [/^\s*/, /\s*$/, /\n( *)"cells"/].map(part => part.exec(content)?.[0]);
  assert.deepEqual(frame(saved), frame(before), 'nor indentation, nor the end of the file');
}

/** Runs a whole notebook, saves it, and sees that every cell has succeeded and that nothing but outputs differs. */
async function runAll(editor, name) {
  const before = readFileSync(workspace.file(name), 'utf8');
  await editor.open(name);
  assert.equal(await editor.kernel(), 'Descent C#');
  await editor.toolbar('Run All');
  await editor.settled(300);
  await editor.save();
  const after = read(name);
  assert.deepEqual(code(after).map(cell => cell.execution_count), code(after).map((_, i) => i + 1), 'every cell has run, in order');
  for (const cell of code(after))
    assert.ok(!cell.outputs.some(output => output.output_type === 'error'), `a cell failed:\n${text(cell.source)}\n${JSON.stringify(cell.outputs)}`);
  assertOnlyOutputsDiffer(name, before);
}

const scenarios = {
  async 'a lecture notebook runs from top to bottom and is saved as it was'(editor) {
    for (const name of ['00-start-here.ipynb', '11-adam.ipynb']) {
      await runAll(editor, name);
      await editor.screenshot(path.join(screenshots, `run-all-${name}.png`));
      await editor.close();
    }
    await until('closing a notebook ends its kernel', () => running().length === 0, 10);
  },

  async 'values, streams, errors and input'(editor) {
    const name = 'session.ipynb';
    await editor.open(name);
    await editor.focus(index(name, 'value'));
    await editor.press(index(name, 'value'));
    await editor.shows('42');
    await editor.settled();
    await editor.press(index(name, 'value'));
    await until('it runs again', async () => (await editor.label(index(name, 'value'))) === '[2]');
    await editor.run(index(name, 'streams'));
    await editor.run(index(name, 'streams')); // its outputs take the place of the first run's
    assert.equal(await editor.state(index(name, 'streams')), 'success');

    await editor.run(index(name, 'error'));
    assert.equal(await editor.state(index(name, 'error')), 'error');
    await editor.shows('was not in a correct format');
    await editor.cell(index(name, 'error')).locator('.squiggly-error').first().waitFor();
    const frame = await editor.outputFrame();
    await editor.focus(index(name, 'value'));
    await frame.locator('a', { hasText: 'line 2' }).first().click();
    await until('the link leads to the line', async () => (await editor.cell(index(name, 'error')).evaluate(row => row.classList.contains('focused'))));
    await editor.screenshot(path.join(screenshots, 'error.png'));

    await editor.start(index(name, 'input'));
    await editor.page.locator('.quick-input-widget:visible', { hasText: 'Your name?' }).waitFor();
    await editor.page.keyboard.type('Ada');
    await editor.page.keyboard.press('Enter');
    await editor.shows('Hello, Ada');

    await editor.settled();
    await editor.save();
    const outputs = id => read(name).cells[index(name, id)].outputs;
    assert.deepEqual(outputs('streams').map(output => [output.name, text(output.text)]), [
      ['stdout', 'first\n'], ['stderr', 'second\n'], ['stdout', 'third\nfourth\n'],
    ]);
    assert.equal(outputs('error')[0].ename, 'FormatException');
    await editor.close();
  },

  async 'the kernel starts with a notebook that has run before, unless a link opens it'(editor) {
    await editor.open('session.ipynb');
    await editor.run(index('session.ipynb', 'value'));
    const reopened = async open => {
      await editor.save();
      await editor.close();
      await until('its kernel has ended', () => running().length === 0, 10);
      await open();
    };
    await reopened(() => editor.open('session.ipynb'));
    await until('its kernel starts before a cell is run', () => running().length === 1, 20);
    await reopened(() => editor.link('vscode://descent.descent/open?notebook=session.ipynb'));
    await editor.page.locator('.tab.active[data-resource-name="session.ipynb"]').waitFor();
    await sleep(3000);
    assert.equal(running().length, 0, 'a link starts nothing');
    await editor.close();
  },

  async 'a link from a published page opens its notebook'(editor) {
    await editor.link('vscode://descent.descent/open?notebook=exercises%2F11-adam.ipynb');
    await editor.page.locator('.tab.active[data-resource-name="11-adam.ipynb"]').waitFor();
    await until('the window is named after it', async () => (await editor.page.title()).includes('11-adam.ipynb'));
    await editor.link('vscode://descent.descent/open?notebook=99-nothing.ipynb');
    await editor.notification("Open the course's folder");
    assert.equal(running().length, 0, 'a link runs nothing');
  },

  async 'a session withstands floods, refusals and restarts'(editor) {
    const name = 'faults.ipynb';
    const at = id => index(name, id);
    await editor.open(name);
    await editor.run(at('value'));

    await editor.start(at('flood'));
    await editor.shows('flood');
    await sleep(3000);
    await editor.toolbar('Interrupt');
    await editor.settled(30);
    await editor.command('Notebook: Clear All Outputs');

    await editor.start(at('input'));
    await editor.page.locator('.quick-input-widget:visible', { hasText: 'Your name?' }).waitFor();
    await editor.page.keyboard.press('Escape');
    await editor.settled(10);
    assert.equal(await editor.state(at('input')), 'error', 'a question that is refused ends its cell');
    await editor.run(at('kept'));
    await editor.shows('x is still 21');

    const [first] = running();
    await editor.start(at('endless'));
    await sleep(500);
    await editor.toolbar('Restart');
    await until('a new kernel', () => running().length === 1 && running()[0] !== first, 20);
    await editor.settled(10);
    await editor.run(at('value'));
    await editor.shows('42');

    await editor.start(at('stubborn'));
    await editor.shows('no interrupt');
    await editor.toolbar('Interrupt');
    await editor.shows('could not be interrupted');
    await editor.settled(10);
    await editor.run(at('value'));
    assert.equal(await editor.state(at('value')), 'success', 'a cell that had to be ended with its kernel does not hold up the next');
    assert.equal(await editor.label(at('value')), '[1]', 'in a new session');

    await editor.save();
    await editor.start(at('endless'));
    await sleep(500);
    await editor.command('View: Revert and Close Editor');
    await until('closing it ends a kernel that is busy', () => running().length === 0, 10);
    await editor.open(name);
    await editor.run(at('value'));
    await editor.start(at('endless'));
    await sleep(500); // VS Code now ends beside a kernel that is busy
  },

  async 'an endless cell is interrupted and the variables are kept; a killed kernel is started again'(editor) {
    const name = 'session.ipynb';
    await editor.open(name);
    await editor.run(index(name, 'value'));
    await editor.start(index(name, 'endless'));
    await sleep(1000);
    assert.ok(await editor.isRunning());
    await editor.toolbar('Interrupt');
    await editor.settled(10);
    assert.equal(await editor.state(index(name, 'endless')), 'error');
    await editor.run(index(name, 'kept'));
    await editor.shows('x is still 21');

    await editor.start(index(name, 'endless'));
    await sleep(500);
    const [kernel] = running();
    process.kill(kernel, 'SIGKILL');
    await editor.shows('The kernel has ended');
    await editor.settled(10);
    const toast = await editor.notification('The kernel has ended');
    await editor.screenshot(path.join(screenshots, 'killed.png'));
    await toast.locator('.monaco-button', { hasText: 'Restart' }).first().click();
    await until('a new kernel runs', () => running().length === 1 && running()[0] !== kernel);
    await editor.run(index(name, 'kept'));
    assert.equal(await editor.state(index(name, 'kept')), 'error', 'the variables are gone');
    await editor.run(index(name, 'value'));
    await editor.run(index(name, 'kept'));
    await editor.shows('x is still 21');

    const [before] = running();
    await editor.toolbar('Restart');
    await until('the session is new', () => running().length === 1 && running()[0] !== before);
    await editor.toolbar('Stop');
    await until('the kernel has stopped', () => running().length === 0);
    await editor.save();
    await editor.close();
  },

  async 'a live chart moves while its cell runs'(editor) {
    const name = 'live.ipynb';
    await editor.open(name);
    await editor.toolbar('Run All');
    await editor.shows('Cost after');
    const seen = new Set();
    do {
      for (const output of await editor.outputs()) seen.add(/Cost after (\d+) epochs/.exec(output)?.[1]);
      await sleep(60);
    } while (await editor.isRunning());
    seen.delete(undefined);
    console.log(`    seen while it ran: ${[...seen].join(', ')}`);
    assert.ok(seen.size >= 3, 'one display shows one epoch after the other');
    await editor.shows('Cost after 80 epochs');
    await editor.save();
    assert.equal(read(name).cells[1].outputs.length, 1, 'one display, updated in place');
    await editor.close();
  },

  async 'charts are interactive, in the colours of every theme, and follow the width'(editor) {
    const name = 'figures.ipynb';
    await runAll(editor, name);
    const frame = await editor.outputFrame();
    await until('two figures', async () => (await frame.locator('.js-plotly-plot .main-svg').count()) >= 2);
    for (const theme of ['light', 'dark', 'contrast']) {
      await editor.theme(theme);
      const [drawn, expected] = await frame.evaluate(() => {
        const rgb = color => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = color;
          const value = getComputedStyle(probe).color;
          probe.remove();
          return value;
        };
        const title = document.querySelector('.js-plotly-plot .gtitle');
        return [getComputedStyle(title).fill, rgb(getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-foreground'))];
      });
      assert.equal(drawn, expected, `the title has the colour of text in ${theme}`);
      await editor.screenshot(path.join(screenshots, `figures-${theme}.png`));
    }
    await editor.theme('light');

    await editor.focus(1);
    const plot = frame.locator('.js-plotly-plot').first();
    const box = await plot.boundingBox();
    const shown = frame.locator('.hoverlayer .hovertext');
    for (let y = box.y + 40; y < box.y + box.height - 60 && (await shown.count()) === 0; y += 8) {
      await editor.page.mouse.move(box.x + box.width / 3, y);
      await sleep(80);
    }
    assert.ok((await shown.count()) > 0, 'the chart tells the values below the mouse');
    await editor.screenshot(path.join(screenshots, 'hover.png'));
    const buttons = await frame.locator('.modebar-btn').evaluateAll(all => all.map(button => button.dataset.title));
    assert.ok(buttons.length > 0 && !buttons.some(title => /cloud|plotly/i.test(title ?? '')), `no button leads outside: ${buttons}`);

    const wide = box.width;
    await editor.page.setViewportSize({ width: 620, height: 1000 });
    await until('it is narrower', async () => (await plot.locator('.main-svg').first().boundingBox()).width < wide - 50);
    await editor.screenshot(path.join(screenshots, 'narrow.png'));
    await editor.page.setViewportSize({ width: 1280, height: 1000 });
    await editor.close();
  },

  async 'a name is completed and explained from the session'(editor) {
    const name = 'session.ipynb';
    await editor.open(name);
    await editor.run(index(name, 'value'));
    await editor.type(index(name, 'kept'), 'Console.WriteL');
    await editor.page.keyboard.press('Enter');
    await editor.page.keyboard.press('Control+End');
    const asked = Date.now();
    await editor.page.keyboard.press('Control+Space');
    const widget = editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'WriteLine' }).first();
    await widget.waitFor();
    console.log(`    completion: ${Date.now() - asked} ms until it is on the screen`);
    await editor.screenshot(path.join(screenshots, 'completion.png'));
    await editor.page.keyboard.press('Enter');
    await editor.page.keyboard.type('(x);');
    await editor.page.keyboard.press('Escape');
    await editor.run(index(name, 'kept'));
    await editor.shows('21');

    const lines = editor.cell(index(name, 'kept')).locator('.view-line').first();
    const box = await lines.boundingBox();
    await editor.page.mouse.move(box.x + 20, box.y + 8);
    await editor.page.locator('.monaco-hover:visible', { hasText: 'Console' }).first().waitFor();
    await editor.screenshot(path.join(screenshots, 'hover-name.png'));
    await editor.save();
    await editor.close();
  },

  async 'an exercise turns from red to green when its code is corrected'(editor) {
    const name = path.join('exercises', '11-adam.ipynb');
    const at = name => read(path.join('exercises', '11-adam.ipynb')).cells.findIndex(cell => cell.metadata.nbgrader?.grade_id === name);
    const [solution, check] = [at('decayed-rate'), at('check-decayed-rate')];
    const signature = text(read(name).cells[solution].source).split('\n').find(line => line.startsWith('double DecayedRate'));
    await editor.open(name);
    await editor.run(1);
    await editor.run(solution);
    await editor.run(check);
    await editor.shows('DecayedRate');
    await editor.screenshot(path.join(screenshots, 'exercise-red.png'));
    const red = (await editor.outputs()).join('\n');
    await editor.type(solution, `${signature}\n{\nreturn learningRate / (1 + decay * epoch);\n}`);
    await editor.run(solution);
    await editor.run(check);
    const green = (await editor.outputs()).join('\n');
    await editor.screenshot(path.join(screenshots, 'exercise-green.png'));
    console.log(`    red: ${JSON.stringify(red)}\n    green: ${JSON.stringify(green)}`);
    assert.match(green, /✓|✔|correct|points/i);
    assert.notEqual(red, green);
    await editor.save();
    await editor.close();
  },

  async 'two notebooks have two kernels, and none is left when VS Code is killed'(editor) {
    await editor.open('session.ipynb');
    await editor.run(index('session.ipynb', 'value'));
    await editor.open('live.ipynb');
    await editor.run(0);
    assert.equal(running().length, 2);
    await editor.open('session.ipynb');
    await editor.start(index('session.ipynb', 'endless'));
    await sleep(1000);
    await editor.kill(workspace.root);
    await until('the kernels end', () => running().length === 0, 10);
  },
};

/** With another extension installed that has a kernel for these notebooks. */
const besideAnother = {
  async 'latencies: a first cell, a small one, completion and hover'(editor) {
    const name = 'faults.ipynb';
    const [value, clock] = [index(name, 'value'), index(name, 'clock')];
    const later = async by => {
      await editor.run(clock);
      await editor.focus(clock);
      const times = [];
      for (let i = 0; i < 11; i++) {
        times.push(await editor.untilOutput(clock, { by }));
        await editor.settled();
      }
      return times;
    };
    const first = [];
    for (let i = 0; i < 3; i++) {
      await editor.open(name);
      if (i === 0) await editor.chooseKernel('Descent C#');
      await editor.focus(value);
      first.push(await editor.untilOutput(value, { text: '42' }));
      await editor.settled();
      if (i < 2) {
        await editor.save();
        await editor.command('Notebook: Clear All Outputs');
        await editor.save();
        await editor.close();
        await until('its kernel has ended', () => running().length === 0, 10);
      }
    }
    const [clicked, pressed] = [await later('click'), await later('key')];
    await editor.command('Companion: Measure');
    const languages = await (await editor.notification('completion ')).innerText();
    await editor.chooseKernel('Companion kernel');
    const [leastClicked, leastPressed] = [await later('click'), await later('key')];
    const middle = times => `${times.sort((a, b) => a - b)[times.length >> 1]} ms (${times.join(', ')})`;
    console.log(`    from run to the first cell's output ${middle(first)}`);
    console.log(`    to a later one's, by the button ${middle(clicked)}; of a kernel that answers at once ${middle(leastClicked)}`);
    console.log(`    to a later one's, by the keyboard ${middle(pressed)}; of a kernel that answers at once ${middle(leastPressed)}`);
    console.log(`    in the extension host: ${languages.trim()}; load ${loadavg().map(load => load.toFixed(1)).join(' ')}`);
    assert.doesNotMatch(languages, /nothing/);
  },

  async 'it is offered beside another extension, and comes first only where it can run the notebook'(editor) {
    await editor.open('session.ipynb');
    assert.equal(await editor.kernel(), 'Select Kernel');
    assert.deepEqual(await editor.kernelsOffered(), ['Descent C#', 'Companion kernel']);
    await editor.chooseKernel('Companion kernel');
    await editor.run(index('session.ipynb', 'value'));
    await editor.shows('from the companion');
    assert.equal(running().length, 0, 'the other kernel ran it');
    await editor.chooseKernel('Descent C#');
    await editor.run(index('session.ipynb', 'value'));
    await editor.shows('42');
    await editor.chooseKernel('Companion kernel');
    await until('a kernel that is no longer chosen ends', () => running().length === 0, 10);

    await editor.open('python.ipynb');
    assert.deepEqual(await editor.kernelsOffered(), ['Companion kernel', 'Descent C#']);
  },
};

/** Where there is no course, none that builds, or none that starts, the cell says so; what is called off during a build does not run. */
async function broken() {
  const courses = new BrokenCourses(path.join(checkout, 'lib', 'bin', 'kernel'), workspace.file('faults.ipynb'));
  const editor = await Editor.start({ rig, extensions: [vsix], folder: courses.root });
  const value = index('faults.ipynb', 'value');
  try {
    for (const [name, says] of [['outside', 'not in a folder of the course'], ['unbuildable', 'it cannot be built'], ['stillborn', 'did not start']]) {
      await editor.open(`${name}.ipynb`);
      await editor.focus(value);
      await editor.press(value);
      await editor.shows(says);
      await editor.settled();
      assert.equal(await editor.state(value), 'error');
      await editor.screenshot(path.join(screenshots, `${name}.png`));
      assert.equal(kernels(courses.root).length, 0);
      await editor.save();
      await editor.close();
    }
    await editor.open('slow.ipynb');
    await editor.start(value);
    await editor.notification('building the kernel');
    await editor.start(index('faults.ipynb', 'clock'));
    await editor.screenshot(path.join(screenshots, 'building.png'));
    await editor.command('Notebook: Interrupt');
    await editor.run(index('faults.ipynb', 'clock'));
    await editor.save();
    const counts = courses.read('slow.ipynb').cells.map(cell => cell.execution_count ?? null).filter(count => count !== null);
    assert.deepEqual(counts, [1], 'only the cell that was run after the interrupt has run');
  } catch (error) {
    await editor.screenshot(path.join(screenshots, 'failure.png'));
    throw error;
  } finally {
    await editor.end();
    courses.delete();
  }
}

/** The same notebook in a folder that is not trusted: nothing of ours runs. */
async function untrusted() {
  const editor = await Editor.start({ rig, extensions: [vsix], folder: workspace.notebooks, trusted: false });
  try {
    await editor.open('session.ipynb');
    assert.notEqual(await editor.kernel(), 'Descent C#');
    assert.equal(running().length, 0);
    await editor.screenshot(path.join(screenshots, 'untrusted.png'));
  } finally {
    await editor.end();
  }
}

mkdirSync(screenshots, { recursive: true });
let failures = 0;
async function attempt(name, act) {
  if (chosen.length > 0 && !chosen.some(part => name.includes(part))) return;
  console.log(name);
  try {
    await act();
    console.log('    ok');
  } catch (error) {
    failures++;
    console.log(`    FAILED: ${error.stack ?? error}`);
  }
}

try {
  for (const [name, scenario] of Object.entries({ ...scenarios, ...besideAnother }))
    await attempt(name, async () => {
      const editor = await Editor.start({ rig, extensions: name in scenarios ? [vsix] : [vsix, companion], folder: workspace.notebooks });
      try {
        await scenario(editor);
        const outside = editor.requests.filter(url => /^https?:/.test(url) && !/^https?:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url) && !url.includes('vscode-cdn.net'));
        assert.deepEqual(outside, [], 'nothing is asked of the network');
      } catch (error) {
        await editor.screenshot(path.join(screenshots, 'failure.png')).catch(() => undefined);
        throw error;
      } finally {
        if (editor.browser.isConnected()) await editor.end();
      }
      await until('no kernel is left', () => running().length === 0, 10);
    });
  await attempt('a course that is missing, broken or not built yet', broken);
  await attempt('a folder that is not trusted runs nothing', untrusted);
} finally {
  workspace.delete();
}
console.log(failures === 0 ? 'all scenarios hold' : `${failures} scenarios do not hold`);
process.exitCode = failures === 0 ? 0 : 1;
