import { pino } from 'pino';
import { createRouter, type Router } from '../../src/chat/router.js';
import { allCommands } from '../../src/commands.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { handleAction } from '../../src/workflow/handle.js';
import { personViewer } from '../../src/workflow/parties.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';
import type { World } from '../fakes/world.js';
import { OWN, type Stage, type Work } from './subject.js';

/** Where something was read: on demand, in what was posted, on a lock screen, or in the log. */
export type Path = 'asked' | 'posted' | 'lockScreen' | 'log';

/** One finding of a mark: who read it, in which scene, on which path and by doing what. */
export interface Finding {
  readonly mark: string;
  readonly who: string;
  readonly scene: string;
  readonly path: Path;
  readonly by: string;
}

/** Everybody and every channel looks everywhere, scene after scene; returns every mark that anybody found. */
export async function sweep(world: World, stage: Stage, outsiders: Readonly<Record<string, number>>) {
  const sweeper = new Sweeper(world, stage, { ...stage.people, ...outsiders });
  for (const [round, scene] of stage.scenes.entries()) {
    await scene.play();
    await sweeper.look(scene.name, round);
  }
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
  private keys = 0;

  private readonly world: World;
  private readonly stage: Stage;
  private readonly people: Readonly<Record<string, number>>;

  constructor(world: World, stage: Stage, people: Readonly<Record<string, number>>) {
    this.world = world;
    this.stage = stage;
    this.people = people;
    const { store, processes } = world;
    this.marks = Object.keys(stage.rules);
    const commands = allCommands(store, processes);
    const words = commands.flatMap(command =>
      command.subcommands.map(sub => ({ text: `/${command.name} ${sub.name}`.trim(), usage: sub.usage })),
    );
    this.typed = words.map(({ text }) => text);
    this.typedWithReference = words.filter(({ usage }) => usage).map(({ text }) => text);
    this.route = createRouter(commands, action => handleAction(store, processes, action));
    const clock = { now: () => world.now };
    this.platform = new MemoryPlatform({ clock });
    const delivery = createDelivery({
      store,
      platforms: [this.platform],
      addresses: {
        ofPerson: async (_tx, id) => [address(`person:${id}`, true)],
        ofChannel: async (_tx, id) => [address(`channel:${id}`, false)],
      },
      draw: (tx, drawing, now) => draw(tx, processes, drawing, now),
      fireTimer: (tx, timer, now) => fire(tx, processes, timer, now),
      isReminder: () => false,
      clock,
      limits: { pace: {} },
      log: pino({ level: 'trace' }, { write: (line: string) => this.log.push(line) }),
      instance: 'sweep',
    });
    this.deliver = () => delivery.tick();
  }

  async look(scene: string, round: number): Promise<void> {
    await this.deliver();
    this.readPosts(scene);
    const works = await this.stage.works();
    const last = round === this.stage.scenes.length - 1;
    for (const [n, [who, personId]] of Object.entries(this.people).entries()) {
      // Those without a part look in on some scenes, each on others, and all on the last.
      if (who in this.stage.people || last || (n + round) % EVERY === 0)
        await this.ask({ scene, who, personId, works });
    }
    await this.readChannels(scene, works);
    this.search(this.log.splice(0).join('\n'), { scene, who: 'the log', path: 'log', by: 'log' });
  }

  /**
   * Every word that can be typed, alone and with every reference, and every verb of every work by its id. What a
   * person has no part in they try in turns, a few ways a scene and all of them in the course of the story.
   */
  private async ask({ scene, who, personId, works }: Look): Promise<void> {
    const see = async (by: string, what: { text: string } | Press) => {
      const base = { key: `sweep:${++this.keys}`, at: this.world.now, platform: 'test', personId };
      const answer =
        'text' in what
          ? await this.route({ ...base, type: 'command', ...what })
          : await this.route({ ...base, type: 'action', ...what });
      this.search(JSON.stringify(answer), { scene, who, path: 'asked', by });
    };
    const turn = this.turns.get(who) ?? 0;
    this.turns.set(who, turn + 1);
    const inTurn = (_: unknown, n: number) => (n + personId) % TURNS === turn % TURNS;
    const partOf = who in this.stage.people;
    const words = this.typed.filter((_, n) => (partOf ? (n + turn) % WORD_TURNS === 0 : inTurn(_, n)));
    for (const text of words) await see(text, { text });
    for (const work of works) {
      const entity = { kind: work.kind, id: work.id };
      const { mine, others } = await this.verbs(work, personId);
      const withReference = mine ? this.typedWithReference : this.typedWithReference.filter(inTurn);
      for (const text of withReference)
        await see(`${text} ${work.reference}`, { text: `${text} ${work.reference}` });
      for (const verb of ['open', ...(mine ?? [])])
        await see(verb, { verb: `${work.kind}.${verb}`, submitted: false, entity });
      for (const verb of others.filter(inTurn))
        await see(verb, { verb: `${work.kind}.${verb}`, submitted: true, entity });
    }
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
    const record = await load(world.store.db, work.id, world.today);
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

/** In how many looks somebody comes round to every way of asking for what is not theirs. */
const TURNS = 12;

/** Every so many scenes somebody without a part looks in. */
const EVERY = 6;

/** In how many looks somebody with a part has typed every word. */
const WORD_TURNS = 4;

interface Look {
  readonly scene: string;
  readonly who: string;
  readonly personId: number;
  readonly works: readonly Work[];
}

interface Press {
  readonly verb: string;
  readonly submitted: boolean;
  readonly entity: { readonly kind: string; readonly id: number };
}

function address(externalId: string, direct: boolean) {
  return { platform: 'slack', tenant: 'T1', externalId, reference: null, direct };
}
