import type { PlayCast } from './playCast.js';

/** What somebody fills in, by the fields' names. */
export type Filled = Readonly<Record<string, string | number>>;

/** Somebody who acts in a play, wherever they sit: in the page, in Slack or in Teams. */
export interface Seat {
  /** Types a command, without a slash. */
  types(text: string): Promise<void>;
  /** Presses a button of what they look at, else of the newest message of their own that has it. */
  presses(label: string): Promise<void>;
  /** Presses a button in the brokering channel. */
  pressesInChannel(label: string): Promise<void>;
  /** Fills in the form before them, and sends it. */
  fills(values: Filled): Promise<void>;
  /** Everything that stands in their own conversation now, as text. */
  reads(): Promise<string>;
}

/** Where a play is given: its people, and what happens by itself between their acts. */
export interface Stage {
  readonly cast: PlayCast;
  /** The seat of one of the cast. */
  seat(part: Part): Seat;
  /** Waits until the request stands where it should, and everybody has heard of it. */
  settle(state: string): Promise<void>;
  /** Days go by, and what fell due in them is said. */
  passes(days: number): Promise<void>;
  /** Everything that stands in the brokering channel now, as text. */
  channel(): Promise<string>;
}

/** One story of a request, as its people play it. */
export type Play = (stage: Stage) => Promise<void>;

export const PARTS = ['rita', 'priya', 'colin', 'harriet', 'jo', 'sam', 'paul', 'nina', 'lena'] as const;

/**
 * Rita heads the receiving school, Priya and Colin coordinate, Harriet heads the school of Jo, who is a leader; Sam leads and
 * heads his own; Paul leads the programme, Nina heads another school, Lena advises the authority.
 */
export type Part = (typeof PARTS)[number];
