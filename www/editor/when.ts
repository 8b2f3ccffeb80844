// Clock times in a zone ↔ instants, with nothing but Intl. Daylight saving decides, not the offset of today.

/** A date and a clock time as the form has them: `2026-11-24`, `09:00`. */
export interface Clock {
  date: string;
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string): Intl.DateTimeFormat {
  let one = formats.get(zone);
  if (!one) {
    one = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, one);
  }
  return one;
}

/** What clocks in `zone` show at `instant`. */
export function clockAt(instant: Date, zone: string): Clock {
  const part = Object.fromEntries(
    format(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** Minutes by which `zone` is ahead of UTC at `instant`. */
export function offsetAt(instant: Date, zone: string): number {
  const { date, time } = clockAt(instant, zone);
  return Math.round((Date.parse(`${date}T${time}:00Z`) - Math.floor(instant.getTime() / 60000) * 60000) / 60000);
}

/**
 * The instant at which clocks in `zone` show this. A time that daylight saving skips moves forward by the gap; of a time
 * that comes twice it is the first. `null` where it is no date.
 */
export function instantOf({ date, time }: Clock, zone: string): Date | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time) || Number.isNaN(asUtc)) return null;
  const day = 24 * 3600_000;
  const offsets = [offsetAt(new Date(asUtc - day), zone), offsetAt(new Date(asUtc + day), zone)];
  const candidates = offsets.map((offset) => asUtc - offset * 60000);
  const exact = candidates.filter((one) => offsetAt(new Date(one), zone) * 60000 === asUtc - one);
  return new Date(exact.length ? Math.min(...exact) : Math.max(...candidates));
}

/** RFC 3339 with the zone's own offset: `2026-11-24T09:00:00+01:00`. */
export function rfc3339(instant: Date, zone: string): string {
  const { date, time } = clockAt(instant, zone);
  const offset = offsetAt(instant, zone);
  const two = (n: number) => String(Math.abs(n)).padStart(2, '0');
  return `${date}T${time}:00${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
}

/** `Tuesday 24 November 2026 at 09:00`, in the reader's language. */
export function spoken(instant: Date, zone: string, locale: string): string {
  return written(instant, locale, { timeZone: zone, dateStyle: 'full', timeStyle: 'short' });
}

/** A date as the language writes it; the first of a month is `1er` in French, which Intl does not know. */
export function written(instant: Date, locale: string, how: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', how).format(instant);
  return locale === 'fr' ? text.replace(/(^|\s)1(?=\s\p{L})/u, '$11er') : text;
}

/** What people call the zone: `Paris (UTC+1)`. */
export function zoneName(instant: Date, zone: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const city = zone.split('/').pop()?.replaceAll('_', ' ') ?? zone;
  const offset = offsetAt(instant, zone);
  const hours = Math.trunc(Math.abs(offset) / 60);
  const minutes = Math.abs(offset) % 60;
  return `${city} (UTC${offset === 0 ? '' : (offset < 0 ? '−' : '+') + hours + (minutes ? `:${String(minutes).padStart(2, '0')}` : '')})`;
}

/** Whether a clock time lies in hours that may go over midnight. */
export function within(time: string, hours: { from: string; until: string }): boolean {
  return hours.from <= hours.until
    ? time >= hours.from && time < hours.until
    : time >= hours.from || time < hours.until;
}
