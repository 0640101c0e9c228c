import type { Request, Response } from 'express';
import type { AdaptiveCardJson } from '../adaptiveCards/elements.js';
import type { IncomingActivity } from './activity.js';

/** The content type of an Adaptive Card, in messages and in answers. */
export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** What Convenor posts. Its text is plain: no client looks for markdown in it. */
export interface OutgoingActivity {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'plain';
  /** What a notification shows where there is no text. */
  readonly summary?: string;
  readonly attachments?: readonly {
    readonly contentType: typeof CARD_TYPE;
    readonly content: AdaptiveCardJson;
  }[];
}

/** What goes back on the request of an invoke. */
export interface InvokeReply {
  readonly status: number;
  readonly body?: object;
}

/** A conversation at the Connector. */
export interface Place {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** A member of a conversation, as Microsoft's directory knows them. */
export interface Member {
  readonly email: string | null;
  readonly userPrincipalName: string | null;
  readonly name: string | null;
}

export interface NewConversation {
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The bot's own id in Teams ('28:…'). */
  readonly botId: string;
}

/**
 * Microsoft's Bot Connector in neutral words: everything that the rest of the adapter needs of the libraries.
 * Every call is one request. It throws TransportError for whatever was not answered with success.
 */
export interface TeamsPort {
  /** Answers a request to /api/messages, with 401, 403 or 400 when it is none of Teams'. */
  receive(request: Request, response: Response): Promise<void>;
  /** Posts in a conversation; returns the activity's id. */
  send(place: Place, activity: OutgoingActivity): Promise<string>;
  update(place: Place, activityId: string, activity: OutgoingActivity): Promise<void>;
  /** The one-to-one conversation with a user; returns its id. Nothing is shown by it, and asking twice is harmless. */
  openPersonal(where: NewConversation & { readonly userId: string }): Promise<string>;
  /** Begins a thread in a channel with a post. */
  postInChannel(
    where: NewConversation & { readonly channelId: string },
    activity: OutgoingActivity,
  ): Promise<{ readonly conversationId: string; readonly activityId: string }>;
  member(place: Place, userId: string): Promise<Member>;
}

/** Does what an activity says. What it returns goes back to the client that sent an invoke. */
export type OnActivity = (activity: IncomingActivity) => Promise<InvokeReply | null>;
