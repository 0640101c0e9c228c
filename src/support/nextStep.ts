import { halfDaysInWords } from '../calendar/halfDays.js';
import type { SupportState } from './record.js';
import type { SeenSupport } from './visibility.js';
import { byWhen, PARTY_WORDS } from './words.js';

/** As whom a viewer reads a card: the first of these that they are. */
const PERSPECTIVES = [
  'leader',
  'newHomeHead',
  'homeHead',
  'receivingHead',
  'coordinator',
  'requester',
  'payer',
  'coordinators',
  'brokeringChannel',
  'laAdviser',
  'programmeLead',
] as const;

type Perspective = 'leader' | 'newHomeHead' | 'homeHead' | 'head' | 'coordinator' | 'payer' | 'others';

/** What happens next and by when, in a sentence or two for one viewer. */
export function nextStep(seen: SeenSupport): string {
  return STEPS[seen.state](seen, perspectiveOf(seen.roles));
}

function perspectiveOf(roles: readonly string[]): Perspective {
  const first = PERSPECTIVES.find(role => roles.includes(role));
  switch (first) {
    case 'leader':
    case 'newHomeHead':
    case 'homeHead':
    case 'coordinator':
    case 'payer':
      return first;
    case 'receivingHead':
    case 'requester':
      return 'head';
    default:
      return 'others';
  }
}

const AGAIN = 'A new request can be made at any time with /support.';

