import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { ReviewRecord } from './record.js';
import { asking, is, routine } from './say.js';
import type { ReportNotice } from './terms.js';
import { byWhen } from './words.js';

/** What is said from the visit until the report is with the school. */
export const reportNotices: Readonly<Record<ReportNotice, NoticeSpec<ReviewRecord>>> = {
  reportAsked: asking(
    ['feedbackGiven'],
    seen =>
      `${seen.reference}: thank you for leading it. Please write the draft with your team and give its link here; everybody on the team confirms it${byWhen(seen.dueOn)}.`,
  ),
  draftDue: asking(['feedbackGiven', 'draftReport'], seen =>
    seen.state === 'feedbackGiven'
      ? `${seen.reference}: the draft is owed${byWhen(seen.dueOn)}. Please give its link here when the team can read it.`
      : `${seen.reference}: please read the draft and confirm it${byWhen(seen.dueOn)}, or ask to talk.`,
  ),
  draftToConfirm: asking(
    ['draftReport'],
    seen =>
      `${seen.reference}: a draft is there for you to read. Please confirm this version${byWhen(seen.dueOn)}.`,
  ),
  draftQuestioned: routine(
    ({ reference }) =>
      `${reference}: somebody on the team would like to talk about the draft before confirming it.`,
  ),
  draftOverdue: asking(['feedbackGiven', 'draftReport', 'qualityCheck'], ({ reference, state }) =>
    state === 'qualityCheck'
      ? `${reference}: the draft is still with the moderator.`
      : `${reference}: the draft is overdue; it is not yet confirmed by the whole team.`,
  ),
  qualityAsked: asking(
    ['qualityCheck'],
    seen => `${seen.reference} is in the quality sample. Please read the draft${byWhen(seen.dueOn)}.`,
  ),
  qualityDue: asking(
    ['qualityCheck'],
    seen => `${seen.reference}: the draft waits for you${byWhen(seen.dueOn)}.`,
  ),
  draftToMend: asking(
    ['feedbackGiven'],
    ({ reference }) =>
      `${reference}: the moderator asks you to look at the draft again. The card says at what.`,
  ),
  factCheckAsked: asking(
    ['factCheck'],
    seen =>
      `${seen.reference}: the draft is there for you to check its facts${byWhen(seen.dueOn)}. You can accept it, correct it, or attach a reply.`,
  ),
  factCheckDue: asking(
    ['factCheck'],
    seen => `${seen.reference}: the draft waits for your check of the facts${byWhen(seen.dueOn)}.`,
  ),
  reportToFinish: asking(
    ['finalising'],
    seen => `${seen.reference}: the head has answered. Please finish the report${byWhen(seen.dueOn)}.`,
  ),
  reportOverdue: asking(['feedbackGiven', 'draftReport', 'qualityCheck', 'factCheck', 'finalising'], seen =>
    is(seen, 'leadReviewer')
      ? `${seen.reference}: the report is owed to the school. Please see what it waits for.`
      : `${seen.reference}: the report is not yet with the school; the card says what it waits for.`,
  ),
  reportLapsed: asking(
    ['lapsed'],
    ({ reference }) => `${reference}: no report came within 20 working days. It can still be brought.`,
  ),
  reportDone: routine(seen => {
    const { reference, followUpOn } = seen;
    if (is(seen, 'hostHead'))
      return `${reference}: the report is with you. It is yours: you decide who else reads it.`;
    if (is(seen, 'improvementChampion'))
      return `${reference}: the report is with the school. Please book the improvement workshop${byWhen(seen.dueOn)}.`;
    return `${reference}: the report is with the school.${followUpOn ? ` The follow-up is on ${formatDate(followUpOn)}.` : ''}`;
  }),
};
