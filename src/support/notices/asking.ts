import { halfDaysInWords } from '../../calendar/halfDays.js';
import { byWhen } from '../words.js';
import { asking, type Notices, routine, turn } from './say.js';

/** Where a request comes from that another process has prepared, by its kind. */
const CAME_OUT_OF: Readonly<Record<string, string>> = {
  reviewAction: ', out of an action of your peer review',
  groupRecommendation: ', out of a recommendation that your partnership’s board has accepted',
};

/** What is said from the wish for help to the payer's yes. */
export const askingNotices = {
  received: routine(
    ({ reference, state, dueOn }) =>
      `Your support request ${reference} has arrived.${state === 'submitted' ? ` A coordinator takes it up${byWhen(dueOn)}; you will hear at once. To take it back, press Withdraw.` : ''}`,
  ),
  newRequest: routine(
    ({ reference, phase, area, timing, wantedHalfDays, state, dueOn }) =>
      `New support request ${reference}: ${[phase, area, timing, wantedHalfDays && `about ${halfDaysInWords(wantedHalfDays)}`].filter(Boolean).join(' · ')}.${state === 'submitted' ? ` Please claim it${byWhen(dueOn)}.` : ''}`,
  ),
  draftSuggested: asking(
    ['draft'],
    ({ reference, origin }) =>
      `A request for support has been prepared for you${origin ? (CAME_OUT_OF[origin] ?? '') : ''}: ${reference}. Nobody else sees it. Finish and send it, change it or discard it; after 30 days it is wiped.`,
  ),
  draftWaits: asking(
    ['draft'],
    ({ reference, dueOn }) =>
      `Your draft ${reference} is not sent yet. Finish and send it, or discard it; it is wiped${byWhen(dueOn) || ' after 30 days'}.`,
  ),
  callMe: turn(
    ['callAsked'],
    ({ reference }) =>
      `${reference}: a head would rather talk. Please say that you will ring; the card says whom and when.`,
  ),
  callWaiting: {
    ...asking(
      ['callAsked'],
      ({ reference }) => `${reference}: a head is still waiting to be rung. Please ring today.`,
    ),
    urgency: 'urgent',
  },
  callTaken: routine(
    ({ reference, coordinator }) => `${reference}: ${coordinator ?? 'A coordinator'} rings you.`,
  ),
  writtenDown: routine(
    ({ reference, coordinator }) =>
      `${coordinator ?? 'A coordinator'} has written down what you talked about: ${reference}. The card shows it; tell them what should be different.`,
  ),
  commissioned: turn(
    ['matching', 'submitted', 'triage'],
    ({ reference, state }) =>
      `${reference} is commissioned support. ${state === 'submitted' ? 'Please claim it' : 'A coordinator looks for a leader'}; no other school sees this.`,
  ),
  commissionedForYou: routine(
    ({ reference, coordinator }) =>
      `${reference}: support has been arranged for your school, at no cost to it. Next: ${coordinator ?? 'a coordinator'} looks for a leader, whom you choose. Your coordinator is glad to talk it over.`,
  ),
  claimed: routine(
    ({ reference, coordinator }) =>
      `${coordinator ?? 'A coordinator'} has taken up your support request ${reference} and reads it now. You will hear within three working days.`,
  ),
  yours: turn(
    ['triage'],
    ({ reference, dueOn }) =>
      `You have claimed ${reference}. Next: take it on, or say what is missing${byWhen(dueOn)}.`,
  ),
  takenOver: routine(
    ({ reference, coordinator }) =>
      `${coordinator ?? 'Another coordinator'} now looks after ${reference}. Nothing is needed from you.`,
  ),
  unclaimed: asking(
    ['submitted'],
    ({ reference, dueOn }) =>
      `Nobody has claimed ${reference} yet; it was to be claimed${byWhen(dueOn)}. Please see that somebody does.`,
  ),
  triageDue: asking(
    ['triage'],
    ({ reference }) =>
      `${reference} still waits to be taken on. Take it on, ask the head, point elsewhere or decline it: the head was told three working days.`,
  ),
  infoAsked: turn(
    ['infoAsked'],
    ({ reference, dueOn }) =>
      `There is a question about your support request ${reference}. The card shows it; please answer${byWhen(dueOn)}, or ring your coordinator.`,
  ),
  infoStillOpen: asking(
    ['infoAsked'],
    ({ reference }) =>
      `${reference} still waits for your answer to the question on the card. A sentence is enough; or withdraw it.`,
  ),
  infoAnswered: turn(['triage'], ({ reference }) => `${reference}: the head has answered. Next: take it on.`),
  infoMissing: asking(
    ['infoAsked'],
    ({ reference }) => `${reference}: the head has not answered your question. Give them a ring.`,
  ),
  panelAsked: routine(
    ({ reference, coordinator }) =>
      `${reference} goes to the panel's next meeting. ${coordinator ?? 'Your coordinator'} tells you what it decides; nothing is needed from you.`,
  ),
  panelWaits: asking(
    ['panel'],
    ({ reference }) =>
      `${reference} still waits for the panel. Record what it decided, or ask when it meets.`,
  ),
  takenOn: routine(({ reference, state, coordinator }) => {
    if (state === 'declined')
      return `Your support request ${reference} cannot be taken further. The reason is on the card; your coordinator is glad to talk it over.`;
    const next =
      state === 'fundingAsked'
        ? 'the payer is asked to confirm the funding, which may take five working days'
        : `${coordinator ?? 'your coordinator'} looks for a leader, which usually takes two days`;
    return `Your support request ${reference} is taken on. Next: ${next}. To change or stop it, talk to your coordinator or press Withdraw.`;
  }),
  signposted: routine(
    ({ reference }) =>
      `${reference}: there is other help that fits better. The card says where; your coordinator is glad to talk it over.`,
  ),
  declined: routine(
    ({ reference }) =>
      `Your support request ${reference} cannot be taken further. The reason is on the card; your coordinator is glad to talk it over.`,
  ),
  fundingToConfirm: turn(
    ['fundingAsked'],
    ({ reference, dueOn }) =>
      `Can the funding of ${reference} be confirmed? Please answer${byWhen(dueOn)}; the search begins when you have.`,
  ),
  fundingStillOpen: asking(['fundingAsked'], ({ reference, roles }) =>
    roles.includes('payer')
      ? `${reference} still waits for the funding to be confirmed. Please answer today; the search begins when you have.`
      : `${reference}: the funding is not confirmed yet after five working days. The search begins when it is.`,
  ),
  fundingConfirmed: routine(
    ({ reference, coordinator }) =>
      `${reference}: the funding is confirmed. Next: ${coordinator ?? 'the coordinator'} looks for a leader.`,
  ),
  fundingRefused: turn(
    ['triage'],
    ({ reference }) =>
      `${reference}: the payer cannot pay. Next: choose who else pays, or tell the head what you can offer instead.`,
  ),
  withdrawn: routine(({ reference }) => `${reference} has been withdrawn. Nothing more is needed.`),
} as const satisfies Partial<Notices<string>>;
