import { z } from 'zod';
import { BOARD_KINDS } from '../network/boards.js';
import { PHASES } from '../network/school.js';
import { PARTS, TERM_YEARS } from './record.js';
import { TEMPLATE_NAMES } from './templates.js';

// Other processes have a board decide something by `askBoard` and get `boardDecided` back: the contract, with an
// example, is src/workflow/boardQuestion.ts. Whose boards there are and who holds their offices: src/network/boards.ts.

/** Longest title of an agenda item, and longest sentence beside it, in characters. */
export const TITLE_LENGTH = 200;
export const NOTE_LENGTH = 2000;

export const sentence = (missing: string, most = TITLE_LENGTH) =>
  z.string({ error: missing }).trim().min(1, missing).max(most, `Please keep it under ${most} characters.`);
export const optional = (most = NOTE_LENGTH) =>
  z.string().trim().max(most, `Please keep it under ${most} characters.`).default('');
export const id = (missing: string) => z.coerce.number({ error: missing }).int().positive(missing);
/** A toggle as forms and typed commands give it. */
const toggle = z.union([z.boolean(), z.enum(['true', 'false'])]).transform(value => String(value) === 'true');
const phase = z.enum(PHASES).optional();

const SLUG = /^[a-z][a-z0-9-]{1,30}$/;
const slug = z
  .string({ error: 'Give the board a short name to type.' })
  .trim()
  .toLowerCase()
  .regex(SLUG, 'Two to thirty letters, digits or hyphens: "primary-ip".');

export const SetUpInput = z.object({
  partnershipId: z.coerce.number().int().optional(),
  template: z.enum(TEMPLATE_NAMES as [(typeof TEMPLATE_NAMES)[number]], {
    error: 'Choose which boards to set up.',
  }),
});

/** One board of a template: what setting up goes on with, after the first. */
export const FoundInput = z.object({
  partnershipId: z.number().int(),
  template: z.enum(TEMPLATE_NAMES as [(typeof TEMPLATE_NAMES)[number]]),
  at: z.number().int().nonnegative(),
});

export const BoardInput = z.object({
  partnershipId: z.coerce.number().int().optional(),
  name: sentence('Give the board its name.'),
  slug,
  kind: z.enum(BOARD_KINDS, { error: 'Choose what kind of board it is.' }),
  phase,
  reportsToId: id('Choose the board it reports to.').optional(),
  twoPart: toggle.default(false),
});

export const EditInput = z.object({
  name: sentence('Give the board its name.'),
  reportsToId: id('Choose the board it reports to.').optional(),
  apartFromId: id('Choose the board between whose meetings it meets.').optional(),
  twoPart: toggle.default(false),
  termYears: z.coerce
    .number({ error: 'Give the years of a term.' })
    .int('Whole years, please.')
    .min(1, 'A term is at least a year.')
    .max(6, 'A term is at most six years.')
    .default(TERM_YEARS),
});

export const OfficesInput = z.object({
  chairId: id('Choose the chair.').optional(),
  deputyId: id('Choose the deputy.').optional(),
});

export const AddSeatsInput = z.object({
  constituency: sentence('Say whom the holder speaks for.'),
  phase,
  count: z.coerce
    .number({ error: 'Give the number of seats.' })
    .int('Whole seats, please.')
    .min(1, 'At least one seat.')
    .max(20, 'At most twenty seats at a time.')
    .default(1),
});

export const RaiseInput = z.object({
  title: sentence('Say in a few words what should be discussed.'),
  note: optional(),
  part: z.enum(PARTS, { error: 'Choose part A or part B.' }).default('A'),
});

export const DropItemInput = z.object({ itemId: id('Choose the item.') });

/** An item that another piece of the board's work puts on its agenda: a paper, or an event's outcome. */
export const AddItemInput = z.object({
  kind: z.enum(['paper', 'outcome']),
  title: z.string(),
  note: z.string().default(''),
  key: z.string(),
  raisedById: z.number().int().nullable(),
  sourceKind: z.string(),
  sourceId: z.number().int(),
  sourceReference: z.string(),
});
