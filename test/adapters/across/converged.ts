import { expect } from 'vitest';
import { WORDS_ONLY } from '../../../adapters/adaptiveCards/media.js';
import { renderCard as blocksOf } from '../../../adapters/slack/card.js';
import { MESSAGE } from '../../../adapters/slack/limits.js';
import { draw as drawPost } from '../../../adapters/teams/teamsAdapter.js';
import { draw } from '../../../src/workflow/draw.js';
import type { SlackTown } from '../../fakes/slackTown.js';
import type { World } from '../../fakes/world.js';
import { buttonsOf, type TeamsWorld } from '../teams/teamsWorld.js';

/**
 * Every posted card shows the work as it is now, on whichever platform it stands; those after which their reader got
 * a newer one offer nothing any more.
 *
 * @returns on how many cards somebody can act, or could
 */
export async function converged(
  { store, processes, now }: World,
  { teams, town }: { readonly teams: TeamsWorld; readonly town?: SlackTown },
): Promise<number> {
  const copies = await store.db.cardCopy.findMany({
    where: { entityKind: { not: 'digest' } },
    include: { message: true },
    orderBy: { id: 'asc' },
  });
  const newest = new Map(
    copies.map(copy => [`${copy.conversation} ${copy.entityKind} ${copy.entityId}`, copy.id]),
  );
  for (const copy of copies) {
    const last = [...newest.values()].includes(copy.id);
    expect(copy).toMatchObject({ status: last ? 'live' : 'gone', stale: false });
    const drawn = await draw(store.db, processes, copy, now);
    if (!drawn) throw new Error('The work is gone.');
    if (copy.platform === 'teams') {
      const stands = teams.connector.activities.find(each => each.id === copy.externalId)?.activity;
      const expected = drawPost({ deliveryKey: copy.message.key, ...drawn }, WORDS_ONLY);
      if (last) expect(stands?.attachments).toEqual(expected.attachments);
      else expect(buttonsOf(stands?.attachments)).toEqual([]);
    } else {
      const blocks = JSON.stringify(
        town?.slack.messages.find(each => each.channel === copy.conversation && each.ts === copy.externalId)
          ?.blocks,
      );
      const expected = JSON.stringify(blocksOf(drawn.card, { room: MESSAGE }));
      const offered = [...expected.matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
      if (last) {
        for (const id of offered) expect(blocks).toContain(id);
        expect(blocks).toContain(drawn.card.status?.text ?? '');
      } else expect(blocks).not.toContain('action_id');
    }
  }
  return copies.length;
}
