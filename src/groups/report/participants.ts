import { inDays } from '../days.js';
import type { GroupRecord } from '../record.js';

/** Who took part in a group, each once, as a list in Markdown: those who answered for it and have left it too. */
export function participants({ lead, deputy, members, leaders, checkIns }: GroupRecord): string {
  const lines = new Map<number, string>();
  const add = (id: number, line: string) => {
    if (!lines.has(id)) lines.set(id, `- ${line}`);
  };
  if (lead) add(lead.id, `${lead.name}, lead`);
  if (deputy) add(deputy.id, `${deputy.name}, deputy`);
  for (const { answer } of checkIns) if (answer) add(answer.by.id, `${answer.by.name}, for part of the time`);
  for (const { person, brings } of members) {
    add(person.id, brings && brings !== PROPOSED ? `${person.name}: ${brings}` : person.name);
  }
  for (const { personId, name, typeCode, used } of leaders) {
    if (used > 0) add(personId, `${name}, ${typeCode}: ${inDays(used)}`);
  }
  return [...lines.values()].join('\n');
}

/** What the record notes of whoever proposed the group: it says nothing of what they bring. */
const PROPOSED = 'Proposed it';
