import type { Action, Card } from '../../chat/card.js';
import type { SeenProgramme } from './visibility.js';
import { rulesInWords } from './words.js';

/** A programme's rules as one viewer sees them, with the buttons that change them. */
export function programmeCard(seen: SeenProgramme, actions: readonly Action[]): Card {
  const entity = { kind: 'programme', id: seen.id, version: seen.version };
  const { name, rules, partnership, running = 0 } = seen;
  if (!name || !rules) {
    return {
      entity,
      title: `Review programme ${seen.reference}`,
      status: { text: 'Nothing is needed from you', tone: 'neutral' },
      body: [{ type: 'text', text: 'This programme is not yours to see (any more).' }],
      actions,
    };
  }
  return {
    entity,
    title: `Review programme ${seen.reference}: ${name}`,
    status:
      seen.state === 'retired' ? { text: 'Retired', tone: 'neutral' } : { text: 'In use', tone: 'good' },
    body: [
      {
        type: 'facts',
        facts: [{ label: 'Partnership', value: partnership ?? '' }, ...rulesInWords(rules)],
      },
      {
        type: 'text',
        style: 'strong',
        text:
          running === 0
            ? 'A cycle keeps the rules it is opened with. /review cycle opens one.'
            : `${running} cycle${running === 1 ? ' runs' : 's run'} by the rules as they were at its opening; a change here counts for the next.`,
      },
    ],
    actions,
  };
}
