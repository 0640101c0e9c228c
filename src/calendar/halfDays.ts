/** Half days in words: 3 → '1½ days'. Days are offered, agreed, worked and visited in halves everywhere. */
export function halfDaysInWords(halfDays: number): string {
  const whole = Math.floor(halfDays / 2);
  const half = halfDays % 2 === 1 ? '½' : '';
  const number = whole === 0 ? half || '0' : `${whole}${half}`;
  return `${number} day${halfDays === 2 || halfDays === 1 ? '' : 's'}`;
}
