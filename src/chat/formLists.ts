import type { Clock } from '../calendar/clock.js';
import type { EntityRef } from './entityRef.js';
import type { Option } from './form.js';
import type { Router } from './router.js';
import { searchOptions } from './searchOptions.js';

/** How long a form's lists are kept, in ms: somebody who types sends a request a letter. */
const KEPT = 60_000;

/** Forms kept at most. */
const FORMS = 200;

type Lists = ReadonlyMap<string, readonly Option[]>;

/** What opens a form again. */
export interface Reopening {
  readonly verb: string;
  readonly entity?: EntityRef;
  /** The values that its button carried, or the form's own fixed ones. */
  readonly values: Readonly<Record<string, string>>;
}

/** Somebody's search in a list of a form that they have open. */
export interface ListSearch {
  readonly platform: string;
  /** Who asks, as the platform's adapter knows them: the form is asked for in their name. */
  readonly personId: number;
  /** The one showing of the form: another shows the lists as they are then. */
  readonly showing: string;
  readonly form: Reopening;
  readonly field: string;
  readonly typed: string;
  /** For the core, as an interaction has one: different for each time that the form is asked for. */
  key(at: Date): string;
}

/**
 * Answers what is typed into a long list. The list comes from the form, which the core is asked for once more:
 * who may see it and what it holds is decided there and kept nowhere else.
 */
export class FormLists {
  readonly #router: Router;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly lists: Promise<Lists>; readonly until: number }>();

  constructor(router: Router, clock: Clock) {
    this.#router = router;
    this.#clock = clock;
  }

  /** The choices that match, best first; none when the form is not (or no longer) there for this person. */
  async search(search: ListSearch): Promise<readonly Option[]> {
    const lists = await this.#lists(search);
    return searchOptions(lists.get(search.field) ?? [], search.typed);
  }

  #lists(search: ListSearch): Promise<Lists> {
    const now = this.#clock.now();
    const { platform, personId, showing, form } = search;
    const key = JSON.stringify([platform, personId, showing, form]);
    const kept = this.#kept.get(key);
    if (kept && kept.until > now.getTime()) return kept.lists;
    const lists = this.#ask(search, now);
    this.#kept.set(key, { lists, until: now.getTime() + KEPT });
    lists.catch(() => this.#kept.delete(key));
    for (const [oldest, { until }] of this.#kept) {
      if (until > now.getTime() && this.#kept.size <= FORMS) break;
      this.#kept.delete(oldest);
    }
    return lists;
  }

  async #ask({ platform, personId, form, key }: ListSearch, at: Date): Promise<Lists> {
    const answer = await this.#router({
      type: 'action',
      key: key(at),
      at,
      platform,
      personId,
      ...form,
      submitted: false,
    });
    if (answer.type !== 'form') return new Map();
    return new Map(
      answer.form.fields.flatMap(each => ('options' in each ? [[each.name, each.options]] : [])),
    );
  }
}
