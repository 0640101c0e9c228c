import { type Logger, pino } from 'pino';
import type { ChatCommand } from '../../src/chat/command.js';
import { createRouter, type Router } from '../../src/chat/router.js';
import { allCommands } from '../../src/commands.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import { planBatch } from '../../src/support/batch/plan.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { handleAction } from '../../src/workflow/handle.js';
import { personViewer } from '../../src/workflow/parties.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';
import type { World } from '../fakes/world.js';
import { Doors } from './doors.js';
import { type RememberingStore, remembering } from './memo.js';
import { OWN, type Stage, type Work } from './subject.js';

/**
 * Where something was read: on demand, in what was posted, on a lock screen, in the log, or behind a door that is no
 * chat (doors.ts: the page's data, calendars, exports).
 */
export type Path = 'asked' | 'posted' | 'lockScreen' | 'log' | 'door';

/** One finding of a mark: who read it, in which scene, on which path and by doing what. */
export interface Finding {
  readonly mark: string;
  readonly who: string;
  readonly scene: string;
  readonly path: Path;
  readonly by: string;
}

/**
 * Everybody and every channel looks everywhere, scene after scene; returns every mark that anybody found.
 *
 * @param every look in every so many scenes only, and in the last
 */
export async function sweep(
  world: World,
  stage: Stage,
  outsiders: Readonly<Record<string, number>>,
  every: number,
) {
  const sweeper = await Sweeper.open(world, stage, { ...stage.people, ...outsiders }, every === 1);
  for (const [round, scene] of stage.scenes.entries()) {
    await scene.play();
    const last = round === stage.scenes.length - 1;
    if (last || round % every === every - 1) await sweeper.look(scene.name, round);
  }
  await sweeper.close();
  return sweeper;
}

class Sweeper {
  readonly findings: Finding[] = [];
  /** How many answers were looked through: a sweep that looks nowhere must not pass. */
  looked = 0;
  /** Every role that somebody who looked held on some work: 'support.leader'. */
  readonly roles = new Set<string>();
  private readonly route: Router;
  private readonly platform: MemoryPlatform;
  private readonly deliver: () => Promise<void>;
  private readonly log: string[] = [];
  private readonly marks: readonly string[];
  private readonly typed: readonly string[];
  private readonly typedWithReference: readonly string[];
  private readonly turns = new Map<string, number>();
  private readonly memo: RememberingStore;
  private readonly world: World;
  private readonly stage: Stage;
  private readonly people: Readonly<Record<string, number>>;
  private readonly doors: Doors;
  /** Whether those without a part try everything in the last scene, too, and not every so many words each. */
  private readonly thorough: boolean;

  private constructor({ world, stage, people, memo, route, commands, doors, log, thorough }: Parts) {
    this.world = world;
    this.stage = stage;
    this.people = people;
    this.memo = memo;
    this.route = route;
    this.doors = doors;
    this.thorough = thorough;
    this.log = log.lines;
    this.marks = Object.keys(stage.rules);
    const words = commands.flatMap(command =>
      command.subcommands.map(sub => ({ text: `/${command.name} ${sub.name}`.trim(), usage: sub.usage })),
    );
    this.typed = [...words.map(({ text }) => text), ...(stage.typed ?? [])];
    this.typedWithReference = words
      .filter(({ text, usage }) => usage && this.concerns(text))
      .map(({ text }) => text);
    const clock = { now: () => world.now };
    this.platform = new MemoryPlatform({ clock });
    const delivery = createDelivery({
      store: world.store,
      platforms: [this.platform, doors.web],
      addresses: {
        ofPerson: async (_tx, id) => [
          address(`person:${id}`, true),
          { ...address(String(id), true), ...WEB },
        ],
        ofChannel: async (_tx, id) => [
          address(`channel:${id}`, false),
          { ...address(`channel:${id}`, false), ...WEB },
        ],
      },
      draw: (tx, drawing, now) => draw(tx, world.processes, drawing, now),
      fireTimer: (tx, timer, now) => fire(tx, world.processes, timer, now),
      isReminder: () => false,
      clock,
      limits: { pace: {} },
      log: log.logger,
      instance: 'sweep',
    });
    this.deliver = () => delivery.tick();
  }

