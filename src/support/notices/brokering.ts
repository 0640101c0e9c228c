import { byWhen } from '../words.js';
import { asking, type Notices, routine, turn } from './say.js';

/** What is said from the search to the agreement. */
export const brokeringNotices = {
  stillUnmatched: asking(
    ['matching'],
    ({ reference }) =>
      `${reference} has no leader after 48 hours. Ask the next candidate, look further afield, or tell the head what you can offer instead.`,
  ),
  lookFurther: asking(
    ['matching'],
    ({ reference }) =>
      `${reference} has no leader after five working days. Look further afield: the button is on the card. Or close it as unmatched so that it counts where leaders are missing.`,
  ),
  unmatched: routine(({ reference, roles }) =>
    roles.includes('requester')
      ? `${reference}: no leader could be found. It is kept for the report on where leaders are missing; your coordinator tells you what else can help, and you can ask again at any time.`
      : `${reference} is closed as unmatched: no leader could be found.`,
  ),
  summaryToAgree: asking(
    ['matching', 'releaseAsked'],
    ({ reference }) =>
      `${reference}: may leaders who are asked read the words on the card? Agree to them or change them; until then they see phase and area only.`,
  ),
  summaryAgreed: routine(({ reference }) => `${reference}: the head has agreed to the words for leaders.`),
  noLongerNeeded: routine(
    ({ reference }) =>
      `${reference}: you are no longer needed for this request. Thank you for considering it; no answer is needed.`,
  ),
  leaderAsked: turn(
    ['releaseAsked'],
    ({ reference, area, phase, dueOn }) =>
      `Can you help? ${reference}: ${[phase, area].filter(Boolean).join(', ')}. Please say yes or no${byWhen(dueOn)}.`,
  ),
  releaseAsked: turn(
    ['releaseAsked'],
    ({ reference, dueOn }) =>
      `Can you release one of your leaders to help another school? ${reference}. Please answer${byWhen(dueOn)}.`,
  ),
  leaderSaidYes: routine(({ reference, state }) =>
    state === 'releaseAsked'
      ? `${reference}: a leader says yes. Others have still to answer.`
      : `${reference}: a leader says yes.`,
  ),
  leaderSaidNo: turn(['matching', 'releaseAsked', 'shortlisted'], ({ reference, state }) =>
    state === 'matching'
      ? `${reference}: the leader cannot take it on. Next: ask another candidate.`
      : `${reference}: one of the leaders cannot take it on. The card shows who is left.`,
  ),
  releaseApproved: routine(
    ({ reference, state }) =>
      `${reference}: the release is approved.${state === 'releaseAsked' ? ' The leader is asked now.' : ''}`,
  ),
  releaseRefused: turn(['matching', 'releaseAsked', 'shortlisted'], ({ reference, state }) =>
    state === 'matching'
      ? `${reference}: the leader cannot be released now. Next: ask another candidate.`
      : `${reference}: one of the leaders cannot be released now. The card shows who is left.`,
  ),
  stillMatching: routine(
    ({ reference, coordinator }) =>
      `${reference}: still matching. ${coordinator ?? 'Your coordinator'} goes on looking for the right leader; nothing is needed from you.`,
  ),
  answerDue: asking(
    ['releaseAsked'],
    ({ reference, dueOn }) => `${reference} waits for your answer${byWhen(dueOn)}. A no is helpful too.`,
  ),
  noAnswerYet: asking(['releaseAsked', 'releaseAgain'], ({ reference, state }) =>
    state === 'releaseAgain'
      ? `${reference}: the leader's new home head has not answered after three school days. Give them a ring.`
      : `${reference}: not everybody has answered after three school days. Give them a ring, or find another leader.`,
  ),
  shortlistReady: turn(
    ['shortlisted'],
    ({ reference, dueOn }) =>
      `${reference}: your coordinator has found help. Please look at the profiles on the card and choose${byWhen(dueOn)}; if none fits, say so there.`,
  ),
  shortlistWaits: asking(
    ['shortlisted'],
    ({ reference, dueOn }) =>
      `${reference} waits for your choice${byWhen(dueOn)}. Leaders keep days free for you meanwhile; "None of these" is an answer too.`,
  ),
  shortlistLate: asking(
    ['shortlisted'],
    ({ reference }) => `${reference}: the head has not chosen after five school days. Give them a ring.`,
  ),
  noneChosen: turn(
    ['matching'],
    ({ reference }) => `${reference}: the head would rather have somebody else. Next: ask other candidates.`,
  ),
  chosen: routine(({ reference, coordinator, roles }) =>
    roles.includes('leader')
      ? `${reference}: the school has chosen you. Next: ${coordinator ?? 'the coordinator'} writes the agreement for you to accept; the card says which school it is.`
      : `${reference}: the school has chosen your leader. Next: ${coordinator ?? 'the coordinator'} writes the agreement for you to accept; the card says which school it is.`,
  ),
  agreementToWrite: turn(
    ['agreementDraft'],
    ({ reference, dueOn, changeAsked }) =>
      `${reference}: ${changeAsked ? 'a party asks for a change' : 'the leader is chosen'}. Please write the agreement${byWhen(dueOn)}.`,
  ),
  agreementUndrafted: asking(
    ['agreementDraft'],
    ({ reference }) => `${reference}: leader and school still wait for the agreement. Please write it today.`,
  ),
  agreementToAccept: turn(
    ['agreementProposed'],
    ({ reference, dueOn }) =>
      `The agreement for ${reference} is ready. Please accept it or ask for a change${byWhen(dueOn)}; it holds when every party has accepted.`,
  ),
  agreementStillOpen: asking(
    ['agreementProposed'],
    ({ reference, dueOn }) =>
      `The agreement for ${reference} still waits for you${byWhen(dueOn)}. Accept it, or say what should change.`,
  ),
  agreementOverdue: asking(['agreementProposed', 'variationProposed'], ({ reference, state }) =>
    state === 'variationProposed'
      ? `${reference}: not every party has accepted the variation after ten school days. The card says who has not; until then the agreement holds as it was.`
      : `${reference}: not every party has accepted the agreement after ten school days. The card says who has not.`,
  ),
  accepted: routine(({ reference, state }) =>
    state === 'agreementProposed'
      ? `${reference}: a party has accepted the agreement. The card says whom it waits for.`
      : `${reference}: a party has accepted the agreement.`,
  ),
  agreed: routine(({ reference, roles, dueOn, state }) => {
    const by = state === 'firstContact' ? byWhen(dueOn) : '';
    return roles.includes('leader')
      ? `The agreement for ${reference} holds: everybody has accepted. Please get in touch with the school${by || ' within seven days'}.`
      : `The agreement for ${reference} holds: everybody has accepted. The leader gets in touch with the school${by || ' within seven days'}; other days or dates can be asked for on the card.`;
  }),
} as const satisfies Partial<Notices<string>>;
