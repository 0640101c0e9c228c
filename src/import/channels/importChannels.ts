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
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['partnership', 'purpose', 'name'],
  what: 'a list of channels',
  howToGet: 'The first line must name the columns: partnership,purpose,name,slack_channel,slack_team.',
};

interface ChannelRow {
  readonly cells: Cells<Column>;
  readonly partnershipId: number;
  readonly purpose: ChannelPurpose;
}

/**
 * Imports which channel serves which purpose of a partnership, and where it stands on Slack, inside the caller's
 * transaction. (A Teams channel makes itself known when the bot is added to it.) A channel that stands somewhere
 * else already stays there, with an error. The same file again changes nothing.
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
    const slack = cells.text('slackChannel');
    if (slack !== '' && !/^[CG][A-Z0-9]{5,}$/.test(slack)) {
      const how = 'In Slack open the channel’s details: its ID stands at the end, and begins with C or G.';
      cells.error('slackChannel', `"${slack}" is not the id of a Slack channel.`, how);
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
  const externalId = cells.text('slackChannel');
  if (externalId === '') return known ? 'unchanged' : 'added';
  const address = { platform: 'slack', tenant: cells.text('slackTeam'), externalId };
  const there = await tx.channelAddress.findUnique({ where: { platform_tenant_externalId: address } });
  if (there && there.channelId !== channel.id) {
    cells.error(
      'slackChannel',
      `The Slack channel ${externalId} serves another purpose already.`,
      'Give each purpose a channel of its own.',
    );
  }
  if (there) return known ? 'unchanged' : 'added';
  const elsewhere = await tx.channelAddress.findFirst({
    where: { channelId: channel.id, platform: 'slack' },
  });
  if (elsewhere) await tx.channelAddress.update({ where: { id: elsewhere.id }, data: address });
  else await tx.channelAddress.create({ data: { channelId: channel.id, ...address } });
  return known ? 'changed' : 'added';
}
