// Bundles the editor into ../pkg: editor.js (class and types, touches nothing), define.js (registers the element), worker.js
// (the engine's thread) and demo.js (the demo page's own script, into demo/). What wasm-bindgen wrote is bundled into the worker,
// which is then one file that a host's bundler can carry as it is; the .wasm stays beside it.
import { existsSync } from 'node:fs';
import { build, context } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const watch = process.argv.includes('--watch');

if (!existsSync(here('../pkg/countersign.js'))) {
  console.error('pkg/countersign.js is not there yet: run `cargo xtask wasm` (or `cargo xtask wasm --dev`) first.');
  process.exit(1);
}
const shared = {
  bundle: true,
  format: 'esm',
  target: ['es2022'],
  minify: !watch,
  sourcemap: watch,
  loader: { '.css': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
};

const bundles = [
  {
    entryPoints: { editor: here('editor/editor.ts'), define: here('editor/define.ts') },
    outdir: here('../pkg'),
    splitting: true,
    chunkNames: 'element',
  },
  { entryPoints: { worker: here('editor/engine/worker.ts') }, outdir: here('../pkg') },
  { entryPoints: { demo: here('demo/demo.ts') }, outdir: here('demo') },
];

if (watch) {
  for (const bundle of bundles) await (await context({ ...shared, ...bundle })).watch();
} else {
  await Promise.all(bundles.map((bundle) => build({ ...shared, ...bundle })));
}
