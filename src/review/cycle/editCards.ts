import { formatDate } from '../../calendar/localDate.js';
import type { Action, Card, CardElement } from '../../chat/card.js';
import { candidatesFor, type OpenPlan, placesOf } from '../match/editPlan.js';
import { TEAM_ROLE_WORDS } from '../words.js';
import { openWarnings, type PlannedSchool } from './record.js';

const entityOf = ({ record }: OpenPlan) => ({ kind: 'cycle', id: record.id, version: record.version });

/** Every visit of a plan with what can be done about it. */
export function editCard(opened: OpenPlan): Card {
  const { plan, record } = opened;
  const inOrder = plan.visits.toSorted((a, b) => a.school.name.localeCompare(b.school.name));
  return {
    entity: entityOf(opened),
    title: `Change the plan of ${record.name}`,
    body: [
      {
        type: 'text',
        text: 'Keep what is good, change who comes, and match again: what is kept stays. Nobody has been told yet.',
      },
      ...inOrder.map(visit => visitSection(opened, visit)),
    ],
    actions: [{ verb: 'cycle.open', label: 'Back to the plan' }],
  };
}

function visitSection({ plan }: OpenPlan, visit: PlannedSchool): CardElement {
  const { school, on, team, observers } = visit;
  const values = { schoolId: String(school.id) };
  const kept = plan.edits.pinned.includes(school.id);
  const open = openWarnings(plan, visit);
  const people = [
    ...team.map(({ person, school: home }) => `${person.name} (${home.name})`),
    ...observers.map(({ person, school: home }) => `${person.name} (${home.name}, observes)`),
  ].join(', ');
  return {
    type: 'section',
    title: school.name,
    body: [
      {
        type: 'text',
        text: `${on ? formatDate(on, 'short') : 'No day yet'}. ${people || 'Nobody yet'}.${kept ? ' Kept.' : ''}`,
      },
      ...(open.length > 0
        ? [{ type: 'text', style: 'subtle', text: `Worth a look: ${open.join(' ')}` } as const]
        : []),
    ],
    actions: [
      { verb: 'cycle.edit', label: 'Change', values },
      kept
        ? { verb: 'cycle.unpin', label: 'Let it change', values }
        : { verb: 'cycle.pin', label: 'Keep', values },
      ...(open.length > 0 ? [{ verb: 'cycle.acceptWarnings', label: 'Accept with a reason', values }] : []),
    ],
  };
}

/** One visit: for each place who could come instead, without breaking a rule. */
export function editVisitCard(opened: OpenPlan, visit: PlannedSchool): Card {
  const { record } = opened;
  const { school } = visit;
  return {
    entity: entityOf(opened),
    title: `The team for ${school.name}`,
    body: [
      ...(visit.why.length > 0 ? [{ type: 'list', items: visit.why } as const] : []),
      ...placesOf(record, visit).map(({ role, personId }, n): CardElement => {
        const member = visit.team.find(each => each.person.id === personId);
        const values = { schoolId: String(school.id), place: String(n), out: String(personId ?? '') };
        const candidates = candidatesFor(opened, school.id, n);
        return {
          type: 'section',
          title: `${TEAM_ROLE_WORDS[role]}: ${member ? `${member.person.name}, ${member.school.name}` : 'nobody yet'}`,
          body: [
            candidates.length === 0
              ? { type: 'text', text: 'Nobody else can come without breaking a rule.' }
              : {
                  type: 'list',
                  items: candidates.map(
                    ({ name, school: home, warnings }) =>
                      `${name}, ${home}${warnings.length > 0 ? `. ${warnings.join(' ')}` : ''}`,
                  ),
                },
          ],
          actions: [
            ...candidates.map(
              (candidate): Action => ({
                verb: 'cycle.swap',
                label: `Take ${candidate.name}`,
                values: { ...values, personId: String(candidate.personId) },
              }),
            ),
            ...(member
              ? [
                  {
                    verb: 'cycle.exclude',
                    label: `Not ${member.person.name}`,
                    values: { schoolId: String(school.id), personId: String(member.person.id) },
                  },
                ]
              : []),
          ],
        };
      }),
      ...visit.observers.map(
        ({ person, school: home }): CardElement => ({
          type: 'section',
          title: `${TEAM_ROLE_WORDS.observer}: ${person.name}, ${home.name}`,
          body: [{ type: 'text', text: 'Comes along to learn, and reviews nothing.' }],
          actions: [
            {
              verb: 'cycle.exclude',
              label: `Not ${person.name}`,
              values: { schoolId: String(school.id), personId: String(person.id) },
            },
          ],
        }),
      ),
    ],
    actions: [{ verb: 'cycle.edit', label: 'Back to all schools' }],
  };
}
