import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { Refused } from '../../workflow/process.js';
import { PRESET_SPECS, PRESETS } from '../programme/presets.js';
import { type ProgrammeRules, ProgrammeRulesSchema } from '../programme.js';
import { nodesToOpenIn } from './queries.js';

/** What a cycle is run by: a programme that is kept, or a preset as it stands. */
export interface RulesChoice {
  /** 'programme 12' or 'preset triads', as the form carries it. */
  readonly value: string;
  readonly label: string;
  readonly programmeId: number | null;
  readonly rules: ProgrammeRules;
}

/** What is taken when nothing is chosen. */
export const usualRules = 'preset rotation';

/** The programmes of the partnerships in which a person may open a cycle, the newest first; then the presets. */
export async function rulesToChoose(tx: Tx, personId: number, today: LocalDate): Promise<RulesChoice[]> {
  const nodes = await nodesToOpenIn(tx, personId, today);
  const programmes = await tx.reviewProgramme.findMany({
    where: { state: 'active', partnershipId: { in: nodes.flatMap(node => [node.id, ...node.above]) } },
    orderBy: { id: 'desc' },
  });
  return [
    ...programmes.map(({ id, name, rules }) => ({
      value: `programme ${id}`,
      label: name,
      programmeId: id,
      rules: ProgrammeRulesSchema.parse(rules),
    })),
    ...PRESETS.map(preset => ({
      value: `preset ${preset}`,
      label: PRESET_SPECS[preset].label,
      programmeId: null,
      rules: PRESET_SPECS[preset].rules,
    })),
  ];
}

/** The choice that a form's value means. @throws Refused for a programme that is retired or not theirs */
export async function chosenRules(
  tx: Tx,
  personId: number,
  value: unknown,
  today: LocalDate,
): Promise<RulesChoice> {
  const wanted = typeof value === 'string' && value !== '' ? value : usualRules;
  const found = (await rulesToChoose(tx, personId, today)).find(choice => choice.value === wanted);
  if (!found)
    throw new Refused('That programme is not one by which you can open a cycle (any more). Choose another.');
  return found;
}
