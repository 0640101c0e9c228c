/** Everybody of a partnership lives by the clock in England, wherever the browser is. */
const ZONE = 'Europe/London';

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });

/** 'Thursday 12 November 2026' */
export function longDay(instant: Date): string {
  return DAY.format(instant).replaceAll(',', '');
}

/** 'Thu 12 Nov' */
export function shortDay(instant: Date): string {
  return SHORT_DAY.format(instant).replaceAll(',', '');
}

/** '09:30' */
export function timeOfDay(instant: Date): string {
  return TIME.format(instant);
}

/** 'Thu 12 Nov, 09:30' */
export function dayAndTime(instant: Date): string {
  return `${shortDay(instant)}, ${timeOfDay(instant)}`;
}
