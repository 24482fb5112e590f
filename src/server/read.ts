/*
 * Readers for data that others wrote. Null counts as absent, and so does a value of the wrong type. None of them throws
 * for anything that JSON can contain.
 */

export type Fields = Readonly<Record<string, unknown>>;

export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** PHP writes an empty object as `[]`, so both count as empty. */
export function readObject(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.keys(value).length > 0 ? (value as Fields) : null;
}

export const readList = (value: unknown): readonly unknown[] | null =>
  Array.isArray(value) ? (value as readonly unknown[]) : null;

/** The platform writes `""` for nothing. */
export const readText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

export const readWhole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** 64 hex digits, in upper case: a hash or an InvoiceID. */
export const readHash = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value) ? value.toUpperCase() : null;

/** A destination tag, as a number or as digits. */
export function readTag(value: unknown): number | null {
  const tag = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : readWhole(value);
  return tag !== null && tag <= 0xffff_ffff ? tag : null;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** An RFC 3339 time with T, seconds and a zone, on a day that exists; in ms since 1970. */
export function readTime(value: unknown): number | null {
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  if (!match) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part) as Six;
  const [zoneHour, zoneMinute] = [part(9), part(10)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return null;
  const zoneMs = (match[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute) * 60_000;
  // `Date.UTC` reads the years 0 to 99 as 1900 to 1999.
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, day);
  utc.setUTCHours(hour, minute, second, Number((match[7] ?? '').slice(1, 4).padEnd(3, '0')));
  return utc.getTime() - zoneMs;
}

type Six = [number, number, number, number, number, number];

/** The calendar repeats every 400 years. Day 0 is the last day of the month before. */
const daysOf = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
