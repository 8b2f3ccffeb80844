// Bundles the unit tests (TypeScript) and runs them with Node's own runner.

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = fileURLToPath(new URL('tests/', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'countersign-www-'));
const entryPoints = readdirSync(tests)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(tests, name));
await build({
  entryPoints,
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  loader: { '.css': 'text' },
});
const { status } = spawnSync(process.execPath, ['--test', ...readdirSync(out).map((name) => join(out, name))], {
  stdio: 'inherit',
});
rmSync(out, { recursive: true });
process.exit(status ?? 1);
