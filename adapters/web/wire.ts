import type { AdaptiveCardJson } from '../adaptiveCards/elements.js';

/**
 * What the page and the server say to each other, as JSON. Types only: the page is built apart from the
 * server and shares nothing else with it. Instants are ISO text in UTC.
 */

/** Whom one can be. */
export interface PersonView {
  readonly id: number;
  readonly name: string;
  /** What they are, where: 'Headteacher, Oak Wood School'. */
  readonly says: string;
}

/** Somebody to begin with: 'A head', 'The coordinator'. */
export interface LeadingPerson extends PersonView {
  readonly part: string;
}

export interface StoryView {
  readonly title: string;
  readonly says: string;
  readonly steps: readonly StoryStepView[];
}

interface StoryStepView {
  readonly person: PersonView;
  /** One line: what to do there. */
  readonly does: string;
  /** Where: 'person:9' or 'channel:4'. */
  readonly conversation: string;
  /** A command to find in the composer when one gets there. */
  readonly types?: string;
}

export interface CommandView {
  /** As typed: '/support list'. */
  readonly text: string;
  /** What may follow: '[reference]'. */
  readonly usage?: string;
  readonly says: string;
}

/** All that the page needs once. */
export interface HelloView {
  readonly title: string;
  readonly leading: readonly LeadingPerson[];
  readonly stories: readonly StoryView[];
  readonly commands: readonly CommandView[];
  readonly clock: ClockView;
}

export interface ConversationView {
  /** 'person:9' or 'channel:4'. */
  readonly id: string;
  readonly title: string;
  readonly direct: boolean;
  /** Of a channel: what it is for. */
  readonly says?: string;
  readonly unread: number;
}

export interface MessageView {
  readonly id: number;
  readonly conversation: string;
  /** Rises with every change: the page keeps the highest it has seen. */
  readonly revision: number;
  readonly at: string;
  readonly text: string;
  readonly card: AdaptiveCardJson;
  readonly plain: string;
  /** 'support:42', of a card that shows a piece of work. */
  readonly entity?: string;
  /** What stands beneath it, oldest first. */
  readonly story?: readonly StoryLineView[];
}

/** One thing that happened to the work of a card, as it is told in its channel. */
export interface StoryLineView {
  readonly at: string;
  readonly text: string;
}

export interface MessagesView {
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly earlier: boolean;
}

export interface WaitingView {
  readonly person: PersonView;
  readonly reference: string;
  readonly title: string;
  readonly says: string;
  readonly since: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
}

export interface ClockView {
  readonly now: string;
  /** How far ahead of the machine's clock it is. */
  readonly offsetMs: number;
  readonly walking: boolean;
}

export type ClockMove = 'nextReminder' | 'schoolDay' | 'week';

export interface WalkView {
  readonly clock: ClockView;
  /** What happened on the way, in a sentence. */
  readonly says: string;
}

export interface ActRequest {
  readonly person: number;
  /** A UUID of this one act, the same on every attempt. */
  readonly key: string;
  readonly conversation: string;
  /** What the card's button gave, inputs included. */
  readonly data: unknown;
}

export interface CommandPost {
  readonly person: number;
  readonly key: string;
  readonly conversation: string;
  readonly text: string;
}

export interface ShownCard {
  readonly card: AdaptiveCardJson;
  readonly plain: string;
  /** 'support:42', to know it for the card that was pressed. */
  readonly entity?: string;
}

export type AnswerView =
  | {
      readonly type: 'notice';
      readonly tone: 'done' | 'refused' | 'info';
      readonly text: string;
      readonly shown?: ShownCard;
    }
  | { readonly type: 'card'; readonly shown: ShownCard }
  | {
      readonly type: 'form';
      readonly title: string;
      readonly card: AdaptiveCardJson;
      /** Names of the fields that were wrong; empty when the form is new. */
      readonly wrong: readonly string[];
    };

/** Pushed to every page. `person` of a page decides what it gets. */
export type PushedEvent =
  | { readonly type: 'message'; readonly message: MessageView; readonly fresh: boolean }
  | { readonly type: 'clock'; readonly clock: ClockView }
  | { readonly type: 'waiting' };

export interface Problem {
  readonly error: string;
}
