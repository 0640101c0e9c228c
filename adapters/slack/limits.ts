/**
 * What Slack takes, in characters unless told otherwise, from the documentation of Block Kit and from the doc
 * comments of @slack/types. Texts are kept below where Slack counts escapes ("&amp;" is five characters).
 */

/** A section takes 3,000; the rest is room for escapes that are counted after cutting. */
export const SECTION_TEXT = 2_800;

export const FIELD_TEXT = 2_000;
export const FIELDS = 10;
export const CONTEXT_TEXT = 2_000;
export const HEADER = 150;

export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2_000;
/** Elements in one block of actions. */
export const BUTTONS = 25;
export const CONFIRM_TITLE = 100;
export const CONFIRM_TEXT = 300;
export const CONFIRM_BUTTON = 30;
export const ACTION_ID = 255;

export const OPTION_TEXT = 75;
export const OPTION_VALUE = 75;
/** Options of a menu; a longer list is searched instead. */
export const OPTIONS = 100;
/** Options shown all at once, as radio buttons. */
export const RADIO_OPTIONS = 10;
export const INPUT_LABEL = 2_000;
export const INPUT_TEXT = 3_000;
export const PLACEHOLDER = 150;
export const INPUT_ERROR = 500;

export const VIEW_TITLE = 24;
export const VIEW_BUTTON = 24;
export const PRIVATE_METADATA = 3_000;

export const IMAGE_URL = 3_000;
export const IMAGE_ALT = 2_000;

/** Rows and cells of a table block, the heading's row included; a message holds one table. */
export const TABLE_ROWS = 100;
export const TABLE_CELLS = 20;
/** All cells of a table together: Slack refuses above 10,000. */
export const TABLE_TEXT = 9_000;

/** The text of a message that has blocks, before escaping: it is read in notifications and by screen readers. */
export const NOTIFICATION = 2_000;

/** How much one place can show. `text` counts all blocks together. */
export interface Room {
  readonly blocks: number;
  readonly text: number;
  /** Whether a table block may stand there. */
  readonly tables: boolean;
  /** Whether pages are turned in place; a message stays as it is, and a view opens that shows everything. */
  readonly turns: boolean;
}

/** A message: 50 blocks, and `msg_blocks_too_long` from about 13,000 characters on (slackapi/bolt-js 2509). */
export const MESSAGE: Room = { blocks: 50, text: 11_000, tables: true, turns: false };

/** A modal or a Home tab: 100 blocks and 250 kB, of which text may be a tenth. */
export const VIEW: Room = { blocks: 100, text: 25_000, tables: false, turns: true };
