import type { Store } from '../../src/store/open.js';

/** Model operations that read. Whatever else is asked of the client is taken to change something. */
const READS: ReadonlySet<string> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);

/** A store whose reads are remembered until somebody says that it may have changed. */
export interface RememberingStore {
  readonly store: Store;
  /** Begins anew: after every change that did not come through `store`. */
  forget(): void;
  /** Before each question: after a write nothing is remembered until then, for its transaction may be undone. */
  next(): void;
  /** A number that grows with every change: what is asked under one key changes nothing, or gets the next. */
  generation(): number;
}

/**
 * Everybody looks at the same store between two scenes and asks it the same again and again: one read does for all
 * of them. What is remembered is frozen, so that one reader's answer cannot be bent by the one before.
 */
export function remembering(inner: Store): RememberingStore {
  const known = new Map<string, Promise<unknown>>();
  let written = false;
  let generation = 0;
  const forget = () => {
    known.clear();
    written = false;
    generation++;
  };
  const remember = <T extends object>(client: T): T =>
    new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'function') return changing(value.bind(target));
        return typeof value === 'object' && value !== null && typeof name === 'string' && !/^[$_]/.test(name)
          ? model(name, value)
          : value;
      },
    });
  const changing =
    (call: Call): Call =>
    (...args) => {
      known.clear();
      written = true;
      return call(...args);
    };
  const model = (name: string, delegate: object): object =>
    new Proxy(delegate, {
      get(target, operation) {
        const value: unknown = Reflect.get(target, operation);
        if (typeof value !== 'function' || typeof operation !== 'string') return value;
        const call: Call = value.bind(target);
        if (!READS.has(operation)) return changing(call);
        return (args: unknown) => {
          if (written) return call(args);
          const key = `${name}.${operation} ${JSON.stringify(args)}`;
          let answer = known.get(key);
          if (!answer) {
            answer = Promise.resolve(call(args)).then(frozen);
            known.set(key, answer);
          }
          return answer;
        };
      },
    });
  return {
    store: {
      ...inner,
      db: remember(inner.db),
      transaction: work => inner.transaction(tx => work(remember(tx))),
    },
    forget,
    generation: () => generation,
    next: () => {
      if (written) forget();
    },
  };
}

type Call = (...args: unknown[]) => unknown;

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Date || Object.isFrozen(value))
    return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