  /** Puts together what people talk to, on a store that remembers, and the doors that are no chat. */
  static async open(
    world: World,
    stage: Stage,
    people: Readonly<Record<string, number>>,
    thorough: boolean,
  ): Promise<Sweeper> {
    const { processes } = world;
    const memo = remembering(world.store);
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    const commands = allCommands(memo.store, processes, {
      // The planning thread is the built program's; what it answers is the same when it is planned here.
      batchPlanner: async problem => planBatch(problem),
    });
    const routed = createRouter(commands, action => handleAction(memo.store, processes, action));
    const route: Router = interaction => {
      memo.next();
      return routed(interaction);
    };
    const doors = await Doors.open({
      world,
      db: memo.store.db,
      router: route,
      commands,
      log: logger,
      people: Object.values(people),
    });
    return new Sweeper({
      world,
      stage,
      people,
      memo,
      route,
      commands,
      doors,
      log: { lines, logger },
      thorough,
    });
  }

  close(): Promise<void> {
    return this.doors.close();
  }

  async look(scene: string, round: number): Promise<void> {
    await this.deliver();
    this.memo.forget();
    this.readPosts(scene);
    const works = await this.stage.works();
    const last = round === this.stage.scenes.length - 1;
    for (const [n, [who, personId]] of Object.entries(this.people).entries()) {
      // Those without a part look in on some scenes, each on others, and all on the last.
      if (who in this.stage.people || last || (n + round) % EVERY === 0)
        await this.ask({ scene, who, personId, works, last });
    }
    await this.readChannels(scene, works);
    if (last || round === Math.floor(this.stage.scenes.length / 2))
      await this.tryDoors(scene, last ? works : []);
    this.search(this.log.splice(0).join('\n'), { scene, who: 'the log', path: 'log', by: 'log' });
  }

  /**
   * Every word that can be typed, alone and with every reference, and every verb of every work by its id. What a
   * person has no part in they try in turns, a few ways a scene and all of them in the course of the story.
   */
  private async ask({ scene, who, personId, works, last }: Look): Promise<void> {
    const see = async (by: string, what: { text: string } | Press) => {
      const base = { key: `sweep:${this.memo.generation()}`, at: this.world.now, platform: 'test', personId };
      const answer =
        'text' in what
          ? await this.route({ ...base, type: 'command', ...what })
          : await this.route({ ...base, type: 'action', ...what });
      this.search(JSON.stringify(answer), { scene, who, path: 'asked', by });
    };
    const turn = this.turns.get(who) ?? 0;
    this.turns.set(who, turn + 1);
    const inTurn = (_: unknown, n: number) => (n + personId) % TURNS === turn % TURNS;
    const rarely = (_: unknown, n: number) => (n + personId) % RARE_TURNS === turn % RARE_TURNS;
    for (const text of this.wordsFor(who, last, inTurn)) await see(text, { text });
    for (const work of works) {
      const entity = { kind: work.kind, id: work.id };
      const { mine, others } = await this.verbs(work, personId);
      const withReference = last && mine ? this.typedWithReference : this.typedWithReference.filter(inTurn);
      for (const text of withReference)
        await see(`${text} ${work.reference}`, { text: `${text} ${work.reference}` });
      for (const verb of ['open', ...(mine ?? [])])
        await see(verb, { verb: `${work.kind}.${verb}`, submitted: false, entity });
      for (const verb of others.filter(rarely))
        await see(verb, { verb: `${work.kind}.${verb}`, submitted: true, entity });
    }
  }

  /** Whether a typed line is said to what the subject is about. */
  private concerns(text: string): boolean {
    return this.stage.commands.includes(text.split(' ')[0] ?? '');
  }

  /** What somebody types in one look: whoever has a part all that concerns the subject; in the end everybody everything. */
  private wordsFor(
    who: string,
    last: boolean,
    inTurn: (text: string, n: number) => boolean,
  ): readonly string[] {
    if (last && (this.thorough || who in this.stage.people)) return this.typed;
    if (last) return this.typed.filter(inTurn);
    const concerning = this.typed.filter(text => this.concerns(text));
    return who in this.stage.people ? concerning : concerning.filter(inTurn);
  }

