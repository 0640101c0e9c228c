import { bell } from '../../fakes/bell.js';
import type { SlackTown } from '../../fakes/slackTown.js';
import type { Filled, Seat } from '../../support/plays/seat.js';

/** The brokering channel as Slack names it. */
export const SLACK_CHANNEL = 'CBROKER';

/** Somebody in front of Slack. */
export class SlackSeat implements Seat {
  private readonly town: SlackTown;
  private readonly user: string;

  constructor(town: SlackTown, personId: number) {
    this.town = town;
    this.user = `U${personId}`;
  }

  private get own(): string {
    return `D${this.user.slice(1)}`;
  }

  async types(text: string): Promise<void> {
    await this.changes(() => this.town.types(this.user, `/${text}`));
  }

  presses(label: string): Promise<void> {
    return this.pressesOn(label, this.own);
  }

  pressesInChannel(label: string): Promise<void> {
    return this.pressesOn(label, SLACK_CHANNEL);
  }

  async fills(values: Filled): Promise<void> {
    await this.changes(() => this.town.fills(this.user, values));
  }

  async reads(): Promise<string> {
    const { slack, whispers } = this.town;
    return JSON.stringify([
      slack.messages.filter(each => each.channel === this.own).map(({ text, blocks }) => ({ text, blocks })),
      whispers.filter(each => each.user === this.user),
    ]);
  }

  private async pressesOn(label: string, channel: string): Promise<void> {
    const { town, user } = this;
    const own = town.whispers.findLast(
      each => each.user === user && JSON.stringify(each.blocks ?? []).includes(`"${label}"`),
    );
    const posted = town.slack.messages.findLast(
      each => each.channel === channel && JSON.stringify(each.blocks).includes(`"${label}"`),
    );
    if (!own && !posted) throw new Error(`${user} finds no "${label}" in ${channel}: ${await this.reads()}`);
    const where = posted ? { channel, ts: posted.ts } : { ephemeral: true };
    await this.changes(() => town.presses(user, town.button((posted ?? own)?.blocks, label), where));
  }

  /** Slack is answered at once; what came of it is seen a moment later. */
  private async changes(act: () => Promise<unknown>): Promise<void> {
    const { town } = this;
    const seen = () => town.whispers.length + town.slack.views.length + town.slack.calls.length;
    const before = seen();
    await act();
    await bell.until(() => seen() > before);
  }
}
