import { isTimeOfDay, type TimeOfDay } from '../calendar/london.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import { keepQuietHours, quietHoursOf } from '../network/sendTimes.js';
import type { Store } from '../store/open.js';

/** What a person may say: '/me quiet 12:00 to 13:30', '/me quiet 16 to 8', '/me quiet off', '/me quiet'. */
export function quietSubcommands(store: Store): readonly Subcommand[] {
  return [
    {
      name: 'quiet',
      usage: '[from] to [until]',
      says: 'Hours in which nothing routine reaches you; /me quiet off ends them',
      run: request => quiet(store, request),
    },
  ];
}

const EXAMPLE = 'Write it like /me quiet 12:00 to 13:30.';

const PASSES = 'What is urgent still reaches you.';

async function quiet(store: Store, { interaction, rest }: CommandRequest): Promise<Answer> {
  const { personId } = interaction;
  const said = rest.trim();
  if (said === '') {
    const hours = await quietHoursOf(store.db, personId);
    return done(
      hours
        ? `Nothing routine reaches you from ${hours.from} to ${hours.until}. ${PASSES} /me quiet off ends it.`
        : `You have no quiet hours: routine messages reach you once a school day, between 08:00 and 17:30. ${EXAMPLE}`,
    );
  }
  if (/^(off|end|none|stop)$/i.test(said)) {
    await keepQuietHours(store.db, personId, null);
    return done(
      'Your quiet hours are off: routine messages reach you once a school day, between 08:00 and 17:30.',
    );
  }
  const [, first = '', second = ''] = /^(\S+)\s*(?:to|until|till|-|–)\s*(\S+)$/i.exec(said) ?? [];
  const [from, until] = [timeSaid(first), timeSaid(second)];
  if (!from || !until) return refused(`I could not read "${said}" as hours. ${EXAMPLE}`);
  if (from === until) return refused(`From ${from} to ${until} is no time at all. ${EXAMPLE}`);
  await keepQuietHours(store.db, personId, { from, until });
  return done(
    `From ${from} to ${until} nothing routine reaches you; it comes afterwards, or on the next school day. ${PASSES} /me quiet off ends it.`,
  );
}

/** '9', '9:30', '09:30' or '9.30' as a time of day; null for anything else. */
function timeSaid(text: string): TimeOfDay | null {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  const time = `${hour?.padStart(2, '0')}:${minute}`;
  return isTimeOfDay(time) ? time : null;
}
