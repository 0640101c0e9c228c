import type { Viewer } from './parties.js';

/** A record of which each field has a rule, as one may see it: fields that are not theirs to see are not there. */
export type Seen<F extends object, S extends string> = { readonly [K in keyof F]?: F[K] } & {
  readonly id: number;
  readonly reference: string;
  readonly state: S;
  readonly version: number;
  readonly roles: readonly string[];
};

/** Which roles see each field, and how it is read from the record: a field that lacks either does not compile. */
interface FieldRules<F extends object, R, P extends string> {
  readonly rules: { readonly [K in keyof F]: readonly P[] };
  readonly read: { readonly [K in keyof F]: (record: R) => F[K] };
}

/**
 * The function by which a process sees its records: as one viewer may, and no more (DOMAIN 7.3). Cards and notices are
 * made from what it returns and from nothing else. A viewer sees a field when one of their roles does.
 */
export function seeing<
  F extends object,
  R extends {
    readonly id: number;
    readonly reference: string;
    readonly state: string;
    readonly version: number;
  },
  P extends string,
>({ rules, read }: FieldRules<F, R, P>): (record: R, viewer: Viewer) => Seen<F, R['state']> {
  const fields = Object.keys(read) as (keyof F)[];
  return (record, { roles }) => {
    const { id, reference, state, version } = record;
    const seen = fields
      .filter(field => rules[field].some(role => roles.includes(role)))
      .map(field => [field, read[field](record)] as const);
    return {
      ...(Object.fromEntries(seen) as { readonly [K in keyof F]?: F[K] }),
      id,
      reference,
      state,
      version,
      roles,
    };
  };
}

/** The named fields of a record and no others: one that is added to the record is not seen until it is named. */
export function only<R, K extends keyof R>(record: R, fields: readonly K[]): Pick<R, K> {
  return Object.fromEntries(fields.map(field => [field, record[field]])) as Pick<R, K>;
}
