import type { Action, Card } from '../chat/card.js';
import { verb } from '../workflow/buttons.js';
import { offeredCommands, type Viewer } from '../workflow/parties.js';
import type { GroupRecord } from './record.js';
import { groupWorkflow } from './workflow.js';

/** What is wanted now and then, kept off the card so that its few buttons are the ones that matter. */
const SELDOM: Readonly<Record<string, { readonly label: string; readonly says: string }>> = {
  milestoneReopened: {
    label: 'Not done after all',
    says: 'A milestone that was marked as done is open again.',
  },
  cover: { label: 'Somebody covers for me', says: 'The check-ins go to somebody else until a day you say.' },
  rhythm: { label: 'When I am asked', says: 'How often, and at which hour.' },
  addMember: { label: 'Add a member', says: 'Members read the check-ins and check the report.' },
  removeMember: { label: 'A member leaves', says: 'They see nothing of the group any more.' },
  setAside: { label: 'Set days aside', says: "Of an LLE or SLE, booked in that leader's year." },
  logDays: { label: 'Log days', says: 'Days beside those of a check-in.' },
  nameLead: { label: 'Name another lead', says: 'And a deputy.' },
  nameSponsor: { label: 'Name another sponsor', says: 'Who decides when the group is stuck.' },
  extend: { label: 'Extend', says: 'A later end; beyond six months in all the chair grants it.' },
  pause: { label: 'Pause', says: 'Nobody is asked until it goes on; the end moves by as long.' },
};

/** What a viewer may do beside the buttons of the card. */
export function moreCard(group: GroupRecord, viewer: Viewer): Card {
  const entity = { kind: groupWorkflow.kind, id: group.id, version: group.version };
  const offered = offeredCommands(groupWorkflow, group, viewer).flatMap(({ name }) => {
    const seldom = SELDOM[name];
    return seldom ? [{ name, ...seldom }] : [];
  });
  return {
    entity,
    title: `${group.title}: more`,
    body:
      offered.length === 0
        ? [{ type: 'text', text: 'There is nothing else for you to do here at present.' }]
        : offered.map(({ name, label, says }) => ({
            type: 'section' as const,
            title: label,
            body: [{ type: 'text' as const, text: says }],
            actions: [{ verb: verb(groupWorkflow.kind, name), label, entity } satisfies Action],
          })),
    actions: [],
  };
}
