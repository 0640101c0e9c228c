import { londonDate } from '../calendar/london.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import type { CommandRequest } from '../chat/command.js';
import { currentOn, presentOn } from '../network/current.js';
import type { Store } from '../store/open.js';
import { appendAudit } from '../workflow/audit.js';
import { RELEASE_CHECKS, TRIAGE_MODES } from './codes.js';
import type { SupportSettings } from './record.js';
import { changeSupportSettings, supportSettings } from './settings.js';

const TRIAGE_WORDS: Readonly<Record<SupportSettings['triageMode'], string>> = {
  coordinator: 'the coordinator who claims a request decides',
  panel: 'a panel decides; coordinators record what it decided',
};

const RELEASE_WORDS: Readonly<Record<SupportSettings['releaseCheck'], string>> = {
  beforeShortlist: 'home heads are asked first, and the school chooses among those who can come',
  afterChoice: 'the school chooses first, and the home head of its choice is asked then',
};

const NOT_YOURS =
  'How support is brokered is set by the programme lead of the partnership, and you are not on record as one.';

/**
 * '/support settings': how the caller's partnership brokers; '/support settings release afterChoice' changes
 * it, with an audit entry.
 */
export async function settingsCommand(store: Store, { interaction, rest }: CommandRequest): Promise<Answer> {
  const { personId, at, platform } = interaction;
  const today = londonDate(at);
  const office = await store.db.roleAssignment.findFirst({
    where: {
      personId,
      role: 'programmeLead',
      partnershipId: { not: null },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { partnershipId: true, partnership: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const node = office?.partnershipId ?? null;
  if (node === null) return refused(NOT_YOURS);
  const name = office?.partnership?.name ?? '';
  if (rest === '') return { type: 'card', card: settingsCard(name, await supportSettings(store.db, node)) };
  const change = readChange(rest);
  if (!change)
    return refused(
      `I do not know "${rest}". Type /support settings triage ${TRIAGE_MODES.join(' or ')}, or /support settings release ${RELEASE_CHECKS.join(' or ')}.`,
    );
  const settings = await store.transaction(async tx => {
    const before = await tx.auditEntry.count({ where: { entityKind: 'supportSettings', entityId: node } });
    const changed = await changeSupportSettings(tx, node, change);
    await appendAudit(tx, {
      at,
      entityKind: 'supportSettings',
      entityId: node,
      entityVersion: before + 1,
      personId,
      forId: null,
      role: 'programmeLead',
      platform,
      verb: 'set',
      fromState: 'set',
      toState: 'set',
      reason: Object.entries(change).join(' '),
    });
    return changed;
  });
  return done('Changed, from now on and for requests under way.', settingsCard(name, settings));
}

function readChange(text: string): Partial<SupportSettings> | null {
  const [what, value] = text.trim().split(/\s+/);
  const triageMode = TRIAGE_MODES.find(mode => mode === value);
  if (what === 'triage' && triageMode) return { triageMode };
  const releaseCheck = RELEASE_CHECKS.find(order => order.toLowerCase() === value?.toLowerCase());
  return what === 'release' && releaseCheck ? { releaseCheck } : null;
}

function settingsCard(name: string, { triageMode, releaseCheck }: SupportSettings): Card {
  return {
    title: `How ${name} brokers support`,
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'Triage', value: TRIAGE_WORDS[triageMode] },
          { label: 'Release', value: RELEASE_WORDS[releaseCheck] },
        ],
      },
      {
        type: 'text',
        style: 'subtle',
        text: `To change it: /support settings triage ${TRIAGE_MODES.join('|')}, /support settings release ${RELEASE_CHECKS.join('|')}.`,
      },
    ],
    actions: [],
  };
}
