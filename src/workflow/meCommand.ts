import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Card } from '../chat/card.js';
import type { ChatCommand } from '../chat/command.js';
import type { Store } from '../store/open.js';
import { verb } from './buttons.js';
import { OPEN } from './handle.js';
import type { Processes } from './process.js';
import { type WaitingItem, waitsOn } from './waiting.js';

/** '/me': what waits on the person who asks, each with a button that opens it. */
export function meCommand(store: Store, processes: Processes): ChatCommand {
  return {
    name: 'me',
    says: 'What waits on you',
    subcommands: [
      {
        name: '',
        says: 'What waits on you, the soonest due first',
        run: async ({ interaction }) => ({
          type: 'card',
          card: meCard(await waitsOn(store.db, processes, interaction.personId, londonDate(interaction.at))),
        }),
      },
    ],
  };
}

function meCard(items: readonly WaitingItem[]): Card {
  if (items.length === 0) {
    return {
      title: 'Nothing waits on you',
      body: [{ type: 'text', text: 'Type /support to ask for help, or /help to see everything.' }],
      actions: [],
    };
  }
  return {
    title: items.length === 1 ? 'One thing waits on you' : `${items.length} things wait on you`,
    body: items.map(item => ({
      type: 'section' as const,
      title: `${item.title} ${item.reference}`,
      body: [
        { type: 'text' as const, text: item.says },
        ...(item.dueAt
          ? [
              {
                type: 'text' as const,
                style: 'subtle' as const,
                text: `Due ${formatDate(londonDate(item.dueAt))}`,
              },
            ]
          : []),
      ],
      actions: [{ verb: verb(item.kind, OPEN), label: 'Open', entity: { kind: item.kind, id: item.id } }],
    })),
    actions: [],
  };
}
