import { CHANNEL_PURPOSES, type ChannelPurpose } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import type { Cells } from '../cells.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  partnership: ['partnership', 'slug', 'partnershipslug'],
  purpose: ['purpose', 'for'],
  name: ['name', 'channel', 'channelname'],
  slackChannel: ['slackchannel', 'slackchannelid', 'slack'],
  slackTeam: ['slackteam', 'slackteamid', 'slackworkspace'],
  teamsChannel: ['teamschannel', 'teamschannelid', 'teams'],
  teamsTenant: ['teamstenant', 'teamstenantid'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['partnership', 'purpose', 'name'],
  what: 'a list of channels',
  howToGet:
    'The first line must name the columns: partnership,purpose,name (and slack_channel,slack_team or teams_channel,teams_tenant).',
};

/** Where a channel may stand, and what its id looks like there. */
const PLATFORMS = [
  {
    platform: 'slack',
    name: 'Slack',
    channel: 'slackChannel',
    tenant: 'slackTeam',
    id: /^[CG][A-Z0-9]{5,}$/,
    how: 'In Slack open the channel’s details: its ID stands at the end, and begins with C or G.',
  },
  {
    platform: 'teams',
    name: 'Teams',
    channel: 'teamsChannel',
    tenant: 'teamsTenant',
    id: /^19:[^\s/]+@thread\.(tacv2|v2|skype)$/,
    how: 'In Teams choose “Get link to channel” in the channel’s menu, and paste the whole link.',
  },
] as const;

type Platform = (typeof PLATFORMS)[number];

interface ChannelRow {
  readonly cells: Cells<Column>;
  readonly partnershipId: number;
  readonly purpose: ChannelPurpose;
}

/**
 * Imports which channel serves which purpose of a partnership, and where it stands on Slack and Teams, inside the
 * caller's transaction. A channel that stands somewhere else already stays there, with an error. The same file again
 * changes nothing.
 */
export async function importChannels(tx: Tx, file: string): Promise<ImportReport> {
  const report = new ReportBuilder('channels', file);
  const partnerships = await tx.partnership.findMany({ select: { id: true, slug: true } });
  const rows: ChannelRow[] = [];
  for (const cells of await readTable(file, FORMAT, report)) {
    const slug = cells.needed('partnership', 'The partnership').toLowerCase();
    const partnership = partnerships.find(each => each.slug === slug);
    if (slug !== '' && !partnership) {
      const slugs = partnerships.map(each => each.slug);
      cells.error('partnership', `No partnership is known as "${slug}".`, didYouMean(slug, slugs));
    }
    const text = cells.needed('purpose', 'The purpose').toLowerCase();
    const purpose = CHANNEL_PURPOSES.find(each => each === text);
    if (text !== '' && !purpose) {
      cells.error('purpose', `"${text}" is no purpose of a channel.`, didYouMean(text, CHANNEL_PURPOSES));
    }
    cells.needed('name', 'The name');
    for (const { channel, name, id, how } of PLATFORMS) {
      const text = cells.text(channel);
      if (text !== '' && !id.test(readPlace(text).id))
        cells.error(channel, `"${text}" is not the id of a ${name} channel.`, how);
    }
    if (partnership && purpose) rows.push({ cells, partnershipId: partnership.id, purpose });
  }
  if (report.failed) return report.done();
  for (const row of rows) report.counts[await writeRow(tx, row)]++;
  return report.done();
}

async function writeRow(
  tx: Tx,
  { cells, partnershipId, purpose }: ChannelRow,
): Promise<'added' | 'changed' | 'unchanged'> {
  const key = { partnershipId, purpose, name: cells.text('name').replace(/^#/, '') };
  const known = await tx.channel.findUnique({ where: { partnershipId_purpose_name: key } });
  const channel = known ?? (await tx.channel.create({ data: key }));
  let moved = false;
  for (const platform of PLATFORMS) if (await writePlace(tx, cells, channel.id, platform)) moved = true;
  if (!known) return 'added';
  return moved ? 'changed' : 'unchanged';
}

/** Notes where a channel stands on one platform; true when that is news. */
async function writePlace(
  tx: Tx,
  cells: Cells<Column>,
  channelId: number,
  { platform, name, channel, tenant }: Platform,
): Promise<boolean> {
  const place = readPlace(cells.text(channel));
  if (place.id === '') return false;
  const address = { platform, tenant: cells.text(tenant) || place.tenant, externalId: place.id };
  const there = await tx.channelAddress.findUnique({ where: { platform_tenant_externalId: address } });
  if (there && there.channelId !== channelId) {
    cells.error(
      channel,
      `The ${name} channel ${place.id} serves another purpose already.`,
      'Give each purpose a channel of its own.',
    );
  }
  if (there) return false;
  // A new row and not a new id: what was noted of how to write to the old place says nothing of this one.
  await tx.channelAddress.deleteMany({ where: { channelId, platform } });
  await tx.channelAddress.create({ data: { channelId, ...address } });
  return true;
}

/** An id as it is, or out of the link that Teams copies: …/l/channel/19%3A…%40thread.tacv2/General?tenantId=… */
function readPlace(text: string): { readonly id: string; readonly tenant: string } {
  const link = /^https:\/\/teams\.[a-z.]+\/l\/channel\/([^/?]+)/.exec(text);
  if (!link?.[1] || !URL.canParse(text)) return { id: text, tenant: '' };
  const tenant = new URL(text).searchParams.get('tenantId') ?? '';
  return { id: decoded(link[1]), tenant };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
