// Bundles the editor into ../pkg: editor.js (class and types, touches nothing), define.js (registers the element), worker.js
// (the engine's thread) and demo.js (the demo page's own script, into demo/). countersign.js and its .wasm come from wasm-bindgen
// and stay outside the bundle: the worker imports them by address, so that one copy serves every way of embedding.
import { build, context } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const watch = process.argv.includes('--watch');

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
  { entryPoints: { worker: here('editor/engine/worker.ts') }, outdir: here('../pkg'), external: ['./countersign.js'] },
  { entryPoints: { demo: here('demo/demo.ts') }, outdir: here('demo') },
];

if (watch) {
  for (const bundle of bundles) await (await context({ ...shared, ...bundle })).watch();
} else {
  await Promise.all(bundles.map((bundle) => build({ ...shared, ...bundle })));
}
