import type { EntityRef } from './entityRef.js';
import type { FormValues } from './form.js';

/**
 * Something a person did on a platform, normalised by its adapter: who, where, what, and a key under which
 * the platform's own repeat of it is recognised.
 */
export type Interaction = CommandInteraction | ActionInteraction;

interface InteractionBase {
  /** Unique per thing done, equal for a redelivery of the same thing; at most 200 characters. */
  readonly key: string;
  readonly at: Date;
  readonly platform: string;
  /** The person behind the account; binding accounts to people is the network's work, never the user's claim. */
  readonly personId: number;
  /** Where it was done, as the platform names it; answers that only this person may see go back there. */
  readonly conversation?: string;
}

/** A command typed: '/support' or 'support list', without the mention or the slash handled apart. */
export interface CommandInteraction extends InteractionBase {
  readonly type: 'command';
  readonly text: string;
}

/** A button pressed, or a form sent. `values` is undefined for a button that carries none. */
export interface ActionInteraction extends InteractionBase {
  readonly type: 'action';
  readonly verb: string;
  readonly entity?: EntityRef;
  readonly values?: FormValues;
  /** True when the values come from a form, so that missing ones are errors and not a reason to open it. */
  readonly submitted: boolean;
}
