import { halfDaysInWords } from '../calendar/halfDays.js';
import { daysFrom, formatDate, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Action, Card, CardElement } from '../chat/card.js';
import { holdersOf, personNames, schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { buttons, verb } from '../workflow/buttons.js';
import { OPEN } from '../workflow/handle.js';
import { personViewer } from '../workflow/parties.js';
import { statusOf } from './cards.js';
import { loadSupport } from './load.js';
import { nextStep } from './nextStep.js';
import type { Approach, SupportRecord } from './record.js';
import { DEPLOYED, ENDED } from './states.js';
import { type SeenSupport, see } from './visibility.js';
import { supportWorkflow } from './workflow.js';

/** A list in chat longer than this is not read; the platforms' limits lie not far above. */
const LISTED = 10;

/** Deployments in which a visit can be recorded. */
const TO_VISIT = DEPLOYED.filter(state => state !== 'releaseAgain' && state !== 'onHold');

/** Whose turn it is, when anybody of many may take it. */
const ANYBODY: Readonly<Record<string, string>> = { coordinators: 'any coordinator' };

/** The requests of a head: their own, and those of the schools they lead now; open ones and the newest first. */
export async function requestsCard(tx: Tx, personId: number, today: LocalDate): Promise<Card> {
  const schools = await schoolsLedBy(tx, personId, today);
  const rows = await tx.supportRequest.findMany({
    where: { OR: [{ requesterId: personId }, { schoolId: { in: schools.map(school => school.id) } }] },
    select: { id: true, state: true },
    orderBy: { id: 'desc' },
  });
  const ids = [...rows.filter(isOpen), ...rows.filter(row => !isOpen(row))].map(row => row.id);
  return listCard(tx, ids, personId, today, {
    title: 'Your support requests',
    none: 'You have asked for nothing yet. Type /support to ask: three answers are enough.',
    says: seen => [nextStep(seen)],
    actions:
      schools.length > 0
        ? [
            { verb: verb(supportWorkflow.kind, 'submit'), label: 'Ask for support', style: 'primary' },
            { verb: verb(supportWorkflow.kind, 'askForCall'), label: 'I would rather talk' },
          ]
        : [],
  });
}

/** The open requests that a coordinator brokers, the oldest first, with their age and who is waited on. */
export async function queueCard(tx: Tx, personId: number, today: LocalDate): Promise<Card> {
  const open = await tx.supportRequest.findMany({
    where: { state: { notIn: [...ENDED, 'draft'] } },
    select: { id: true, partnershipId: true, coordinatorId: true },
    orderBy: { id: 'asc' },
  });
  const mine = new Map<number, boolean>();
  for (const { partnershipId } of open) {
    if (mine.has(partnershipId)) continue;
    mine.set(partnershipId, (await holdersOf(tx, 'coordinator', partnershipId, today)).includes(personId));
  }
  const ids = open
    .filter(row => mine.get(row.partnershipId) || row.coordinatorId === personId)
    .map(row => row.id);
  const waiting = await waitingOn(tx, ids);
  return listCard(tx, ids, personId, today, {
    title: 'Open support requests',
    none: 'No request is open. New ones appear in the brokering channel.',
    says: (seen, record) => [
      `${ageInWords(londonDate(record.createdAt), today)}; waits on ${waiting.get(seen.id) ?? 'nobody'}.`,
    ],
  });
}

/** What a leader is asked for and works on now, the oldest first. */
export async function deploymentsCard(tx: Tx, personId: number, today: LocalDate): Promise<Card> {
  return listCard(tx, await deploymentIds(tx, personId), personId, today, {
    title: 'Your deployments',
    none: 'You have no deployment now, and nobody is asking. You will hear in a direct message.',
    says: seen => [
      ...(seen.school ? [seen.school] : []),
      ...(seen.agreement && seen.halfDaysUsed !== undefined
        ? [`${halfDaysInWords(seen.halfDaysUsed)} of ${halfDaysInWords(seen.agreement.halfDays)} used.`]
        : []),
      nextStep(seen),
    ],
  });
}

/** What an approach has come to while its leader is asked for a request or works on it. */
export const ASKED_OR_WORKING = ['asked', 'available', 'accepted'] as const satisfies Approach['status'][];

/** The part of a query that keeps the requests that a leader is asked for or works on. */
function askedOrWorking(personId: number) {
  return {
    approaches: {
      some: { status: { in: [...ASKED_OR_WORKING] }, designation: { personId } },
    },
  };
}

/** The requests that a leader is asked for or works on now; or only those in which a visit can be recorded. */
export async function deploymentIds(
  tx: Tx,
  personId: number,
  which: 'all' | 'toVisit' = 'all',
): Promise<number[]> {
  const rows = await tx.supportRequest.findMany({
    where: {
      ...(which === 'toVisit'
        ? { state: { in: [...TO_VISIT] }, heldRound: { not: null } }
        : { state: { notIn: [...ENDED] } }),
      ...askedOrWorking(personId),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(row => row.id);
}

/** The id of a request by its reference as people type it ('sr-2026-0042'), or null. */
export async function findByReference(tx: Tx, text: string): Promise<number | null> {
  const reference = text.trim().toUpperCase();
  const row = await tx.supportRequest.findUnique({ where: { reference }, select: { id: true } });
  return row?.id ?? null;
}

interface ListOptions {
  readonly title: string;
  readonly none: string;
  /** The lines under a request's title. */
  says(seen: SeenSupport, record: SupportRecord): readonly string[];
  /** Buttons below all of them. */
  readonly actions?: readonly Action[];
}

/** One section a request, each as this person may see it, with its foremost button and one that opens it. */
async function listCard(
  tx: Tx,
  ids: readonly number[],
  personId: number,
  today: LocalDate,
  { title, none, says, actions = [] }: ListOptions,
): Promise<Card> {
  const sections: CardElement[] = [];
  for (const id of ids.slice(0, LISTED)) {
    const record = await loadSupport(tx, id, today);
    const viewer = record && personViewer(supportWorkflow, record, personId);
    if (!record || !viewer || viewer.roles.length === 0) continue;
    const seen = see(record, viewer);
    const entity = { kind: supportWorkflow.kind, id, version: record.version };
    const foremost = buttons(supportWorkflow, record, viewer).filter(each => each.style === 'primary');
    sections.push({
      type: 'section',
      title: [seen.reference, seen.area, seen.school, statusOf(seen)?.text].filter(Boolean).join(' · '),
      body: says(seen, record).map(text => ({ type: 'text', text })),
      actions: [
        ...foremost.slice(0, 1).map(action => ({ ...action, entity })),
        { verb: verb(supportWorkflow.kind, OPEN), label: 'Open', entity },
      ],
    });
  }
  const more = ids.length - LISTED;
  return {
    title,
    body: [
      ...(sections.length === 0 ? [{ type: 'text', text: none } as const] : sections),
      ...(more > 0
        ? [
            {
              type: 'text',
              style: 'subtle',
              text: `${more} more: type /support show and the reference.`,
            } as const,
          ]
        : []),
    ],
    actions,
  };
}

async function waitingOn(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.waiting.findMany({
    where: { entityKind: supportWorkflow.kind, entityId: { in: [...ids] } },
    orderBy: { id: 'asc' },
  });
  const names = await personNames(
    tx,
    rows.map(row => row.personId),
  );
  const words = new Map<number, string[]>();
  for (const { entityId, role, personId, since } of rows) {
    const who = ANYBODY[role] ?? names.get(personId) ?? 'somebody';
    const text = `${who} since ${formatDate(londonDate(since), 'short')}`;
    const known = words.get(entityId) ?? [];
    if (!known.includes(text)) words.set(entityId, [...known, text]);
  }
  return new Map([...words].map(([id, texts]) => [id, texts.join(' and ')]));
}

function ageInWords(from: LocalDate, today: LocalDate): string {
  const days = daysFrom(from, today);
  return days === 0 ? 'Made today' : `${days} day${days === 1 ? '' : 's'} old`;
}

function isOpen(row: { readonly state: string }): boolean {
  return !(ENDED as readonly string[]).includes(row.state);
}
