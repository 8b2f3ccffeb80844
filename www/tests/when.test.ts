import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockAt, instantOf, offsetAt, rfc3339, spoken, within, zoneName } from '../editor/when.ts';

test('a clock time in winter and in summer', () => {
  assert.equal(
    rfc3339(instantOf({ date: '2026-11-24', time: '09:00' }, 'Europe/Paris')!, 'Europe/Paris'),
    '2026-11-24T09:00:00+01:00',
  );
  assert.equal(
    rfc3339(instantOf({ date: '2026-07-01', time: '09:00' }, 'Europe/Paris')!, 'Europe/Paris'),
    '2026-07-01T09:00:00+02:00',
  );
  assert.equal(
    rfc3339(instantOf({ date: '2026-11-24', time: '09:00' }, 'America/St_Johns')!, 'America/St_Johns'),
    '2026-11-24T09:00:00-03:30',
  );
});

test('a time that daylight saving skips moves forward', () => {
  const instant = instantOf({ date: '2027-03-28', time: '02:30' }, 'Europe/Paris')!;
  assert.deepEqual(clockAt(instant, 'Europe/Paris'), { date: '2027-03-28', time: '03:30' });
});

test('of a time that comes twice it is the first', () => {
  const instant = instantOf({ date: '2026-10-25', time: '02:30' }, 'Europe/Paris')!;
  assert.equal(instant.toISOString(), '2026-10-25T00:30:00.000Z');
});

test('what is no date is none', () => {
  assert.equal(instantOf({ date: '', time: '09:00' }, 'Europe/Paris'), null);
  assert.equal(instantOf({ date: '2026-11-24', time: '9' }, 'Europe/Paris'), null);
});

test('zones have names that people know', () => {
  const instant = new Date('2026-11-24T08:00:00Z');
  assert.equal(zoneName(instant, 'Europe/Paris'), 'Paris (UTC+1)');
  assert.equal(zoneName(instant, 'America/New_York'), 'New York (UTC−5)');
  assert.equal(offsetAt(instant, 'Asia/Kolkata'), 330);
});

test('quiet hours may go over midnight', () => {
  const night = { from: '20:00', until: '08:00' };
  assert.ok(within('23:10', night) && within('07:59', night) && within('20:00', night));
  assert.ok(!within('08:00', night) && !within('12:00', night));
});

test('the first of a month in French', () => {
  assert.match(spoken(new Date('2026-12-01T08:00:00Z'), 'Europe/Paris', 'fr'), /^mardi 1er décembre 2026 à 09:00$/);
  assert.match(spoken(new Date('2026-12-11T08:00:00Z'), 'Europe/Paris', 'fr'), /^vendredi 11 décembre/);
});
