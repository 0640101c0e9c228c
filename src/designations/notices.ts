import { formatDate } from '../calendar/localDate.js';
import type { At, NoticeSpec } from '../workflow/process.js';
import type { DesignationNotice, DesignationRecord, DesignationState } from './record.js';
import { type SeenDesignation, see } from './visibility.js';

/** The reader's part in it: what the sentence is for. */
type Reader = 'leader' | 'homeHead' | 'office';

type Say = (seen: SeenDesignation, at: At) => string;

const OVERTAKEN = 'A designation that you were told of has moved on: nothing is needed from you any more.';

/**
 * A sentence for each reader. It is made when it leaves: when the designation has moved on by then, or is no longer
 * the reader's to see, it says so. Sentences show on lock screens, so they name nobody; the card below them does.
 */
function saying(
  states: readonly DesignationState[],
  says: Readonly<Partial<Record<Reader, Say>>>,
): NoticeSpec<DesignationRecord> {
  return {
    urgency: 'routine',
    text(record, viewer, at) {
      const seen = see(record, viewer);
      if (!states.includes(seen.state) || seen.leader === undefined) return OVERTAKEN;
      return says[readerOf(seen)]?.(seen, at) ?? OVERTAKEN;
    },
  };
}

function readerOf({ roles }: SeenDesignation): Reader {
  if (roles.includes('leader')) return 'leader';
  return roles.includes('coordinators') || roles.includes('programmeLead') ? 'office' : 'homeHead';
}

const when = ({ reviewDue }: SeenDesignation, today: string): string =>
  reviewDue === today ? 'today' : `on ${reviewDue ? formatDate(reviewDue) : 'a day to come'}`;

const was = ({ reviewDue }: SeenDesignation): string => (reviewDue ? ` on ${formatDate(reviewDue)}` : '');

export const designationNotices: Readonly<Record<DesignationNotice, NoticeSpec<DesignationRecord>>> = {
  dueSoon: saying(['active'], {
    leader: (seen, { today }) =>
      `Your designation as ${seen.typeCode} is due for review ${when(seen, today)}. The coordinator decides about its renewal; until then nothing changes. If you have changed school or want to stand down, say so on the card.`,
    homeHead: (seen, { today }) =>
      `The designation of a leader of your school is due for review ${when(seen, today)}. Tell the coordinator by then whether you can go on releasing them; if they have left you, say so on the card.`,
    office: (seen, { today }) =>
      `A leader's designation is due for review ${when(seen, today)}. Renew it by then on the card. Otherwise it expires: the leader is then in no new match, and deployments go on.`,
  }),
  expired: saying(['expired'], {
    leader: seen =>
      `Your designation as ${seen.typeCode} was due for review${was(seen)} and has expired. You are asked for nothing new until the coordinator renews it; what you are deployed to goes on.`,
    homeHead: seen =>
      `The designation of a leader of your school was due for review${was(seen)} and has expired. Nothing new is asked of them until it is renewed; deployments go on.`,
    office: seen =>
      `A leader's designation was due for review${was(seen)} and has expired: they are in no new match, and deployments go on. Renew it on the card, late as it is, or end it.`,
  }),
  stillExpired: saying(['expired'], {
    office: seen =>
      `A designation that expired${was(seen)} still waits for a decision. Renew it on the card, or end it.`,
  }),
  reviewCalled: saying(['underReview'], {
    leader: seen =>
      `Your designation as ${seen.typeCode} is being looked at again. The coordinator will be in touch; you are asked for nothing new meanwhile, and what you are deployed to goes on.`,
    homeHead: () =>
      'The designation of a leader of your school is being looked at again. The coordinator may ask you whether you can release them; nothing new is asked of them meanwhile, and deployments go on.',
    office: () =>
      "A leader's designation calls for a review; the card says why. Keep it or end it there, within four months. Meanwhile the leader is in no new match, and deployments go on.",
  }),
  reviewLate: saying(['underReview'], {
    leader: seen =>
      `The review of your designation as ${seen.typeCode} has taken four months. The coordinator and the programme lead have been told so; you may ask them.`,
    office: () =>
      'A review of a designation has taken four months. Keep the designation on the card, or end it.',
  }),
  renewed: saying(['active'], {
    leader: seen =>
      `Your designation as ${seen.typeCode} has been renewed${seen.reviewDue ? ` until ${formatDate(seen.reviewDue)}` : ''}: you may be asked for new work again. If something on the card is wrong, tell the coordinator.`,
    homeHead: seen =>
      `The designation of a leader of your school has been renewed${seen.reviewDue ? ` until ${formatDate(seen.reviewDue)}` : ''}. You are asked each time before they are released.`,
  }),
  ended: saying(['ended'], {
    leader: seen =>
      `Your designation as ${seen.typeCode} has ended. What you are deployed to goes on. If you think that it should not have ended, ask the coordinator: it can be restored.`,
    homeHead: () =>
      'The designation of a leader of your school has ended. Nothing new is asked of them; deployments go on.',
    office: () =>
      "A leader's designation has ended; the card says why. Deployments under way go on, and can be given to somebody else there.",
  }),
};
