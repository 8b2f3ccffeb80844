import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineDocument, lineSchema, lineText } from '../editor/slots/line.ts';
import { placesOf } from '../editor/slots/squiggles.ts';

const labels = new Map([['first_name', { label: 'First name', title: '' }]]);
const schema = lineSchema(labels);

test('a line with chips goes there and back', () => {
  for (const text of [
    'Bonjour {{ first_name }}, entrez',
    '{{ first_name }}{{ first_name }}',
    '',
    'no {{ such_tag }} here',
    '👋 ok',
  ]) {
    assert.equal(lineText(lineDocument(schema, text, labels)).text, text);
  }
  assert.equal(lineText(lineDocument(schema, 'x {{first_name}}', labels)).text, 'x {{ first_name }}');
});

test('words after a chip stand where they stand', () => {
  const text = 'Hi {{ first_name }}, cheap!';
  const { map } = lineText(lineDocument(schema, text, labels));
  const start = text.indexOf('cheap');
  assert.deepEqual(placesOf({ start, end: start + 5 }, map), [{ from: 6, to: 11 }]);
});

test('a stretch that crosses a border is marked on both sides of it, one that does not is one', () => {
  const map = [
    { from: 1, to: 5, start: 0, end: 4 },
    { from: 5, to: 9, start: 6, end: 10 },
    { from: 11, to: 15, start: 12, end: 16 },
  ];
  assert.deepEqual(placesOf({ start: 2, end: 8 }, map), [{ from: 3, to: 7 }]);
  assert.deepEqual(placesOf({ start: 8, end: 14 }, map), [
    { from: 7, to: 9 },
    { from: 11, to: 13 },
  ]);
  assert.deepEqual(placesOf({ start: 4, end: 6 }, map), []);
});
