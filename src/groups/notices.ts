import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import { type GroupRecord, leadName } from './record.js';
import type { GroupNotice } from './terms.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_WORDS } from './words.js';

type Spec = NoticeSpec<GroupRecord>;

const routine = (text: Spec['text']): Spec => ({ urgency: 'routine', text });
const urgent = (text: Spec['text']): Spec => ({ urgency: 'urgent', text });

/** What is said about a group. The board's line carries nothing of misses or blockers; no reason is told on. */
export const groupNotices: Readonly<Record<GroupNotice, Spec>> = {
  proposed: routine(
    record =>
      `${record.proposer?.name ?? 'Somebody'} proposes the group "${record.title}" and asks you to sponsor it. Please answer within ten school days: take it on and name its lead, or say not now.`,
  ),
  proposalOpen: routine(
    record => `The proposal "${record.title}" still waits for your answer: take it on, or say not now.`,
  ),
  proposalOverdue: routine(
    record =>
      `The proposal "${record.title}" has waited ten school days for ${record.sponsor.name}'s answer. A word with them may help.`,
  ),
  declined: routine(
    record => `The proposal "${record.title}" is not taken on. ${record.sponsor.name} can tell you why.`,
  ),
  youLead: routine((record, viewer) =>
    viewer.roles.includes('lead')
      ? record.state === 'scoping'
        ? `You lead the group "${record.title}". Draft its terms of reference within fifteen school days: five short forms, each saved as you send it.`
        : record.state !== 'active'
          ? `You lead the group "${record.title}". The card shows where it stands and what is to be done.`
          : `You lead the group "${record.title}". Every ${record.cadence} school days I ask you for a check-in; two taps are enough.`
      : `You are deputy of the group "${record.title}", led by ${leadName(record)}.`,
  ),
  scoping: routine(
    record =>
      `"${record.title}" is taken on. ${leadName(record)} drafts its terms of reference for the board.`,
  ),
  termsOpen: routine(
    record =>
      `The terms of reference of "${record.title}" are still to be finished. What you have sent is saved; the card shows what is missing.`,
  ),
  termsOverdue: routine(
    record =>
      `The terms of reference of "${record.title}" were due fifteen school days after it was taken on. ${leadName(record)} has been reminded; you can name another lead or stop it.`,
  ),
  termsToApprove: routine(
    record =>
      `The terms of reference of "${record.title}" are with the board: approve them, or send them back.`,
  ),
  termsReturned: routine(
    record => `The board sends the terms of "${record.title}" back. The card shows what it asks for.`,
  ),
  boardSaid: routine(record =>
    record.state === 'active'
      ? `The board has approved the terms of "${record.title}" (${record.approval?.cited ?? 'as recorded'}). It starts today; every ${record.cadence} school days I ask the lead for a check-in.`
      : `The board sends the terms of "${record.title}" back. The card shows what it asks for.`,
  ),
  started: routine((record, viewer) =>
    viewer.channelId !== null
      ? `${record.title} has started; it reports by ${formatDate(record.endsOn)}.`
      : `You are part of the group "${record.title}". Every ${record.cadence} school days I ask the lead for a check-in; two taps are enough.`,
  ),
  startedForSponsor: routine(
    record =>
      `You sponsor the group "${record.title}". I tell you, in private, when check-ins stop coming; nothing to do now.`,
  ),
  joined: routine(
    record => `You have been added to the group "${record.title}", led by ${leadName(record)}.`,
  ),
  newLead: routine(record => `The group "${record.title}" is now led by ${leadName(record)}.`),
  covers: routine((record, viewer) =>
    viewer.roles.includes('cover')
      ? `You answer for ${leadName(record)} in the group "${record.title}"${until(record)}.`
      : `${record.cover?.person.name ?? 'Somebody'} answers for ${leadName(record)} in "${record.title}"${until(record)}.`,
  ),
  coverOver: routine(
    record => `The cover in "${record.title}" ends; ${leadName(record)} is asked again from tomorrow.`,
  ),
  noLead: urgent(
    record =>
      `"${record.title}" has no lead any more: ${leadName(record)} has left. Name another one; until then ${record.deputy && !record.deputy.left ? `${record.deputy.name} is asked` : 'nobody is asked'}.`,
  ),
  noSponsor: urgent(
    record =>
      `"${record.title}" has no sponsor any more: ${record.sponsor.name} has left. Please name another one (press "Name another sponsor"); until then nobody decides when it is stuck.`,
  ),
  newSponsor: routine(record => `The group "${record.title}" is now sponsored by ${sponsorNames(record)}.`),
  youSponsor: routine(
    record =>
      `You sponsor the group "${record.title}"${record.lead ? `, led by ${record.lead.name}` : ''}. The card shows where it stands and what waits for you.`,
  ),
  chairMissing: urgent(
    record =>
      `"${record.title}" waits for the chair of its board to decide, and there is no chair at present. Please see that one is named; it is then theirs to decide.`,
  ),
  highlight: routine((record, viewer, { today }) => {
    const seen = seeGroup(record, viewer, today);
    return seen
      ? `${seen.title}: ${RAG_WORDS[seen.rag]}. Next milestone: ${milestoneWords(seen.milestones, today)}.`
      : record.reference;
  }),
  oneMissed: routine(
    record =>
      `"${record.title}" has missed a check-in. Only its sponsors are told; a late answer still counts.`,
  ),
  twoMissed: urgent(
    record =>
      `"${record.title}" has missed ${record.missesInARow} check-ins in a row. Its sponsors are told in private, and it is on the chair's list. A word with ${leadName(record)} usually settles it.`,
  ),
  threeMissed: routine(
    record =>
      `"${record.title}" has missed ${record.missesInARow} check-ins in a row; its sponsor knows. It stands on the next agenda.`,
  ),
  extended: routine(record =>
    record.askedExtension
      ? `The chair is asked to extend "${record.title}" to ${formatDate(record.askedExtension.endsOn)}: that is more than six months beyond the agreed end. Until then it reports by ${formatDate(record.endsOn)}.`
      : `"${record.title}" now reports by ${formatDate(record.endsOn)}.`,
  ),
  extensionAsked: urgent(
    record =>
      `"${record.title}" is to be extended by more than six months in all${record.askedExtension ? `, to ${formatDate(record.askedExtension.endsOn)}` : ''}. Only you can grant that.`,
  ),
  extensionRefused: routine(
    record =>
      `The chair has not granted more time to "${record.title}". It reports by ${formatDate(record.endsOn)}.`,
  ),
  paused: routine(
    record =>
      `"${record.title}" is paused${record.pausedUntil ? ` until ${formatDate(record.pausedUntil)}` : ''}. Nobody is asked meanwhile; it then reports by ${formatDate(record.endsOn)}.`,
  ),
  resumed: routine(record => `"${record.title}" goes on. It reports by ${formatDate(record.endsOn)}.`),
  endNear: routine(
    record =>
      `"${record.title}" is to report by ${formatDate(record.endsOn)}. Ask the sponsor now if that will not do.`,
  ),
  endReached: routine(
    record => `Today "${record.title}" is to report. Send it for its fact check when it is written.`,
  ),
  reportBegun: routine((record, viewer) =>
    viewer.roles.includes('lead') || viewer.roles.includes('deputy')
      ? `The closing report of "${record.title}" is drafted from the record. Write over it in three short forms, add the recommendations, and send it for its fact check by ${formatDate(record.endsOn)}.`
      : `${leadName(record)} is writing the closing report of "${record.title}". You can read the draft.`,
  ),
  reportOverdue: routine(
    record => `The report of "${record.title}" is late: it was due ${formatDate(record.endsOn)}.`,
  ),
  factsToCheck: routine(
    record =>
      `Please read the draft report of "${record.title}" within five working days and say what is not right. No answer means that it is.`,
  ),
  factNoted: routine(
    record => `There is a note on the draft report of "${record.title}". The card shows it.`,
  ),
  factsChecked: routine(
    record =>
      `The fact check of "${record.title}" is over: ${record.factNotes.length === 0 ? 'no notes' : `${record.factNotes.length} ${record.factNotes.length === 1 ? 'note' : 'notes'}`}. Put right what needs it and send the report to the board.`,
  ),
  reportToDecide: routine(
    record =>
      `The report of "${record.title}" is with the board: accept, amend or reject each of its ${record.recommendations.filter(({ state }) => state === 'drafted').length} recommendations.`,
  ),
  decided: routine((record, viewer) => {
    const accepted = record.recommendations.filter(
      ({ outcome }) => outcome === 'accepted' || outcome === 'amended',
    );
    return viewer.channelId !== null
      ? `${record.title} has reported; the board accepted ${accepted.length} of its recommendations.`
      : `The board has decided on "${record.title}": ${accepted.length} of ${record.recommendations.filter(({ outcome }) => outcome !== null).length} recommendations are accepted. Each gets an owner and a date.`;
  }),
  closed: routine(record => `The group "${record.title}" is closed. Thank you to everybody in it.`),
  stopped: routine(record => `The group "${record.title}" has been stopped. Its sponsor can tell you why.`),
};

function sponsorNames({ sponsor, schoolSponsor }: GroupRecord): string {
  return [sponsor, schoolSponsor].flatMap(each => (each && !each.left ? [each.name] : [])).join(' and ');
}

function until({ cover }: GroupRecord): string {
  return cover ? ` until ${formatDate(cover.until)}` : '';
}
