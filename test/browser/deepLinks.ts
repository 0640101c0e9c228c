import { expect } from 'vitest';
import type { PersonView, WaitingView } from '../../adapters/web/wire.js';
import type { Player } from './player.js';

/** Becomes anybody by the page's own address: for the many heads whom no story names. */
export async function become(player: Player, person: Pick<PersonView, 'id' | 'name'>): Promise<void> {
  await player.page.goto(new URL(`/#/${person.id}/person:${person.id}`, player.page.url()).href);
  // Until the name has changed, the messages are still those of the person before.
  await expect.poll(() => player.page.locator('.me-name').textContent()).toBe(person.name);
}

/** Whom the panel shows as waited on, and for what. */
export async function waitedOn(player: Player): Promise<readonly WaitingView[]> {
  const url = new URL('/web/waiting', player.page.url()).href;
  // The server may just have closed the connection that was kept open.
  const response = await player.page.request.get(url, { maxRetries: 3 });
  return (await response.json()) as readonly WaitingView[];
}

/** 'Monday 7 June 2027' as days since 1970, to count with. */
export function dayNumber(words: string): number {
  return Date.parse(`${words.replace(/^[A-Z][a-z]+day /, '')} UTC`) / 86_400_000;
}
