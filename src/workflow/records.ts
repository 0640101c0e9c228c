import type { LocalDate } from '../calendar/localDate.js';
import { type EntityRef, entityKey } from '../chat/entityRef.js';
import type { Tx } from '../store/open.js';
import { type Loaded, withAbsentOf } from './absence.js';
import type { Processes } from './process.js';
import type { WorkRecord } from './workflow.js';

/**
 * The records of one answer, each read once however many parts of the answer ask for it: what waits on somebody is
 * mostly what they also work on. For one answer only: it does not notice what is written meanwhile.
 */
export class Records {
  private readonly tx: Tx;
  private readonly processes: Processes;
  private readonly today: LocalDate;
  private readonly known = new Map<string, WorkRecord | null>();

  constructor(tx: Tx, processes: Processes, today: LocalDate) {
    this.tx = tx;
    this.processes = processes;
    this.today = today;
  }

  /** Records by {@link entityKey} as their processes load them, in the order asked for; missing where there is none. */
  async read(entities: readonly EntityRef[]): Promise<ReadonlyMap<string, WorkRecord>> {
    await this.load(entities);
    return new Map(
      entities.flatMap(entity => {
        const record = this.known.get(entityKey(entity));
        return record ? [[entityKey(entity), record]] : [];
      }),
    );
  }

  private async load(entities: readonly EntityRef[]): Promise<void> {
    const loaded: (Loaded & { readonly key: string })[] = [];
    for (const entity of entities) {
      const key = entityKey(entity);
      const { workflow } = this.processes.find(entity.kind) ?? {};
      if (!workflow || this.known.has(key)) continue;
      const record = await this.processes.loadPlain(this.tx, entity, this.today);
      this.known.set(key, record);
      if (record) loaded.push({ workflow, record, key });
    }
    const records = await withAbsentOf(this.tx, loaded, this.today);
    for (const [n, { key }] of loaded.entries()) this.known.set(key, records[n] ?? null);
  }
}
