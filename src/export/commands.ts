import { formatDate, localDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Card, Fact } from '../chat/card.js';
import type { Subcommand } from '../chat/command.js';
import { currentOn } from '../network/current.js';
import { isRole, ROLE_TITLES } from '../network/role.js';
import type { Store, Tx } from '../store/open.js';
import { personRecords } from './person.js';

/** '/me data': what Convenor holds of the one who asks, in short, and how to get all of it. */
export function dataSubcommands(store: Store): readonly Subcommand[] {
  return [
    {
      name: 'data',
      says: 'What Convenor holds about you, and how to get all of it',
      run: async ({ interaction }) => ({
        type: 'card',
        card: await dataCard(store.db, interaction.personId, londonDate(interaction.at)),
      }),
    },
  ];
}

async function dataCard(tx: Tx, personId: number, today: ReturnType<typeof londonDate>): Promise<Card> {
  const held = await personRecords(tx, personId);
  const roles = await tx.roleAssignment.findMany({
    where: { personId, ...currentOn(today) },
    include: { school: { select: { name: true } }, partnership: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const accounts = await tx.account.findMany({
    where: { personId },
    select: { platform: true, state: true },
  });
  const counts = (held?.records ?? []).filter(
    ({ table }) => !['Person', 'RoleAssignment', 'Account'].includes(table),
  );
  const facts: Fact[] = [
    { label: 'Name', value: held?.person.name ?? '' },
    ...(held?.person.email ? [{ label: 'E-mail', value: held.person.email }] : []),
    ...roles.map(({ role, school, partnership, from }) => ({
      label: isRole(role) ? ROLE_TITLES[role] : role,
      value: `${school?.name ?? partnership?.name ?? ''}, since ${formatDate(localDate(from))}`,
    })),
    ...(accounts.length > 0
      ? [{ label: 'Chat accounts', value: accounts.map(({ platform }) => platform).join(', ') }]
      : []),
  ];
  return {
    title: 'What Convenor holds about you',
    body: [
      { type: 'facts', facts },
      ...(counts.length > 0
        ? [
            {
              type: 'table',
              columns: ['Kind of record', 'How many with you in them'],
              rows: counts.map(({ table, rows }) => [inWords(table), String(rows.length)]),
            } as const,
          ]
        : []),
      {
        type: 'text',
        text: 'To get all of it, ask the data protection officer of your partnership: it takes one command, and you have a right to it within a month. If something is wrong here, tell your coordinator.',
      },
    ],
    actions: [],
  };
}

/** 'SupportRequest' → 'Support request'. */
function inWords(table: string): string {
  const words = table.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