  /**
   * The verbs that one may press without changing anything. `mine`: looks, and what opens a form; null for somebody
   * who has no part in the work. `others`: what is not theirs to do, which must be refused and tell nothing.
   */
  private async verbs(
    work: Work,
    personId: number,
  ): Promise<{ readonly mine: readonly string[] | null; readonly others: readonly string[] }> {
    const { world } = this;
    const { workflow, load } = world.processes.get(work.kind);
    const record = await load(this.memo.store.db, work.id, world.today);
    if (!record) return { mine: null, others: [] };
    const { roles } = personViewer(workflow, record, personId);
    for (const role of roles) this.roles.add(`${work.kind}.${role}`);
    const states = Object.values(workflow.states);
    const all = [...new Set(states.flatMap(({ accepts, shows }) => Object.keys({ ...accepts, ...shows })))];
    const { accepts = {}, shows = {} } = workflow.states[record.state] ?? {};
    const isMine = (name: string) =>
      (accepts[name] ?? shows[name])?.by.some(role => roles.includes(role)) ?? false;
    const asksFirst = (name: string) => name in shows || (accepts[name]?.input && !accepts[name].prepared);
    return {
      mine: roles.length > 0 ? all.filter(name => isMine(name) && asksFirst(name)) : null,
      others: all.filter(name => !isMine(name)),
    };
  }

  /** What lies behind the doors that are no chat. What belongs to nobody there counts as read by the page, or the file. */
  private async tryDoors(scene: string, works: readonly Work[]): Promise<void> {
    for (const [who, personId] of Object.entries(this.people)) {
      await this.doors.ofPerson(personId, works, (text, by) =>
        this.search(text, { scene, who, path: 'door', by }),
      );
    }
    this.memo.forget();
    await this.doors.ofTheBoard((text, by) => this.search(text, { scene, who: 'a board', path: 'door', by }));
    await this.doors.ofThePage((text, by) => this.search(text, { scene, who: 'the page', path: 'door', by }));
    await this.doors.ofTheBooks((text, by) =>
      this.search(text, { scene, who: 'the books', path: 'door', by }),
    );
    this.memo.forget();
  }

  /** What channels show of every work now, whether or not it was posted there. */
  private async readChannels(scene: string, works: readonly Work[]): Promise<void> {
    for (const [who, channelId] of Object.entries(this.stage.channels)) {
      for (const { kind, id } of works) {
        const card = await this.world.channelCard(kind, id, channelId);
        this.search(JSON.stringify(card), { scene, who, path: 'asked', by: `${kind}'s card` });
      }
    }
  }

  /** Everything that was ever posted, in every version it had: history keeps it. */
  private readPosts(scene: string): void {
    const names = new Map<string, string>([
      ...Object.entries(this.people).map(([name, id]) => [`person:${id}`, name] as const),
      ...Object.entries(this.stage.channels).map(([name, id]) => [`channel:${id}`, name] as const),
    ]);
    for (const { conversation, shown } of this.platform.posts) {
      const who = names.get(conversation) ?? conversation;
      for (const { text, card } of shown.splice(0)) {
        this.search(text, { scene, who, path: 'lockScreen', by: text });
        this.search(JSON.stringify(card), { scene, who, path: 'posted', by: text });
      }
    }
  }

  private search(text: string, where: Omit<Finding, 'mark'>): void {
    this.looked++;
    const own = OWN.some(word => where.by.startsWith(word));
    for (const mark of this.marks) {
      if (own && this.stage.names.includes(mark)) continue;
      if (text.includes(mark)) this.findings.push({ mark, ...where });
    }
  }
}

/** In how many looks somebody comes round to every word with a reference; what the words do, buttons do every time. */
const TURNS = 4;

/** In how many looks somebody comes round to every command that is not theirs. */
const RARE_TURNS = 12;

/** Every so many scenes somebody without a part looks in. */
const EVERY = 3;

const WEB = { platform: 'web', tenant: '' };

interface Parts {
  readonly world: World;
  readonly stage: Stage;
  readonly people: Readonly<Record<string, number>>;
  readonly memo: RememberingStore;
  readonly route: Router;
  readonly commands: readonly ChatCommand[];
  readonly doors: Doors;
  readonly thorough: boolean;
  readonly log: { readonly lines: string[]; readonly logger: Logger };
}

interface Look {
  readonly scene: string;
  readonly who: string;
  readonly personId: number;
  readonly works: readonly Work[];
  /** Whether it is the last scene, in which everybody tries everything. */
  readonly last: boolean;
}

interface Press {
  readonly verb: string;
  readonly submitted: boolean;
  readonly entity: { readonly kind: string; readonly id: number };
}

function address(externalId: string, direct: boolean) {
  return { platform: 'slack', tenant: 'T1', externalId, reference: null, direct };
}
