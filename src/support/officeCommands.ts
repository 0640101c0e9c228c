import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import { csvText } from '../chat/csvText.js';
import type { Store } from '../store/open.js';
import { type BatchPlanner, batchInWorker } from './batch/batchInWorker.js';
import { batchCard } from './batch/card.js';
import { openRequests } from './batch/load.js';
import { batchProblem } from './batch/problem.js';
import { capacityCard } from './capacity.js';
import { capacityOf } from './capacityLoad.js';
import { loadBooks, moneyNodesOf } from './money/load.js';
import { moneyCard, schedule, scheduleRows } from './money/report.js';
import { readTerm, type TermOfYear } from './window.js';

/** Requests older than this are no guide to where leaders are needed, in ms: a year. */
const LOOKS_BACK = 365 * 86_400_000;

const NOT_YOURS =
  'That is for coordinators and finance officers of a partnership, and you are not on record as one. ' +
  'Ask your administrator to put that right.';

/** What those type at '/support' who run the office: the plan of a term, capacity, money. */
export function officeSubcommands({ db }: Store, planner: BatchPlanner = batchInWorker): Subcommand[] {
  const batch = async (request: CommandRequest, term: TermOfYear | null): Promise<Answer> => {
    const { personId, at } = request.interaction;
    const requests = await openRequests(db, personId, londonDate(at), term);
    return { type: 'card', card: batchCard(requests, await planner(batchProblem(requests)), term) };
  };

  const capacity = async ({ interaction: { personId, at } }: CommandRequest): Promise<Answer> => {
    const today = londonDate(at);
    const nodes = await moneyNodesOf(db, personId, today);
    if (nodes.length === 0) return refused(NOT_YOURS);
    const rows = await capacityOf(db, nodes, today, new Date(at.getTime() - LOOKS_BACK));
    return { type: 'card', card: capacityCard(rows) };
  };

  const money = async (request: CommandRequest, term: TermOfYear | null): Promise<Answer> => {
    const { personId, at } = request.interaction;
    const today = londonDate(at);
    const nodes = await moneyNodesOf(db, personId, today);
    if (nodes.length === 0) return refused(NOT_YOURS);
    const books = await loadBooks(db, nodes);
    const card = moneyCard(books, today, term);
    const text = csvText(scheduleRows(schedule(books, today, term)));
    const file = { type: 'file', name: 'recharge.csv', mediaType: 'text/csv', text } as const;
    return { type: 'card', card: { ...card, body: [...card.body, file] } };
  };

  return [
    {
      name: 'batch',
      usage: '[term]',
      says: 'For coordinators: the best plan for all your requests at once',
      run: withTerm(batch),
    },
    {
      name: 'capacity',
      says: 'For coordinators: where leaders are short, by area, phase and term',
      run: capacity,
    },
    {
      name: 'money',
      usage: '[term]',
      says: 'For coordinators and finance: what is billed, owed and late',
      run: withTerm(money),
    },
  ];
}

/** Reads the term that may follow the word; what is no term gets a sentence. */
function withTerm(run: (request: CommandRequest, term: TermOfYear | null) => Promise<Answer>) {
  return async (request: CommandRequest): Promise<Answer> => {
    if (request.rest === '') return run(request, null);
    const term = readTerm(request.rest, londonDate(request.interaction.at));
    return term
      ? run(request, term)
      : refused(`I do not know the term "${request.rest}". Write it as "spring 2027".`);
  };
}
