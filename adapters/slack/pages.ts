import type { types } from '@slack/bolt';

/** Groups of blocks that belong together. */
export type Page = readonly (readonly types.KnownBlock[])[];

/** How many characters of text blocks hold, escapes included. */
export function weight(blocks: readonly types.KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + characters(block), 0);
}

function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + characters(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce(
    (sum: number, each) => sum + (typeof each === 'string' ? each.length : characters(each)),
    0,
  );
}

/** Groups on as few pages as hold them; a group is only divided when no page could hold it. */
export function pagesOf(groups: Page, room: { readonly blocks: number; readonly text: number }): Page[] {
  const pages: (readonly types.KnownBlock[])[][] = [];
  let page: (readonly types.KnownBlock[])[] = [];
  let blocks = 0;
  let text = 0;
  for (const group of groups.flatMap(each => divided(each, room))) {
    const size = weight(group);
    if (page.length > 0 && (blocks + group.length > room.blocks || text + size > room.text)) {
      pages.push(page);
      page = [];
      blocks = 0;
      text = 0;
    }
    page.push(group);
    blocks += group.length;
    text += size;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

function divided(
  group: readonly types.KnownBlock[],
  room: { readonly blocks: number; readonly text: number },
): (readonly types.KnownBlock[])[] {
  if (group.length <= room.blocks && weight(group) <= room.text) return [group];
  return group.map(block => [block]);
}
