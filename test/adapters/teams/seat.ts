import { inputId } from '../../../adapters/adaptiveCards/submission.js';
import type { ConnectorActivity } from '../../fakes/connectorServer.js';
import type { World } from '../../fakes/world.js';
import { button, buttonsOf, TENANT, type TeamsUser, type TeamsWorld, userNamed } from './teamsWorld.js';

type Json = Readonly<Record<string, unknown>>;

/** Somebody in front of Teams, who sees cards and presses what stands on them. */
export class TeamsSeat {
  readonly user: TeamsUser;
  private readonly teams: TeamsWorld;
  /** What was answered last, and on which message it is shown. */
  private card: unknown = null;
  private on: ConnectorActivity | null = null;

  constructor(teams: TeamsWorld, user: TeamsUser) {
    this.teams = teams;
    this.user = user;
  }

  /** Adds Convenor for oneself, as from the store of apps. */
  async installs(): Promise<void> {
    await this.teams.post(this.teams.activity(this.user, { type: 'installationUpdate', action: 'add' }));
  }

  /** Types a command; what is posted then is what is looked at. */
  async types(text: string): Promise<void> {
    await this.teams.types(this.user, text);
    this.looksAt(this.teams.newest(this.user));
  }

  /** Presses a button: of what is being looked at, else of the newest message of one's own that has it. */
  async presses(label: string | RegExp): Promise<string> {
    if (!this.on || !this.has(this.card, label)) this.finds(label, this.user.conversation);
    return this.send(button(this.card, label));
  }

  /** Presses a button of the newest message with it in a channel. */
  async pressesIn(conversation: string, label: string | RegExp): Promise<string> {
    this.finds(label, conversation);
    return this.send(button(this.card, label));
  }

  /** Fills in the form that is being looked at, and sends it. */
  async fills(values: Json): Promise<string> {
    const form = buttonsOf(this.card).find(each => each.data.form === true && each.data.find === undefined);
    if (!form) throw new Error(`${this.user.name} looks at no form: ${JSON.stringify(this.card)}`);
    const typed = Object.entries(values).map(([name, value]) => [inputId(name), value]);
    return this.send({ ...form.data, ...Object.fromEntries(typed) });
  }

  /** What is being looked at, as JSON. */
  get sees(): string {
    return JSON.stringify(this.card);
  }

  private async send(data: Json): Promise<string> {
    if (!this.on) throw new Error('Nothing is being looked at.');
    const body = await this.teams.presses(this.user, this.on, data);
    if (typeof body.value === 'object') this.card = body.value;
    return JSON.stringify(body.value);
  }

  private finds(label: string | RegExp, conversation: string): void {
    const message = this.teams.connector
      .in(conversation)
      .findLast(each => this.has(each.activity.attachments, label));
    if (!message) {
      const there = this.teams.connector.in(conversation).map(each => each.activity);
      throw new Error(`${this.user.name} finds no "${label}": ${JSON.stringify(there)}`);
    }
    this.looksAt(message);
  }

  private looksAt(message: ConnectorActivity): void {
    this.on = message;
    this.card = message.activity.attachments;
  }

  private has(card: unknown, label: string | RegExp): boolean {
    return buttonsOf(card).some(({ title }) =>
      typeof label === 'string' ? title === label : label.test(title),
    );
  }
}

/** A person of a test world as somebody in Teams; `bound` by an administrator, else known by their address only. */
export async function seatIn(world: World, personId: number, how: 'bound' | 'byAddress'): Promise<TeamsUser> {
  const { db } = world.store;
  const { name } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const user = userNamed(name, personId);
  if (how === 'byAddress') {
    await db.person.update({ where: { id: personId }, data: { email: user.email } });
  } else {
    await db.account.create({
      data: { platform: 'teams', tenant: TENANT, externalId: user.aad, personId, state: 'bound' },
    });
  }
  return user;
}
