/** What the driver tells an instance to do on behalf of somebody who clicked. */
export interface Click {
  readonly n: number;
  /** Under which a repeat is recognised: the same on every attempt. */
  readonly key: string;
  readonly command: 'ask' | 'askUrgently' | 'note' | 'finish';
  readonly personId: number;
  /** The errand; null for a new one. */
  readonly id: number | null;
  readonly input: Readonly<Record<string, unknown>>;
}

export type ToInstance = { readonly type: 'click'; readonly click: Click } | { readonly type: 'left' };

/** What is still to be done: due or coming soon. */
export interface Left {
  readonly messages: number;
  readonly timers: number;
  readonly copies: number;
}

export type FromInstance =
  | { readonly type: 'ready' }
  | { readonly type: 'clicked'; readonly n: number; readonly done: boolean; readonly id: number | null }
  | ({ readonly type: 'left' } & Left);

/** What an instance is started with, as JSON in its first argument. */
export interface InstanceArguments {
  readonly database: string;
  readonly slack: string;
  readonly teams: string;
  readonly name: string;
}
