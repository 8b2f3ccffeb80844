import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Report } from '../../src/wasm/types.d.ts';
import { Packer, Unpacker } from '../editor/engine/report.ts';

const finding = (rule: string) => ({ rule }) as Finding;

test('a finding that the page has already goes as its number', () => {
  const [packer, unpacker] = [new Packer(), new Unpacker()];
  const [one, two, three] = [finding('one'), finding('two'), finding('three')];
  const sent: unknown[] = [];
  const through = (findings: Finding[]) => {
    const packed = packer.pack({ report: { verdict: 'fail', findings } satisfies Report, patches: [] });
    sent.push((packed as { report: { findings: unknown[] } }).report.findings);
    return (unpacker.unpack(structuredClone(packed)) as { report: Report }).report.findings;
  };
  assert.deepEqual(through([one, two]), [one, two]);
  assert.deepEqual(through([three, two, one]), [three, two, one]);
  assert.deepEqual(through([]), []);
  assert.deepEqual(through([one]), [one]);
  assert.deepEqual(sent, [[one, two], [three, 1, 0], [], [one]]);
});

test('what holds no report goes as it is', () => {
  const [packer, unpacker] = [new Packer(), new Unpacker()];
  for (const answer of [undefined, null, 'digest', { patches: [] }, { report: null }]) {
    assert.equal(packer.pack(answer), answer);
    assert.equal(unpacker.unpack(answer), answer);
  }
});
