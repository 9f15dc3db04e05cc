// Bundles the two halves of the extension into dist/: what runs in VS Code's extension host, and what draws in the notebook.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const plotly = path.dirname(createRequire(import.meta.url).resolve('plotly.js-cartesian-dist-min/package.json'));

rmSync(path.join(here, 'dist'), { recursive: true, force: true });
mkdirSync(path.join(here, 'dist'));
copyFileSync(path.join(here, '..', '..', 'LICENSE'), path.join(here, 'LICENSE'));
copyFileSync(path.join(plotly, 'LICENSE'), path.join(here, 'dist', 'plotly.js.LICENSE.txt'));

const common = { bundle: true, minify: true, absWorkingDir: here, target: 'es2022', logLevel: 'warning', legalComments: 'inline' };

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});
await build({
  ...common,
  entryPoints: ['src/renderer/index.ts'],
  outfile: 'dist/renderer.js',
  platform: 'browser',
  format: 'esm',
});
