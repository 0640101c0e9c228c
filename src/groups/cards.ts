import { formatDate } from '../calendar/localDate.js';
import type { Card, CardElement, Fact } from '../chat/card.js';
import { buttons } from '../workflow/buttons.js';
import type { Viewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { checkInWorkflow } from './checkIn/workflow.js';
import type { CheckInAnswer, CheckInRecord, GroupRecord } from './record.js';
import { type SeenGroup, seeCheckIn, seeGroup } from './visibility.js';
import { milestoneWords, RAG_TONES, RAG_WORDS } from './words.js';
import { groupWorkflow } from './workflow.js';

/** A group as a viewer sees it: the highlight for a board, the whole for lead, deputy and sponsor. */
export function groupCard(group: GroupRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: groupWorkflow.kind, id: group.id, version: group.version };
  const seen = seeGroup(group, viewer, at.today);
  if (!seen) return { entity, title: 'A task-and-finish group', body: [moved], actions: [] };
  return {
    entity,
    title: seen.title,
    status: groupStatus(seen),
    body: [...highlight(seen, at), ...(seen.whole ? whole(seen) : [])],
    actions: buttons(groupWorkflow, group, viewer),
  };
}

/** A check-in: the question while it is open, the answer after. */
export function checkInCard(checkIn: CheckInRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: checkInWorkflow.kind, id: checkIn.id, version: checkIn.version };
  const seen = seeCheckIn(checkIn, viewer);
  if (!seen) return { entity, title: 'A check-in', body: [moved], actions: [] };
  const { group, answer } = seen;
  const title = `${group.title}: check-in ${seen.number}`;
  const actions = buttons(checkInWorkflow, checkIn, viewer);
  if (answer) {
    const how = [seen.unchanged ? 'no change' : '', seen.late ? 'late' : ''].filter(Boolean).join(', ');
    const by = `Answered by ${seen.answeredBy?.name ?? 'somebody who has left'}${how ? ` (${how})` : ''}.`;
    return {
      entity,
      title,
      status: { text: RAG_WORDS[answer.rag], tone: RAG_TONES[answer.rag] },
      body: [
        { type: 'facts', facts: answerFacts(answer) },
        { type: 'text', style: 'subtle', text: by },
      ],
      actions,
    };
  }
  const last = group.lastCheckIn;
  return {
    entity,
    title,
    status:
      seen.state === 'missed'
        ? { text: 'Not answered in time', tone: 'attention' }
        : { text: 'Two taps', tone: 'neutral' },
    body: [
      { type: 'text', text: checkInWorkflow.states[seen.state].says },
      {
        type: 'facts',
        facts: [{ label: 'Next milestone', value: milestoneWords(group.milestones, at.today) }],
      },
      ...(last
        ? [
            {
              type: 'text' as const,
              style: 'strong' as const,
              text: `Last time (${formatDate(last.answeredOn)})`,
            },
            {
              type: 'facts' as const,
              facts: [{ label: 'RAG', value: RAG_WORDS[last.rag] }, ...answerFacts(last)],
            },
          ]
        : []),
    ],
    actions,
  };
}

const moved: CardElement = { type: 'text', text: 'You no longer take part in this.' };

function groupStatus(seen: SeenGroup): Card['status'] & object {
  if (seen.state === 'closed') return { text: 'Closed', tone: 'neutral' };
  if (seen.state === 'stopped') return { text: 'Stopped early', tone: 'neutral' };
  return { text: RAG_WORDS[seen.rag], tone: RAG_TONES[seen.rag] };
}

function highlight(seen: SeenGroup, at: At): CardElement[] {
  const facts: Fact[] = [
    { label: 'Serves', value: seen.priority },
    { label: 'Led by', value: seen.lead.name },
    { label: 'Sponsor', value: seen.sponsor.name },
    { label: 'Next milestone', value: milestoneWords(seen.milestones, at.today) },
    { label: 'Reports by', value: formatDate(seen.endsOn) },
    ...(seen.progress ? [{ label: 'Done', value: seen.progress.done }] : []),
    ...(seen.progress?.next ? [{ label: 'Next', value: seen.progress.next }] : []),
  ];
  const done = seen.milestones.filter(milestone => milestone.doneOn).length;
  return [
    { type: 'facts', facts },
    ...(seen.milestones.length > 1
      ? [{ type: 'progress' as const, label: 'Milestones done', done, of: seen.milestones.length }]
      : []),
  ];
}

function whole(seen: SeenGroup): CardElement[] {
  const { whole: all } = seen;
  if (!all) return [];
  const facts: Fact[] = [
    { label: 'Purpose', value: all.purpose },
    ...(all.deputy ? [{ label: 'Deputy', value: all.deputy.name }] : []),
    ...(all.lastCheckIn?.blocker ? [{ label: 'In the way', value: all.lastCheckIn.blocker }] : []),
    ...(all.missesInARow > 0 ? [{ label: 'Missed in a row', value: String(all.missesInARow) }] : []),
  ];
  return [{ type: 'facts', facts }];
}

function answerFacts(answer: CheckInAnswer): Fact[] {
  return [
    { label: 'Done', value: answer.done },
    ...(answer.next ? [{ label: 'Next', value: answer.next }] : []),
    ...(answer.blocker ? [{ label: 'In the way', value: answer.blocker }] : []),
    ...(answer.halfDaysUsed > 0 ? [{ label: 'Days used', value: String(answer.halfDaysUsed / 2) }] : []),
  ];
}
