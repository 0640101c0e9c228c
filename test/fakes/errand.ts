import { z } from 'zod';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { schoolDays } from '../../src/calendar/units.js';
import type { Tx } from '../../src/store/open.js';
import { buttons } from '../../src/workflow/buttons.js';
import type { Process, Transition } from '../../src/workflow/process.js';
import { nextReference } from '../../src/workflow/reference.js';
import { type AnyWorkflow, type Due, NEW, type WorkRecord, workflowOf } from '../../src/workflow/workflow.js';

type State = 'new' | 'open' | 'finished' | 'lapsed';
type Role = 'asker' | 'doer' | 'board';
type Notice = 'asked' | 'pressing' | 'reminder' | 'lastReminder' | 'noted' | 'finished' | 'lapsed';

/** An errand: somebody asks somebody for something, and a channel watches. */
export interface Errand extends WorkRecord {
  readonly state: State;
  readonly title: string;
  readonly askerId: number;
  readonly doerId: number;
  readonly channelId: number | null;
  readonly notes: number;
}

interface Changes {
  readonly title?: string;
  readonly notes?: number;
}

/** When the errand's timers fall due; by default as a real process would have it. */
export interface ErrandTimes {
  readonly first: Due<Errand>;
  readonly second: Due<Errand>;
  readonly lapse: Due<Errand>;
}

const TIMES: ErrandTimes = {
  first: { after: schoolDays(2) },
  second: { after: schoolDays(3) },
  lapse: { after: schoolDays(10) },
};

const { command, table } = workflowOf<Errand, State, Role, Notice, Changes>();

const AskInput = z.object({
  title: z.string(),
  askerId: z.number(),
  doerId: z.number(),
  channelId: z.number().nullable(),
  partnershipId: z.number(),
  urgent: z.boolean().default(true),
});

export type AskInput = z.input<typeof AskInput>;

const WEEKDAYS = new SchoolCalendar({ entries: [], bankHolidays: [] });

/**
 * A small real process over the task groups' table, for tests of what all processes share: its commits, timers,
 * messages and cards are the program's own.
 */
export function errandProcess(
  times: ErrandTimes = TIMES,
  /** Whether reminders wait for the day's one routine message. */
  reminders: 'routine' | 'urgent' = 'routine',
): Process {
  const workflow = table({
    kind: 'errand',
    title: 'Errand',
    roles: {
      asker: { title: 'the one who asked', people: record => [record.askerId] },
      doer: { title: 'the one who was asked', people: record => [record.doerId] },
      board: { title: 'the board', channel: record => record.channelId, members: 'asker' },
    },
    states: {
      new: {
        says: 'Not asked yet.',
        accepts: {
          ask: command({
            by: ['asker'],
            to: 'open',
            input: AskInput,
            tell: { doer: 'asked', board: 'asked' },
          }),
          askUrgently: command({
            by: ['asker'],
            to: 'open',
            input: AskInput,
            tell: { doer: 'pressing', board: 'asked' },
          }),
        },
      },
      open: {
        says: 'It waits to be done.',
        waitsOn: ['doer'],
        accepts: {
          finish: command({
            by: ['doer'],
            to: 'finished',
            label: 'Done',
            style: 'primary',
            tell: { asker: 'finished', board: 'finished' },
          }),
          note: command({
            by: ['doer'],
            to: 'same',
            label: 'Add a note',
            set: record => ({ notes: record.notes + 1 }),
            tell: { asker: 'noted' },
          }),
          lapse: command({ by: ['system'], to: 'lapsed', tell: { asker: 'lapsed', doer: 'lapsed' } }),
        },
        due: [
          { name: 'first', when: times.first, tell: { doer: 'reminder' } },
          { name: 'second', when: times.second, tell: { doer: 'lastReminder' } },
          { name: 'lapse', when: times.lapse, run: 'lapse' },
        ],
      },
      finished: { says: 'It is done.', ends: true, accepts: {} },
      lapsed: { says: 'Nobody did it.', ends: true, accepts: {} },
    },
  });
  const says = (what: string) => (record: Errand) => `${record.title}: ${what}`;
  const process: Process<Errand, Changes> = {
    workflow,
    notices: {
      asked: { urgency: 'routine', text: says('you are asked') },
      pressing: { urgency: 'urgent', text: says('you are asked, and it presses') },
      reminder: { urgency: reminders, text: says('a reminder') },
      lastReminder: { urgency: reminders, text: says('a last reminder') },
      noted: { urgency: 'urgent', text: record => `${record.title}: note ${record.notes}` },
      finished: { urgency: 'urgent', text: says('done') },
      lapsed: { urgency: reminders, text: says('lapsed') },
    },
    load: loadErrand,
    async draft(_tx, { values, now }) {
      const input = AskInput.parse(values);
      return {
        id: 0,
        reference: '',
        state: NEW,
        version: 0,
        enteredAt: now,
        enteredVersion: 0,
        notes: 0,
        title: input.title,
        askerId: input.askerId,
        doerId: input.doerId,
        channelId: input.channelId,
        partnershipId: input.partnershipId,
      } as Errand;
    },
    insert: insertErrand,
    async save(tx, record, to, changes) {
      const { state, version, enteredAt, enteredVersion } = to;
      const { count } = await tx.taskGroup.updateMany({
        where: { id: record.id, version: record.version },
        data: {
          state,
          version,
          enteredAt,
          enteredVersion,
          ...(changes?.notes !== undefined && { missesInARow: changes.notes }),
        },
      });
      return count === 1;
    },
    calendars: async () => ({ default: WEEKDAYS }),
    card: (record, viewer) => ({
      entity: { kind: 'errand', id: record.id, version: record.version },
      title: record.title,
      status: { text: record.state, tone: 'neutral' },
      body: [{ type: 'facts', facts: [{ label: 'Notes', value: String(record.notes) }] }],
      actions: buttons(workflow as AnyWorkflow, record, viewer),
    }),
    form: async () => ({ verb: 'errand.ask', title: 'Ask', fields: [], submitLabel: 'Ask' }),
  };
  return process as Process;
}

async function loadErrand(tx: Tx, id: number): Promise<Errand | null> {
  const row = await tx.taskGroup.findUnique({ where: { id } });
  if (!row) return null;
  return {
    id: row.id,
    reference: row.reference,
    state: row.state as State,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    title: row.title,
    askerId: row.sponsorId,
    doerId: row.leadId ?? 0,
    channelId: row.chairId,
    notes: row.missesInARow,
  };
}

async function insertErrand(tx: Tx, draft: Errand, to: Transition): Promise<number> {
  const row = await tx.taskGroup.create({
    data: {
      reference: await nextReference(tx, 'E', to.now),
      title: draft.title,
      purpose: '',
      priority: '',
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      partnershipId: (draft as Errand & { partnershipId: number }).partnershipId,
      leadId: draft.doerId,
      sponsorId: draft.askerId,
      chairId: draft.channelId,
      startsOn: to.today,
      endsOn: to.today,
      cadence: 1,
    },
  });
  return row.id;
}
