import { daysInWords, type SupportState } from './record.js';
import type { SeenSupport } from './visibility.js';
import { byWhen, PARTY_WORDS } from './words.js';

/** As whom a viewer reads a card: the first of these that they are. */
const PERSPECTIVES = [
  'leader',
  'homeHead',
  'receivingHead',
  'requester',
  'coordinator',
  'coordinators',
  'brokeringChannel',
  'programmeLead',
] as const;

type Perspective = 'leader' | 'homeHead' | 'head' | 'coordinator' | 'others';

/** What happens next and by when, in a sentence or two for one viewer. */
export function nextStep(seen: SeenSupport): string {
  return STEPS[seen.state](seen, perspectiveOf(seen.roles));
}

function perspectiveOf(roles: readonly string[]): Perspective {
  const first = PERSPECTIVES.find(role => roles.includes(role));
  if (first === 'leader' || first === 'homeHead' || first === 'coordinator') return first;
  return first === 'receivingHead' || first === 'requester' ? 'head' : 'others';
}

const STEPS: Readonly<Record<SupportState, (seen: SeenSupport, as: Perspective) => string>> = {
  new: () => 'It is not sent yet.',

  submitted: (seen, as) =>
    as === 'head'
      ? `A coordinator takes it up${byWhen(seen.dueOn)}. You will hear at once.`
      : `A coordinator claims it${byWhen(seen.dueOn)}. Who claims it sees the school and what is needed.`,

  matching: looking,

  approached: (seen, as) => {
    const by = byWhen(seen.dueOn);
    switch (as) {
      case 'leader':
        return seen.leaderAnswer === 'yes'
          ? 'You have said yes. The home head is asked to release you.'
          : `Can you take this on? Please answer${by}. You learn which school it is when you are chosen.`;
      case 'homeHead':
        return seen.releaseAnswer === 'yes'
          ? 'You have approved the release. The leader is asked too.'
          : `Can you release ${seen.leader ?? 'the leader'} for this? Please answer${by}. You learn which school it is when the leader is chosen.`;
      case 'head':
        return looking(seen, as);
      default: {
        const open = [
          ...(seen.leaderAnswer === 'yes' ? [] : ['the leader']),
          ...(seen.releaseAnswer === 'yes' || seen.selfReleasing ? [] : ['the home head']),
        ];
        return seen.leader ? `It waits for ${inWords(open)} to answer${by}.` : looking(seen, as);
      }
    }
  },

  agreementDraft: (seen, as) =>
    as === 'coordinator'
      ? `Write the agreement${byWhen(seen.dueOn)}: days, dates and purpose. The parties then accept it.`
      : `${seen.coordinator ?? 'The coordinator'} writes the agreement${byWhen(seen.dueOn)}; every party is then asked to accept it.`,

  agreementProposed: (seen, as) => {
    const by = byWhen(seen.dueOn);
    if (seen.mineToAccept.length > 0)
      return `Please accept the agreement, or ask for a change,${by || ' soon'}.`;
    const awaited = inWords(seen.awaitedParties?.map(party => `the ${PARTY_WORDS[party]}`) ?? []);
    return awaited && as !== 'others'
      ? `It waits for ${awaited} to accept${by}.`
      : `The agreement is with the parties to accept${by}.`;
  },

  active: (seen, as) => {
    switch (as) {
      case 'leader':
        return `Get in touch with the school within seven days, and record each visit within five working days of it. ${left(seen)}`;
      case 'head':
        return `The leader gets in touch with you. You see every visit here as it is recorded. ${left(seen)}`;
      default:
        return `The leader works with the school. ${left(seen)}`;
    }
  },

  evaluationDue: (seen, as) =>
    as === 'head'
      ? `Please say how effective it was${byWhen(seen.dueOn)}: one tap and, if you like, a sentence.`
      : `The receiving head is asked how effective it was${byWhen(seen.dueOn)}.`,

  closed: () => 'It is done. Nothing more is needed.',
  declined: () => 'It will not be taken further. A new request can be made at any time with /support.',
  withdrawn: () => 'The head took it back. A new request can be made at any time with /support.',
};

function looking(seen: SeenSupport, as: Perspective): string {
  if (as === 'coordinator') return `Find a leader${byWhen(seen.dueOn)}: the list says why each is a match.`;
  const who = seen.coordinator ?? 'A coordinator';
  return as === 'head'
    ? `${who} is looking for a leader; that usually takes two days. You will hear when one is found.`
    : `${who} has claimed it and is looking for a leader.`;
}

/** 'the leader', 'the leader and the home head', 'a, b and c'. */
function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function left({ agreement, halfDaysUsed = 0 }: SeenSupport): string {
  return agreement
    ? `${daysInWords(agreement.halfDays - halfDaysUsed)} left${byWhen(agreement.endsOn)}.`
    : '';
}
