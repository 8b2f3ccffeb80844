// Writes the kit and the drafts for `cargo xtask bench native`: `node bench/kit.mjs FOLDER`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keystrokes, kit, mails } from './mails.mjs';

const [folder] = process.argv.slice(2);
const all = mails();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'kit.json'), JSON.stringify(kit(all)));
writeFileSync(
  join(folder, 'mails.json'),
  JSON.stringify(all.map(({ id, name, bytes, ours }) => ({ id, name, bytes, slots: ours.slots, keystrokes: keystrokes(ours.slots.s0) }))),
);
