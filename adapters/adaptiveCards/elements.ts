/**
 * The part of the Adaptive Card 1.5 schema that Convenor uses, as the JSON that is sent. Version 1.5 is what
 * every Teams client shows; nothing here belongs to a later one but the search of a list that is too long to stand
 * in a card.
 */
export interface AdaptiveCardJson {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** Shown by a client that cannot show the card at all. */
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions?: readonly ActionJson[];
}

export type Colour = 'default' | 'good' | 'warning' | 'attention';
type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large';

interface Placed {
  readonly id?: string;
  readonly spacing?: Spacing;
  readonly separator?: boolean;
}

export interface TextStyle {
  readonly size?: 'small' | 'default' | 'medium' | 'large';
  readonly weight?: 'bolder';
  readonly color?: Colour;
  readonly isSubtle?: boolean;
}

/** A run of text. Clients do not look for markdown in it. */
export interface TextRun extends TextStyle {
  readonly type: 'TextRun';
  readonly text: string;
}

export type Element =
  | (Placed & { readonly type: 'RichTextBlock'; readonly inlines: readonly TextRun[] })
  | (Placed &
      TextStyle & {
        readonly type: 'TextBlock';
        readonly text: string;
        readonly style: 'heading';
        readonly wrap: true;
      })
  | (Placed & {
      readonly type: 'Container';
      readonly items: readonly Element[];
      readonly style?: 'emphasis';
    })
  | (Placed & { readonly type: 'ColumnSet'; readonly columns: readonly Column[] })
  | (Placed & {
      readonly type: 'Table';
      readonly columns: readonly { readonly width: number }[];
      readonly rows: readonly TableRow[];
      readonly firstRowAsHeaders: true;
      readonly showGridLines: true;
    })
  | (Placed & {
      readonly type: 'Image';
      readonly url: string;
      readonly altText: string;
      readonly size: 'stretch';
    })
  | (Placed & { readonly type: 'ActionSet'; readonly actions: readonly ActionJson[] })
  | InputJson;

export interface Column {
  readonly type: 'Column';
  readonly width: number | 'auto' | 'stretch';
  readonly items: readonly Element[];
  readonly style?: 'good' | 'emphasis';
  readonly minHeight?: string;
  readonly spacing?: Spacing;
}

interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly Element[] }[];
}

interface InputBase extends Placed {
  readonly id: string;
  /** A switch has its text as `title` instead. */
  readonly label?: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

export type InputJson =
  | (InputBase & {
      readonly type: 'Input.Text';
      readonly value?: string;
      readonly maxLength?: number;
      readonly isMultiline?: boolean;
    })
  | (InputBase & {
      readonly type: 'Input.Number';
      readonly value?: number;
      readonly min?: number;
      readonly max?: number;
    })
  | (InputBase & {
      readonly type: 'Input.Date';
      readonly value?: string;
      readonly min?: string;
      readonly max?: string;
    })
  | (InputBase & { readonly type: 'Input.Time'; readonly value?: string })
  | (InputBase & {
      readonly type: 'Input.ChoiceSet';
      readonly choices: readonly Choice[];
      readonly value?: string;
      readonly style: 'compact' | 'expanded' | 'filtered';
      /** Where Teams asks for choices while somebody types: of schema 1.6, and taken by Teams in any card. */
      readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string };
      readonly placeholder?: string;
      readonly isMultiSelect?: true;
      readonly wrap?: true;
    })
  | (InputBase & {
      readonly type: 'Input.Toggle';
      readonly title: string;
      readonly value: 'true' | 'false';
      readonly valueOn: 'true';
      readonly valueOff: 'false';
      readonly wrap: true;
    });

export type ActionJson =
  | (ActionBase & {
      readonly type: 'Action.Execute';
      readonly verb: string;
      readonly data: object;
      /** For a client older than Action.Execute: the same, sent as a message. */
      readonly fallback: ActionBase & { readonly type: 'Action.Submit'; readonly data: object };
    })
  | (ActionBase & { readonly type: 'Action.ShowCard'; readonly card: InnerCard })
  | (ActionBase & {
      readonly type: 'Action.OpenUrl';
      readonly url: string;
      /** What is opened, for who hears the button alone. */
      readonly tooltip?: string;
    });

interface ActionBase {
  readonly title: string;
  readonly style?: 'positive' | 'destructive';
}

/** What an Action.ShowCard unfolds. */
interface InnerCard {
  readonly type: 'AdaptiveCard';
  readonly body: readonly Element[];
  readonly actions: readonly ActionJson[];
}
