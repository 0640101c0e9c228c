/** What came of waiting for `work` for at most `ms`: its value, or null when it is not there yet. It goes on all the same. */
export async function within<T>(work: Promise<T>, ms: number): Promise<{ readonly value: T } | null> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<null>(resolve => {
    alarm = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.then(value => ({ value })), late]);
  } finally {
    clearTimeout(alarm);
  }
}
