import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Card, CardElement } from '../chat/card.js';
import type { Tx } from '../store/open.js';
import type { Viewer } from '../workflow/parties.js';
import { type At, Refused } from '../workflow/process.js';
import { planLines, usualDayPlan } from './dayPlan.js';
import { ACTION_KIND } from './load.js';
import type { ReviewRecord } from './record.js';
import { type SeenDocument, type SeenReview, see } from './visibility.js';
import { OWNER_WORDS, RAG_WORDS } from './words.js';

const KIND = 'review';

const BACK = { verb: `${KIND}.open`, label: 'Back to the review' } as const;

/**
 * What is shown on demand to the one who asks, and never stands on a card in chat: documents, actions, the day's
 * plan. Whoever is shown something restricted leaves a line in the record of readings (DOMAIN 7.2).
 * @throws Refused when there is no such look
 */
export async function reviewLook(
  tx: Tx,
  name: string,
  record: ReviewRecord,
  viewer: Viewer,
  at: At,
): Promise<Card> {
  const seen = see(record, viewer);
  switch (name) {
    case 'documents':
      return documents(tx, seen, viewer, at);
    case 'actions':
      return actions(tx, record, seen, viewer, at);
    case 'timetable':
      return timetable(seen);
    case 'readings':
      return readings(tx, seen);
    default:
      throw new Refused('There is nothing of that name to show. Open the review again.');
  }
}

async function documents(tx: Tx, seen: SeenReview, viewer: Viewer, at: At): Promise<Card> {
  const there: readonly (readonly [what: string, label: string, SeenDocument | null | undefined])[] = [
    ['selfEvaluation', 'Self-evaluation', seen.selfEvaluation],
    ['draft', 'Draft of the report', seen.draftForTeam ?? seen.draftForHost],
    ['corrections', 'The head’s corrections', seen.corrections],
    ['report', 'Report', seen.report],
    ['reply', 'The head’s reply', seen.reply],
  ];
  const shown = there.flatMap(([what, label, document]) => (document ? [{ what, label, ...document }] : []));
  await note(tx, seen, viewer, at, shown);
  return {
    ...heading(seen, 'Documents'),
    body:
      shown.length === 0
        ? [{ type: 'text', text: 'There is no document for you to open at present.' }]
        : [
            ...shown.map(
              ({ label, link, version }): CardElement => ({
                type: 'link',
                label: version ? `${label}, version ${version}` : label,
                url: link,
              }),
            ),
            {
              type: 'text',
              style: 'subtle',
              text: 'Convenor keeps where a document lies, never the document. That you were shown this is on record.',
            },
          ],
  };
}

async function actions(
  tx: Tx,
  record: ReviewRecord,
  seen: SeenReview,
  viewer: Viewer,
  at: At,
): Promise<Card> {
  const list = seen.actions ?? [];
  await note(tx, seen, viewer, at, list.length > 0 ? [{ what: 'actions', version: null }] : []);
  const mayAsk = viewer.roles.includes('hostHead');
  return {
    ...heading(seen, 'Actions'),
    body:
      list.length === 0
        ? [{ type: 'text', text: 'No action has been written down yet.' }]
        : list.map(
            (action, n): CardElement => ({
              type: 'section',
              title: `${n + 1}. ${action.text}`,
              body: [
                {
                  type: 'facts',
                  facts: [
                    { label: 'Owner', value: OWNER_WORDS[action.owner] },
                    { label: 'By', value: formatDate(action.dueOn) },
                    { label: 'Seen in', value: action.measure },
                    ...(action.rag ? [{ label: 'How far', value: RAG_WORDS[action.rag] }] : []),
                    ...(action.support ? [{ label: 'Support', value: action.support }] : []),
                  ],
                },
                ...(action.evidenceLink
                  ? [{ type: 'link', label: 'Evidence', url: action.evidenceLink } as const]
                  : []),
              ],
              // The head's own press: nobody asks for support in a school's name (DOMAIN 2.4, row 16).
              actions:
                mayAsk && !action.support
                  ? [
                      {
                        verb: 'support.submit',
                        label: 'Ask for support with this',
                        values: {
                          need: action.text,
                          schoolId: String(record.host.id),
                          originKind: ACTION_KIND,
                          originId: String(action.id),
                        },
                      },
                    ]
                  : [],
            }),
          ),
  };
}

function timetable(seen: SeenReview): Card {
  const { dayPlan, halfDays = 2, startsPm = false } = seen;
  const plan = dayPlan?.what ?? usualDayPlan(halfDays, startsPm);
  const days = [...new Set(plan.map(session => session.day))];
  return {
    ...heading(seen, 'Timetable'),
    body: [
      {
        type: 'text',
        text: dayPlan?.on
          ? `Agreed on ${formatDate(dayPlan.on)}.`
          : dayPlan?.what
            ? 'Proposed; the other side has not agreed yet.'
            : 'The usual day for a visit of this length. Change it with Day plan.',
      },
      ...days.flatMap((day): CardElement[] => [
        ...(days.length > 1 ? [{ type: 'text', text: `Day ${day}`, style: 'strong' } as const] : []),
        {
          type: 'table',
          columns: ['From', 'What'],
          rows: plan.filter(session => session.day === day).map(({ from, what }) => [from, what]),
        },
      ]),
    ],
  };
}

/** The day plan as its form begins. */
export function planToEdit(record: ReviewRecord): string {
  return planLines(record.dayPlan.what ?? usualDayPlan(record.halfDays, record.startsPm));
}

async function readings(tx: Tx, seen: SeenReview): Promise<Card> {
  const rows = await tx.readEvent.findMany({
    where: { entityKind: KIND, entityId: seen.id, what: 'report' },
    orderBy: { id: 'desc' },
    take: MOST_READINGS,
  });
  const people = await tx.person.findMany({
    where: { id: { in: rows.map(row => row.personId) } },
    select: { id: true, name: true },
  });
  return {
    ...heading(seen, 'Who has read the report'),
    body: [
      { type: 'text', text: `Open to: ${seen.readers?.join(', ') || 'nobody beside you and its author'}.` },
      ...(rows.length > 0
        ? [
            {
              type: 'table',
              columns: ['When', 'Who'],
              rows: rows.map(row => [
                formatDate(londonDate(row.at)),
                people.find(({ id }) => id === row.personId)?.name ?? 'somebody who has left',
              ]),
            } as const,
          ]
        : []),
    ],
  };
}

/** Readings shown at once: the newest. */
const MOST_READINGS = 30;

async function note(
  tx: Tx,
  seen: SeenReview,
  { personId }: Viewer,
  at: At,
  shown: readonly { readonly what: string; readonly version: string | null }[],
): Promise<void> {
  if (personId === null || shown.length === 0) return;
  await tx.readEvent.createMany({
    data: shown.map(({ what, version }) => ({
      entityKind: KIND,
      entityId: seen.id,
      personId,
      what,
      version,
      at: at.now,
    })),
  });
}

function heading(seen: SeenReview, what: string) {
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: `${what}: peer review ${seen.reference}`,
    actions: [BACK],
  };
}