const STEPS: Readonly<Record<SupportState, (seen: SeenSupport, as: Perspective) => string>> = {
  new: () => 'It is not sent yet.',

  draft: seen =>
    `Only you see this. Finish and send it${byWhen(seen.dueOn)}, or discard it; then it is wiped.`,

  callAsked: (seen, as) =>
    as === 'head'
      ? `${seen.coordinator ?? 'A coordinator'} rings you${byWhen(seen.dueOn)}.`
      : `Ring the head${byWhen(seen.dueOn)}, then write the request down or close it as settled.`,

  submitted: (seen, as) =>
    as === 'head'
      ? `A coordinator takes it up${byWhen(seen.dueOn)}. You will hear at once.`
      : `A coordinator claims it${byWhen(seen.dueOn)}. Who claims it sees the school and what is needed.`,

  triage: (seen, as) => {
    if (as !== 'coordinator')
      return `${seen.coordinator ?? 'A coordinator'} reads it and decides${byWhen(seen.dueOn)} how to help.`;
    return seen.panelDecides
      ? `Put it to the panel${byWhen(seen.dueOn)}, ask the head, or point elsewhere.`
      : `Take it on${byWhen(seen.dueOn)}, ask the head, or point elsewhere.`;
  },

  infoAsked: (seen, as) =>
    as === 'head'
      ? `Please answer the question${byWhen(seen.dueOn)}; then it goes on.`
      : `The head is asked to answer${byWhen(seen.dueOn)}.`,

  panel: (_seen, as) =>
    as === 'coordinator'
      ? 'Read the pack to the panel, and record its decision here.'
      : 'The panel decides at its next meeting. You will hear at once.',

  fundingAsked: (seen, as) =>
    as === 'payer' || seen.roles.includes('payer')
      ? `Please confirm the funding${byWhen(seen.dueOn)}, or say that it cannot be paid.`
      : `The payer is asked to confirm the funding${byWhen(seen.dueOn)}; then the search begins.`,

  matching: looking,

  releaseAsked: (seen, as) => {
    const by = byWhen(seen.dueOn);
    switch (as) {
      case 'leader':
        return seen.leaderAnswer === 'yes'
          ? 'You have said yes. You hear as soon as the school has chosen.'
          : `Can you take this on? Please answer${by}. You learn which school it is when you are chosen.`;
      case 'homeHead':
        return seen.releaseAnswer === 'yes'
          ? 'You have approved the release. The leader is asked next.'
          : `Can you release ${seen.leader ?? 'the leader'} for this? Please answer${by}. You learn which school it is when the leader is chosen.`;
      case 'head':
        return seen.chosen
          ? `You have chosen. The leader and their head are asked now${by ? ` and answer${by}` : ''}.`
          : looking(seen, as);
      case 'coordinator':
        return `It waits for home heads and leaders to answer${by}.`;
      default:
        return looking(seen, as);
    }
  },

  shortlisted: (seen, as) => {
    const by = byWhen(seen.dueOn);
    switch (as) {
      case 'leader':
        return `You have said yes. The school chooses${by}, and you hear either way.`;
      case 'homeHead':
        return `You have approved the release. The school chooses${by}, and you hear either way.`;
      case 'head':
        return seen.candidates
          ? `Please choose${by}. If none fits, say so; nobody is told why.`
          : `The head of the school chooses${by}.`;
      default:
        return `The head of the school chooses${by}.`;
    }
  },

  agreementDraft: (seen, as) =>
    as === 'coordinator'
      ? `Write the agreement${byWhen(seen.dueOn)}: days, dates and purpose. The parties then accept it.`
      : `${seen.coordinator ?? 'The coordinator'} writes the agreement${byWhen(seen.dueOn)}; every party is then asked to accept it.`,

  agreementProposed: (seen, as) => accepting(seen, as, 'the agreement, or ask for a change,'),

  firstContact: (seen, as) =>
    as === 'leader'
      ? `Get in touch with the school${byWhen(seen.dueOn)}, and press "We are in touch". ${left(seen)}`
      : `The leader gets in touch with the school${byWhen(seen.dueOn)}. ${left(seen)}`,

  active: (seen, as) => {
    switch (as) {
      case 'leader':
        return `Record each visit within five working days of it. ${left(seen)}`;
      case 'head':
        return `You see every visit here as it is recorded. ${left(seen)} Other days or dates can be asked for below.`;
      default:
        return `The leader works with the school. ${left(seen)}`;
    }
  },

  midReview: (seen, as) => {
    if (as === 'head' || as === 'leader')
      return seen.mineToSay
        ? `Half way: please say how it goes${byWhen(seen.dueOn)}. Only your coordinator reads it.`
        : 'Thank you for saying how it goes. The other side is asked too.';
    return `Both sides are asked how it goes${byWhen(seen.dueOn)}.`;
  },

  variationProposed: (seen, as) => accepting(seen, as, 'the change, or leave it as it was,'),

  releaseAgain: (seen, as) =>
    as === 'newHomeHead'
      ? `May ${seen.leader ?? 'the leader'} go on with this? Please answer${byWhen(seen.dueOn)}. You learn which school it is when you have agreed.`
      : `The leader's new home head is asked to let it go on${byWhen(seen.dueOn)}. Visits wait until then.`,

  onHold: seen => `It rests${seen.held ? ' as agreed' : ''}. It goes on when somebody takes it up again.`,

  evaluationDue: (seen, as) => {
    const by = byWhen(seen.dueOn);
    if (as === 'head')
      return seen.mineToSay
        ? `Please say how effective it was${by}: one tap and, if you like, a sentence.`
        : 'Thank you. The leader is asked for theirs; you need do nothing.';
    if (as === 'leader')
      return seen.mineToSay
        ? `Please write a sentence${by}: what went well, what was hard?`
        : 'Thank you. You see what the school says when it has said so.';
    return `Both sides say how it was${by}.`;
  },

  qualityCheck: (seen, as) =>
    as === 'coordinator'
      ? `Read both sides and sign it off${byWhen(seen.dueOn)}.`
      : `${seen.coordinator ?? 'The coordinator'} signs it off. Nothing is needed from you.`,

  signedOff: (seen, as) =>
    as === 'head'
      ? `One question follows${seen.dueOn ? ` on ${byWhen(seen.dueOn).replace(' by ', '')}` : ' after 90 days'}: did it last?`
      : 'The head is asked after 90 days whether it lasted.',

  impactCheck: (seen, as) =>
    as === 'head'
      ? `Did it last? One tap${byWhen(seen.dueOn)}, and it is closed.`
      : `The head is asked whether it lasted${byWhen(seen.dueOn)}.`,

  closed: () => 'It is done. Nothing more is needed.',
  signposted: () => `Other help fits better; the card says where. ${AGAIN}`,
  declined: () => `It will not be taken further. ${AGAIN}`,
  unmatched: () => `No leader could be found. ${AGAIN}`,
  withdrawn: () => `The head took it back. ${AGAIN}`,
  terminated: () => `It ended before any work was done. ${AGAIN}`,
  discarded: () => `The draft is gone, and its text wiped. ${AGAIN}`,
};

function looking(seen: SeenSupport, as: Perspective): string {
  if (as === 'coordinator') return `Find a leader${byWhen(seen.dueOn)}: the list says why each is a match.`;
  const who = seen.coordinator ?? 'A coordinator';
  return as === 'head'
    ? `${who} is looking for a leader; that usually takes two days. You will hear when one is found.`
    : `${who} has claimed it and is looking for a leader.`;
}

function accepting(seen: SeenSupport, as: Perspective, what: string): string {
  const by = byWhen(seen.dueOn);
  if (seen.mineToAccept.length > 0) return `Please accept ${what}${by || ' soon'}.`;
  const awaited = inWords(seen.awaitedParties?.map(party => `the ${PARTY_WORDS[party]}`) ?? []);
  return awaited && as !== 'others'
    ? `It waits for ${awaited} to accept${by}.`
    : `It is with the parties to accept${by}.`;
}

/** 'the leader', 'the leader and the home head', 'a, b and c'. */
function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function left({ agreement, halfDaysUsed = 0 }: SeenSupport): string {
  return agreement
    ? `${halfDaysInWords(agreement.halfDays - halfDaysUsed)} left${byWhen(agreement.endsOn)}.`
    : '';
}
