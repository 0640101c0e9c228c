/**
 * A piece of work that a card shows and a command is about.
 * `kind` is the process's name for it ('support', 'review', …), `id` the store's key, `version` the number
 * of the state that was shown: a click that carries an old one changes nothing.
 */
export interface EntityRef {
  readonly kind: string;
  readonly id: number;
  readonly version?: number;
}

/** 'support:42', for keys and logs. */
export function entityKey(entity: EntityRef): string {
  return `${entity.kind}:${entity.id}`;
}
