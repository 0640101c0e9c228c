import type { Action, Card, CardElement, Tone } from '../chat/card.js';
import { candidateSections, history, visits } from './cardParts.js';
import { factsOf } from './facts.js';
import { nextStep } from './nextStep.js';
import type { Lapse, SupportState } from './record.js';
import { DEPLOYED } from './states.js';
import type { SeenSupport } from './visibility.js';

const KIND = 'support';

const STATUS: Readonly<Record<SupportState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not sent yet', tone: 'neutral' },
  draft: { text: 'A draft, not sent yet', tone: 'neutral' },
  callAsked: { text: 'Please ring', tone: 'warning' },
  submitted: { text: 'Waits for a coordinator', tone: 'attention' },
  triage: { text: 'Being read', tone: 'attention' },
  infoAsked: { text: 'A question for the head', tone: 'attention' },
  panel: { text: 'With the panel', tone: 'attention' },
  fundingAsked: { text: 'Funding to confirm', tone: 'attention' },
  matching: { text: 'Looking for a leader', tone: 'attention' },
  releaseAsked: { text: 'A leader is asked', tone: 'attention' },
  shortlisted: { text: 'The school chooses', tone: 'attention' },
  agreementDraft: { text: 'The agreement is being written', tone: 'attention' },
  agreementProposed: { text: 'Agreement to accept', tone: 'attention' },
  firstContact: { text: 'Agreed; first contact next', tone: 'good' },
  active: { text: 'Under way', tone: 'good' },
  midReview: { text: 'Half way: how does it go?', tone: 'attention' },
  variationProposed: { text: 'A change to accept', tone: 'attention' },
  releaseAgain: { text: 'The new home head is asked', tone: 'attention' },
  onHold: { text: 'On hold', tone: 'neutral' },
  evaluationDue: { text: 'To be evaluated', tone: 'attention' },
  qualityCheck: { text: 'To be signed off', tone: 'attention' },
  signedOff: { text: 'Signed off', tone: 'good' },
  impactCheck: { text: 'Did it last?', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  signposted: { text: 'Pointed elsewhere', tone: 'neutral' },
  declined: { text: 'Declined', tone: 'warning' },
  unmatched: { text: 'No leader found', tone: 'warning' },
  withdrawn: { text: 'Withdrawn', tone: 'neutral' },
  terminated: { text: 'Ended early', tone: 'neutral' },
  discarded: { text: 'Discarded', tone: 'neutral' },
};

/** The status as one viewer reads it: a head is "still matching" whoever is being asked (DOMAIN 3.6). */
export function statusOf(seen: SeenSupport): Card['status'] {
  if (seen.roles.length === 0) return { text: 'Nothing is needed from you', tone: 'neutral' };
  if (seen.state !== 'releaseAsked') return STATUS[seen.state];
  if (seen.roles.includes('leader') && seen.leaderAnswer !== 'yes')
    return { text: 'You are asked', tone: 'attention' };
  if (seen.roles.includes('homeHead') && seen.releaseAnswer !== 'yes')
    return { text: 'You are asked to release a leader', tone: 'attention' };
  return STATUS[seen.candidates === undefined && seen.leader === undefined ? 'matching' : 'releaseAsked'];
}

/**
 * A request as one viewer sees it, with the buttons that the table gives them. Somebody who is no party (any
 * more) sees its reference and that nothing is needed from them.
 */
export function supportCard(seen: SeenSupport, actions: readonly Action[]): Card {
  const status = statusOf(seen);
  const body: CardElement[] =
    seen.roles.length === 0
      ? [{ type: 'text', text: 'This request has been settled without you, or is not yours to see.' }]
      : [
          { type: 'facts', facts: factsOf(seen) },
          ...ownWords(seen),
          ...progress(seen),
          ...designation(seen),
          ...candidateSections(seen),
          ...visits(seen),
          ...history(seen),
          { type: 'text', text: nextStep(seen), style: 'strong' },
        ];
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: seen.area
      ? `Support request ${seen.reference}: ${seen.area}`
      : `Support request ${seen.reference}`,
    ...(status && { status }),
    body,
    actions,
  };
}

function ownWords({ need, summary, summaryDraft, question, questionAnswer }: SeenSupport): CardElement[] {
  const lines = [
    need && `What is needed: ${need}`,
    summary && `In words for leaders: ${summary}`,
    summaryDraft && `Proposed words for leaders, not agreed yet: ${summaryDraft}`,
    question && `The coordinator asks: ${question}`,
    questionAnswer && `The answer: ${questionAnswer}`,
  ];
  return lines.flatMap(text => (text ? [{ type: 'text', text } as const] : []));
}

const LAPSED: Readonly<Record<Lapse, string>> = {
  underReview: 'is under review',
  expired: 'has expired',
  ended: 'has ended',
};

/** That the leader's designation counts for nothing new, while they are at work (DOMAIN 3.1). */
function designation({ lapsed, leader, state }: SeenSupport): CardElement[] {
  if (!lapsed || !leader || !DEPLOYED.includes(state)) return [];
  return [
    {
      type: 'text',
      text: `The designation of ${leader} ${LAPSED[lapsed]}. This deployment goes on; /deploy leaders shows what to decide.`,
    },
  ];
}

function progress({ agreement, halfDaysUsed }: SeenSupport): CardElement[] {
  if (!agreement || halfDaysUsed === undefined || halfDaysUsed === 0) return [];
  return [{ type: 'progress', label: 'Days used', done: halfDaysUsed / 2, of: agreement.halfDays / 2 }];
}

/** What the panel reads before it meets: every request put to it, as this coordinator may see each. */
export function panelPackCard(about: SeenSupport, all: readonly SeenSupport[]): Card {
  return {
    entity: { kind: KIND, id: about.id, version: about.version },
    title: `The panel's pack: ${all.length} request${all.length === 1 ? '' : 's'}`,
    body: [
      {
        type: 'text',
        text: 'Read aloud or print; what a head wrote is shown to the coordinator who claimed the request, and is not to be copied into a channel.',
        style: 'subtle',
      },
      ...all.map(
        (seen): CardElement => ({
          type: 'section',
          title: [seen.reference, seen.area, seen.phase, seen.timing].filter(Boolean).join(' · '),
          body: [
            { type: 'facts', facts: factsOf(seen) },
            ...ownWords(seen).flatMap(each => (each.type === 'text' ? [each] : [])),
          ],
          actions: [
            {
              verb: `${KIND}.open`,
              label: 'Open',
              entity: { kind: KIND, id: seen.id, version: seen.version },
            },
          ],
        }),
      ),
    ],
    actions: [{ verb: `${KIND}.open`, label: 'Back to the request' }],
  };
}
