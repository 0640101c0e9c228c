import type { types } from '@slack/bolt';
import type { Clock } from '../../src/calendar/clock.js';
import type { Option } from '../../src/chat/form.js';
import type { Router } from '../../src/chat/router.js';
import { searchOptions } from './options.js';
import { interactionKey, readFormMetadata } from './submission.js';

/** How long a form's lists are kept: somebody who types sends a request a letter. */
const KEPT_MS = 60_000;

/** Forms kept at most. */
const KEPT = 200;

type Lists = ReadonlyMap<string, readonly Option[]>;

interface Search {
  readonly viewId: string;
  readonly metadata: string;
  readonly field: string;
  readonly typed: string;
  readonly personId: number;
}

/**
 * Answers what is typed into a long list. The list comes from the form, which the core is asked for once more:
 * what a list holds is decided there and kept nowhere else.
 */
export class Searches {
  readonly #router: Router;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly lists: Promise<Lists>; readonly until: number }>();

  constructor(router: Router, clock: Clock) {
    this.#router = router;
    this.#clock = clock;
  }

  /** The choices of a field that match, at most as many as Slack shows; none when the form is no longer there. */
  async search(search: Search): Promise<types.PlainTextOption[]> {
    const lists = await this.#lists(search);
    return searchOptions(lists.get(search.field) ?? [], search.typed);
  }

  #lists(search: Search): Promise<Lists> {
    const now = this.#clock.now().getTime();
    const key = `${search.personId} ${search.viewId} ${search.metadata}`;
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return kept.lists;
    const lists = this.#ask(search);
    this.#kept.set(key, { lists, until: now + KEPT_MS });
    lists.catch(() => this.#kept.delete(key));
    for (const [oldest, { until }] of this.#kept) {
      if (until > now && this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return lists;
  }

  async #ask({ viewId, metadata, personId }: Search): Promise<Lists> {
    const data = readFormMetadata(metadata);
    if (!data) return new Map();
    const now = this.#clock.now();
    const { verb, entity, values, opened } = data;
    const answer = await this.#router({
      type: 'action',
      key: interactionKey('list', viewId, String(now.getTime())),
      at: now,
      platform: 'slack',
      personId,
      verb,
      ...(entity && { entity }),
      values: opened ?? values ?? {},
      submitted: false,
    });
    if (answer.type !== 'form') return new Map();
    return new Map(
      answer.form.fields.flatMap(each => ('options' in each ? [[each.name, each.options]] : [])),
    );
  }
}
