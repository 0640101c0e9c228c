import { halfDaysInWords } from '../../calendar/halfDays.js';
import type { Card, CardElement } from '../../chat/card.js';
import { reasonsFor } from '../candidates.js';
import { type TermOfYear, termName } from '../window.js';
import { supportWorkflow } from '../workflow.js';
import type { BatchRequest } from './load.js';
import type { BatchPlan } from './plan.js';

/** Requests shown with a button each; a longer plan is not read in chat. */
const SHOWN = 12;

/**
 * The plan for a coordinator: who would serve which request, with the reasons and a button to ask; whom nobody
 * can serve; and what first come, first served would have given. Nothing is done until she presses.
 */
export function batchCard(requests: readonly BatchRequest[], plan: BatchPlan, term: TermOfYear | null): Card {
  const when = term ? ` for the ${termName(term)}` : '';
  if (requests.length === 0) {
    return {
      title: `A plan${when}`,
      body: [
        {
          type: 'text',
          text: 'None of your requests waits for a leader. Claim requests in /support queue first; the plan covers those that are yours.',
        },
      ],
      actions: [],
    };
  }
  const served = requests.filter(({ id }) => plan.best.given[String(id)] !== undefined);
  const without = requests.filter(({ id }) => plan.best.given[String(id)] === undefined);
  return {
    title: `A plan${when}: ${requests.length} request${requests.length === 1 ? '' : 's'}`,
    status: {
      text: `${served.length} of ${requests.length} can be served`,
      tone: without.length > 0 ? 'warning' : 'good',
    },
    body: [
      { type: 'text', text: comparison(plan) },
      ...served.slice(0, SHOWN).flatMap(request => sectionOf(request, plan)),
      ...(served.length > SHOWN
        ? [
            {
              type: 'text',
              text: `${served.length - SHOWN} more are planned: ask for these first, then type the command again.`,
              style: 'subtle',
            } as const,
          ]
        : []),
      ...(without.length > 0
        ? [
            { type: 'text', text: 'Nobody has the days for', style: 'strong' } as const,
            {
              type: 'list',
              items: without
                .slice(0, SHOWN)
                .map(
                  ({ record, need }) =>
                    `${record.reference}: ${record.area.title}, ${record.school.name}, ${halfDaysInWords(need.halfDays)}`,
                ),
            } as const,
          ]
        : []),
      {
        type: 'text',
        style: 'subtle',
        text: 'You decide. Leaders against whom something speaks (a neighbouring school, many deployments, a first one) are not planned: look at the request’s own list for them.',
      },
    ],
    actions: [],
  };
}

function comparison({ best, firstCome, proved }: BatchPlan): string {
  const sure = proved ? 'No plan matches better' : 'The search was cut short: a better plan may exist';
  const gain =
    best.served !== firstCome.served
      ? `first come, first served would have served ${firstCome.served}`
      : best.points > firstCome.points
        ? `first come, first served would have served as many, ${best.points - firstCome.points} points of 100 worse matched in all`
        : 'first come, first served would have come out the same';
  return `${sure}; ${gain}.`;
}

function sectionOf(
  { id, record, need, leaders }: BatchRequest,
  { best, firstCome }: BatchPlan,
): CardElement[] {
  const given = best.given[String(id)];
  const leader = leaders.find(each => String(each.designationId) === given);
  if (!leader) return [];
  const otherwise = firstCome.given[String(id)];
  const other = leaders.find(each => String(each.designationId) === otherwise);
  const instead =
    otherwise === given
      ? []
      : [
          {
            type: 'text',
            style: 'subtle',
            text: other
              ? `First come, first served would have given ${other.name}, whom another request needs more.`
              : 'First come, first served would have left it without anybody.',
          } as const,
        ];
  return [
    {
      type: 'section',
      title: `${record.reference} · ${record.area.title} · ${record.school.name} · ${halfDaysInWords(need.halfDays)}`,
      body: [
        { type: 'text', text: `${leader.name} (${leader.typeCode}), ${leader.home.name}`, style: 'strong' },
        { type: 'list', items: reasonsFor(need, leader) },
        ...instead,
      ],
      actions: [
        {
          verb: `${supportWorkflow.kind}.approach`,
          label: `Ask ${leader.name}`,
          entity: { kind: supportWorkflow.kind, id, version: record.version },
          values: { designationId: String(leader.designationId) },
        },
      ],
    },
  ];
}
