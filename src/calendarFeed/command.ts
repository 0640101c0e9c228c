import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { Action, Card } from '../chat/card.js';
import type { Subcommand } from '../chat/command.js';
import type { ActionInteraction } from '../chat/interaction.js';
import type { Store } from '../store/open.js';
import { addressOf, CALENDAR_PATH, makeAddress, revokeAddress } from './address.js';

/** The actions of the calendar's buttons begin with this. */
export const CALENDAR_VERBS = 'calendar.';

interface Deps {
  readonly store: Store;
  /** Where the outside reaches this server; null when it cannot. */
  readonly publicUrl: string | null;
}

const NO_ADDRESS =
  'A calendar link needs an address at which calendars can reach Convenor, and this installation has none. Ask your administrator to set CONVENOR_PUBLIC_URL; until then /review calendar with a reference gives you a file to import.';

const RENEW: Action = {
  verb: `${CALENDAR_VERBS}renew`,
  label: 'Make a new link',
  confirm: 'Make a new link? Calendars that use the old one stop being updated.',
};
const REVOKE: Action = {
  verb: `${CALENDAR_VERBS}revoke`,
  label: 'Turn the link off',
  style: 'danger',
  confirm: 'Turn the link off? Calendars that use it stop being updated.',
};

/** '/me calendar': one's own review days as a private calendar to subscribe to. */
export function calendarSubcommand(deps: Deps): Subcommand {
  return {
    name: 'calendar',
    says: 'A private link to your review days, for Outlook, Google or Apple calendars',
    async run({ interaction }): Promise<Answer> {
      const { personId, at } = interaction;
      const known = await addressOf(deps.store.db, personId);
      // The link itself is kept nowhere, so it cannot be shown again; and asking twice must not break the first.
      return known ? { type: 'card', card: knownCard(known) } : fresh(deps, personId, at);
    },
  };
}

/** Answers the calendar's buttons. */
export async function calendarAction(deps: Deps, action: ActionInteraction): Promise<Answer> {
  const { personId, at, verb } = action;
  if (verb === RENEW.verb) return fresh(deps, personId, at);
  if (verb !== REVOKE.verb)
    return refused('This button belongs to an older version of Convenor. Type /me calendar.');
  return (await revokeAddress(deps.store, personId))
    ? done('The link is off: calendars that use it get nothing any more. /me calendar makes a new one.')
    : done('There is no link that could be turned off. /me calendar makes one.');
}

async function fresh({ store, publicUrl }: Deps, personId: number, now: Date): Promise<Answer> {
  if (publicUrl === null) return refused(NO_ADDRESS);
  const secret = await makeAddress(store, personId, now);
  return {
    type: 'card',
    card: {
      title: 'Your calendar link',
      body: [
        { type: 'text', text: `${publicUrl}${CALENDAR_PATH}/${secret}.ics` },
        {
          type: 'list',
          items: [
            'Outlook: Add calendar, Subscribe from web. Google: Other calendars, From URL. Apple: New Calendar Subscription.',
            'A day that moves, moves in your calendar within hours; one that is cancelled is marked so.',
            'Whoever has the link sees your review days: keep it to yourself. A new link turns this one off.',
          ],
        },
      ],
      actions: [RENEW, REVOKE],
    },
  };
}

function knownCard({ madeAt, readAt }: { readonly madeAt: Date; readonly readAt: Date | null }): Card {
  const read =
    readAt === null
      ? 'No calendar has read it yet.'
      : `A calendar last read it on ${formatDate(londonDate(readAt))}.`;
  return {
    title: 'You have a calendar link',
    body: [
      { type: 'text', text: `It was made on ${formatDate(londonDate(madeAt))}. ${read}` },
      {
        type: 'text',
        style: 'subtle',
        text: 'It is kept nowhere and cannot be shown again. If you have lost it, make a new one: that turns the old one off.',
      },
    ],
    actions: [RENEW, REVOKE],
  };
}
