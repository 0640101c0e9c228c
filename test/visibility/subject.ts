import type { EntityRef } from '../../src/chat/entityRef.js';
import type { Process } from '../../src/workflow/process.js';
import type { World } from '../fakes/world.js';

/**
 * What a process hands in so that the matrix of DOMAIN 7.3 is tested on it: a story in which every name and every
 * free text is a mark of its own, and who may read which mark since when. The harness (sweep.ts) does the looking,
 * on every path, as everybody.
 */
export interface Subject {
  readonly name: string;
  readonly processes: readonly Process[];
  stage(world: World): Promise<Stage>;
}

/** The story of one subject, set up in a world of its own. */
export interface Stage {
  /** Parts of the story by name: who looks. The harness adds those who have no part in it. */
  readonly people: Readonly<Record<string, number>>;
  readonly channels: Readonly<Record<string, number>>;
  readonly scenes: readonly Scene[];
  readonly rules: Readonly<Record<string, MarkRule>>;
  /** Everything there is to be looked at by now. */
  works(): Promise<readonly Work[]>;
  /**
   * Marks that are names of people and schools. One's own record and the list of one's own colleagues (OWN) name
   * them whatever the story, so they are not looked for there.
   */
  readonly names: readonly string[];
  /** The commands that concern it ('/board'), typed in every scene; the others in the last one. */
  readonly commands: readonly string[];
  /** Whole lines to be typed by everybody beside the words of the commands, such as '/board top partB'. */
  readonly typed?: readonly string[];
  /** Marks that may stand on a lock screen; none unless said. */
  readonly lockScreen?: readonly string[];
}

export interface Scene {
  readonly name: string;
  play(): Promise<unknown>;
}

export interface Work extends EntityRef {
  /** As people type it. */
  readonly reference: string;
}

/**
 * Since which scene each part may read a mark; whoever is not named never may. Parts and channels are named alike.
 * `[from, until]` where reading ends with a scene: after it nothing new shows the mark.
 */
export type MarkRule = Readonly<Record<string, string | readonly [from: string, until: string]>>;

/** What shows one's own record and one's own school's, and whom one may name as a deputy; the page lets one choose whom to be, and who is waited on. */
export const OWN: readonly string[] = [
  '/me data',
  '/me cover',
  '/review balance',
  '/review history',
  'export person',
  'page: hello',
  'page: waiting',
];

/** A word that stands for a name or a text and occurs nowhere else. */
export function mark(what: string): string {
  return `Zq${what.toLowerCase()}qz`;
}
