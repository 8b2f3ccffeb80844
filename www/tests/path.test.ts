import assert from 'node:assert/strict';
import { test } from 'node:test';
import { empty, filled, fit, inside, slotAt, top, valueAt, withValue } from '../editor/path.ts';
import type { Slot } from '../../src/wasm/types';

const slot = (id: string, kind: Slot['kind'], more: Partial<Slot> = {}): Slot => ({
  id,
  kind,
  label: { en: id, fr: id },
  required: false,
  ...more,
});

test('a path leads into images and blocks', () => {
  const slots = { hero: { src: 'a', alt: 'b' }, offers: [{ title: 'x' }, { title: 'y' }] };
  assert.equal(valueAt(slots, 'hero.alt'), 'b');
  assert.equal(valueAt(slots, 'offers[1].title'), 'y');
  assert.equal(valueAt(slots, 'offers[9].title'), undefined);
});

test('setting shares what it does not touch', () => {
  const slots = { intro: 'i', offers: [{ title: 'x' }, { title: 'y' }] };
  const next = withValue(slots, 'offers[1].title', 'z');
  assert.deepEqual(next, { intro: 'i', offers: [{ title: 'x' }, { title: 'z' }] });
  assert.equal((next.offers as unknown[])[0], slots.offers[0]);
  assert.deepEqual(withValue({}, 'hero.alt', 'a'), { hero: { alt: 'a' } });
});

test('paths know what they lie in', () => {
  assert.ok(inside('offers[2].title', 'offers'));
  assert.ok(inside('hero.alt', 'hero'));
  assert.ok(!inside('heroine', 'hero'));
  assert.equal(top('offers[2].title'), 'offers');
});

test('the deepest slot on a path is found', () => {
  const slots = [slot('offers', 'repeat', { slots: [slot('title', 'text')] }), slot('hero', 'image')];
  assert.equal(slotAt(slots, 'offers[2].title')?.id, 'title');
  assert.equal(slotAt(slots, 'hero.alt')?.id, 'hero');
});

test('untouched slots are empty, and empty is not filled', () => {
  const blocks = slot('offers', 'repeat', { min: 1, slots: [slot('title', 'text')] });
  assert.deepEqual(empty(blocks), [{ title: '' }]);
  assert.ok(!filled(empty(blocks)));
  assert.ok(filled([{ title: 'x' }]));
  assert.ok(!filled({ src: '', alt: 'words alone are no picture' }));
});

test('a draft older than its template fits it', () => {
  const slots = [
    slot('title', 'text'),
    slot('hero', 'image'),
    slot('mood', 'choice', { choices: [{ value: 'calm', label: { en: 'Calm', fr: 'Calme' } }] }),
    slot('offers', 'repeat', { slots: [slot('name', 'text')] }),
  ];
  const values = { title: 3, hero: 'old', mood: 'gone', offers: [{ name: 'x', price: 'gone' }, null], gone: 'gone' };
  assert.deepEqual(fit(slots, values), {
    title: '',
    hero: { src: '', alt: '' },
    mood: 'calm',
    offers: [{ name: 'x' }, { name: '' }],
  });
});
