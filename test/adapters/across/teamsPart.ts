import type { Filled, Seat } from '../../support/plays/seat.js';
import type { TeamsSeat } from '../teams/seat.js';
import type { TeamsWorld } from '../teams/teamsWorld.js';

/** The brokering channel as Teams names it: a group chat. */
export const TEAMS_CHANNEL = '19:brokering@thread.v2';

/** Somebody in front of Teams, as a play knows them. */
export class TeamsPart implements Seat {
  private readonly seat: TeamsSeat;
  private readonly teams: TeamsWorld;

  constructor(seat: TeamsSeat, teams: TeamsWorld) {
    this.seat = seat;
    this.teams = teams;
  }

  types(text: string): Promise<void> {
    return this.seat.types(text);
  }

  async presses(label: string): Promise<void> {
    await this.seat.presses(label);
  }

  async pressesInChannel(label: string): Promise<void> {
    await this.seat.pressesIn(TEAMS_CHANNEL, label);
  }

  async fills(values: Filled): Promise<void> {
    await this.seat.fills(values);
  }

  async reads(): Promise<string> {
    const { conversation } = this.seat.user;
    return JSON.stringify(this.teams.connector.in(conversation).map(({ activity }) => activity));
  }
}
