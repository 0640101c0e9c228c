import { halfDaysInWords } from '../calendar/halfDays.js';
import { formatDate } from '../calendar/localDate.js';
import type { Fact } from '../chat/card.js';
import type { SeenSupport } from './visibility.js';
import {
  agreementInWords,
  costInWords,
  END_WORDS,
  GO_ON_WORDS,
  HOLD_WORDS,
  LASTING_WORDS,
  PARTY_WORDS,
  PAYER_WORDS,
  RATING_WORDS,
  WORKING_WORDS,
} from './words.js';

type Row = readonly [string, string | null | undefined | false];

/** What a viewer's card says in rows, only of what they may see. */
export function factsOf(seen: SeenSupport): Fact[] {
  const rows: readonly Row[] = [...request(seen), ...terms(seen), ...work(seen), ...results(seen)];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function request(seen: SeenSupport): readonly Row[] {
  const leader = seen.leader && (seen.homeSchool ? `${seen.leader}, ${seen.homeSchool}` : seen.leader);
  const asker = seen.school && seen.requester ? `${seen.school} (${seen.requester})` : seen.school;
  const paid = seen.funded?.note ? `${seen.funded.note}, ` : '';
  return [
    ['School', asker],
    ['Phase', seen.phase],
    ['Needed', seen.timing],
    ['About', seen.wantedHalfDays != null && halfDaysInWords(seen.wantedHalfDays)],
    ['Commissioned', seen.commissioned && 'Yes: no other school learns this'],
    ['Coordinator', seen.coordinator],
    ['Who pays', seen.payer && seen.payer !== 'partnership' && PAYER_WORDS[seen.payer]],
    ['Funding confirmed', seen.funded && `${paid}${formatDate(seen.funded.on, 'short')}`],
    ['Panel', seen.panel && `${formatDate(seen.panel.on, 'short')}, ${seen.panel.minute}`],
    ['Leader', leader],
    ['New home school', seen.newHome],
  ];
}

function terms(seen: SeenSupport): readonly Row[] {
  const { agreement, variation } = seen;
  return [
    ['Agreed', agreement && agreementInWords(agreement)],
    ['Purpose', agreement?.purpose],
    [
      'Cost',
      agreement?.ratePence != null &&
        agreement.ratePence > 0 &&
        costInWords(agreement.halfDays, agreement.ratePence),
    ],
    ['Activities', agreement?.activities],
    ['How we will see that it helped', agreement?.measures],
    ['Milestones', agreement?.milestones],
    ['Visits planned', agreement?.visitsPlanned != null && String(agreement.visitsPlanned)],
    ['Accountable at the school', agreement?.contact],
    ['How it ends', agreement?.exitStrategy],
    [
      'Letter of assurance',
      agreement?.assuranceOn && `on file since ${formatDate(agreement.assuranceOn, 'short')}`,
    ],
    [
      'Change proposed',
      agreement &&
        variation &&
        `${agreementInWords({ ...agreement, halfDays: variation.halfDays, endsOn: variation.endsOn })}: ${variation.reason}`,
    ],
    ['Accepted by', seen.acceptedBy?.map(party => PARTY_WORDS[party]).join(', ')],
  ];
}

/** States in which a change that a party asked for waits for the coordinator. */
const CHANGING = ['agreementDraft', 'firstContact', 'active'];

function work(seen: SeenSupport): readonly Row[] {
  return [
    ['Change asked for', CHANGING.includes(seen.state) && seen.changeAsked],
    ['Next visit', seen.nextVisitOn && formatDate(seen.nextVisitOn, 'short')],
    ['On hold because', seen.state === 'onHold' && seen.holdReason && HOLD_WORDS[seen.holdReason]],
    ...(seen.midReviews ?? []).map(
      ({ party, working, goOn, comment }): Row => [
        `Half way, the ${PARTY_WORDS[party]}`,
        [WORKING_WORDS[working], GO_ON_WORDS[goOn], comment].filter(Boolean).join('. '),
      ],
    ),
    ['Ended early because', seen.endedEarly && END_WORDS[seen.endedEarly]],
  ];
}

function results(seen: SeenSupport): readonly Row[] {
  return [
    ['How effective', seen.rating && RATING_WORDS[seen.rating]],
    ['Comment', seen.comment],
    ['The leader says', seen.reflection],
    ['Done about concerns', seen.qualityNote],
    ['Did it last?', seen.lasting && LASTING_WORDS[seen.lasting]],
    ['90 days later', seen.lastingComment],
    ['Outcome', seen.outcome],
  ];
}
