import { z } from 'zod';
import { LocalDateSchema } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { FollowUp } from './workflow.js';

// How a process has a board decide something, as plain data in both directions. It asks by the follow-up that
// `askBoard` makes; the question stands on the board's next agenda; whoever records what the board decided sends
// the answer back as the command `boardDecided` of the piece of work that asked, with BoardAnswer as its input:
//
//   submit: command({ by: ['lead'], to: 'boardReview',
//     follow: group => [askBoard({ boardId, askerKind: 'group', askerId: group.id, askerReference: group.reference,
//       subject: 'terms', question: `Approve the terms of reference of "${group.title}"`, detail: … })] }),
//   boardDecided: command({ by: ['system'], input: BoardAnswer, to: [...], next: (_group, answer) => … }),
//
// One question for each thing to be decided: a report with four recommendations asks four times, with the
// subjects 'recommendation:17' to 'recommendation:20', and gets four answers, together or one by one. A question
// that still waits is replaced when the same subject is asked again. Where the asker's table no longer accepts
// the answer, nothing happens there; the decision stands in the board's record. Only the asker takes a question off
// the agenda undecided, by `takeBack`: it finds its own with `openQuestionsOf`.

/** What a board can say to a question. */
export const BOARD_OUTCOMES = ['accepted', 'amended', 'rejected'] as const;
export type BoardOutcome = (typeof BOARD_OUTCOMES)[number];

/** Longest question and longest text beside it, in characters: a pack is read, not studied. */
const QUESTION_LENGTH = 300;
const DETAIL_LENGTH = 4000;

/** What is asked. `detail` is what members read before they decide; it stands in part A of the pack. */
export const BoardQuestion = z.object({
  boardId: z.number().int().positive(),
  askerKind: z.string(),
  askerId: z.number().int(),
  askerReference: z.string(),
  /** The asker's own word for what is decided: it comes back as it went. */
  subject: z.string().min(1),
  question: z.string().trim().min(1).max(QUESTION_LENGTH),
  detail: z.string().trim().max(DETAIL_LENGTH).default(''),
});

/** What was decided. `wording` is the text as amended, or why it was rejected; may be empty when accepted. */
export const BoardAnswer = z.object({
  subject: z.string(),
  outcome: z.enum(BOARD_OUTCOMES),
  // Forms read an empty text as no answer.
  wording: z.string().default(''),
  decidedOn: LocalDateSchema,
  /** 'BD-2026-0004', to be cited. */
  decisionReference: z.string(),
  /** The meeting at which it was decided; null between meetings. */
  meetingReference: z.string().nullable(),
});
export type BoardAnswer = z.infer<typeof BoardAnswer>;

/** Puts a question to a board, on its next agenda. */
export function askBoard(question: z.input<typeof BoardQuestion>): FollowUp {
  return { kind: 'decision', id: null, command: 'ask', input: question };
}

/** Takes a question that was asked off the agenda, undecided. */
export function takeBack(decisionId: number): FollowUp {
  return { kind: 'decision', id: decisionId, command: 'takeBack', input: {} };
}

/** The questions of some askers, by kind and id, that no board has decided; the table is src/boards/decision. */
export async function openQuestionsOf(
  tx: Tx,
  askers: Readonly<Record<string, readonly number[]>>,
): Promise<number[]> {
  const rows = await tx.boardDecision.findMany({
    where: {
      state: 'awaiting',
      OR: Object.entries(askers).map(([askerKind, ids]) => ({ askerKind, askerId: { in: [...ids] } })),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(row => row.id);
}

/** Tells whoever asked what the board has decided. */
export function answerAsker(asker: { kind: string; id: number }, answer: BoardAnswer): FollowUp {
  return { kind: asker.kind, id: asker.id, command: 'boardDecided', input: answer, mayBeTooLate: true };
}
