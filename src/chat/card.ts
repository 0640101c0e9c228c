import type { EntityRef } from './entityRef.js';

/**
 * The platform-neutral card: what one audience sees of one piece of work. Adapters render it (Block Kit,
 * Adaptive Cards); the core never writes their JSON. All text is plain: adapters escape it.
 */
export interface Card {
  /** The work it shows, with the version shown; absent on a card that answers a question (a list, help). */
  readonly entity?: EntityRef;
  readonly title: string;
  /** State in words, with a tone that adapters may colour; never by colour alone. */
  readonly status?: { readonly text: string; readonly tone: Tone };
  readonly body: readonly CardElement[];
  readonly actions: readonly Action[];
}

export type Tone = 'neutral' | 'good' | 'attention' | 'warning';

export type CardElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: 'normal' | 'strong' | 'subtle' }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  | {
      readonly type: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | Picture
  | AttachedFile
  | WebLink
  | { readonly type: 'progress'; readonly label: string; readonly done: number; readonly of: number }
  | {
      readonly type: 'section';
      readonly title: string;
      readonly body: readonly SectionElement[];
      readonly actions: readonly Action[];
    };

/**
 * A picture by its address, or drawn by us as SVG with `width` and `height`. `alt` says all that it shows: not
 * every platform can show a drawing. Whatever text stands in an SVG is escaped by who makes it.
 */
export type Picture =
  | { readonly type: 'image'; readonly url: string; readonly alt: string }
  | { readonly type: 'image'; readonly svg: string; readonly alt: string };

/** A file to take away (a calendar file, a table); where a platform takes none, its text is shown. */
export interface AttachedFile {
  readonly type: 'file';
  /** As it is saved: 'reviews-autumn.ics'. */
  readonly name: string;
  /** 'text/calendar', 'text/csv', … */
  readonly mediaType: string;
  readonly text: string;
}

/**
 * A place on the web to open: what it is, and where. Adapters open http and https alone and say which site it is;
 * of any other address they show the text.
 */
export interface WebLink {
  readonly type: 'link';
  readonly label: string;
  readonly url: string;
}

/** What may stand inside a section: sections do not nest. */
export type SectionElement = Exclude<CardElement, { type: 'section' }>;

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A button. Pressing it sends `verb` with the card's entity (or the one named here) and the values. */
export interface Action {
  readonly verb: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  readonly entity?: EntityRef;
  readonly values?: Readonly<Record<string, string>>;
  /** A sentence to confirm before it is sent: only for what cannot be taken back. */
  readonly confirm?: string;
}

/** The entity an action is about: its own, else the card's. */
export function actionEntity(card: Card, action: Action): EntityRef | undefined {
  return action.entity ?? card.entity;
}

/** Every action of a card, those inside sections included, in reading order. */
export function allActions(card: Card): readonly Action[] {
  const inSections = card.body.flatMap(element => (element.type === 'section' ? element.actions : []));
  return [...inSections, ...card.actions];
}

/** Every element of a card, those inside sections included, in reading order. */
export function allElements(card: Card): readonly SectionElement[] {
  return card.body.flatMap(element => (element.type === 'section' ? element.body : [element]));
}
