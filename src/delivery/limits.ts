/** At most `n` in any stretch of `ms` milliseconds. */
export interface Window {
  readonly n: number;
  readonly ms: number;
}

/** The published ceilings of one platform. An empty list means that there is none. */
export interface PlatformPace {
  /** Of one conversation. */
  readonly conversation: readonly Window[];
  /** Of the whole app in one tenant (workspace), over all its conversations. */
  readonly app: readonly Window[];
  /** Of edits in one tenant, where they are counted apart from posts; absent when they count as posts. */
  readonly update?: readonly Window[];
}

/** What delivery keeps to. All times in milliseconds. */
export interface DeliveryLimits {
  /**
   * How long a claimed row belongs to its holder. Longer than one attempt may take, with room for instances
   * whose clocks differ by half a minute: a row is taken from the dead, never from the slow.
   */
  readonly leaseMs: number;
  /** The longest one attempt may take; what has not answered by then is unknown. */
  readonly attemptMs: number;
  /** How long after an unknown outcome the platform is looked at: what was on its way has arrived by then. */
  readonly lookAfterMs: number;
  /** Attempts at a message before it is refused for good: with the pauses below, about a day. */
  readonly messageAttempts: number;
  /** Attempts at an edit before the copy is given up. */
  readonly copyAttempts: number;
  /** Attempts at a timer before it is marked failed and shown. */
  readonly timerAttempts: number;
  /** The pause after the first failed attempt; it doubles each time, up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Messages worked on at once. */
  readonly places: number;
  /** Messages of one app that are claimed and drawn while they wait for their turn to leave. */
  readonly onDeck: number;
  /** A conversation or app that is closed for longer than this gives its place to others. */
  readonly patienceMs: number;
  /** Timers claimed at once. */
  readonly timerBatch: number;
  /** How long the answers to clicks are kept, so that a repeat is recognised. */
  readonly receiptsMs: number;
  /** By platform name; a platform that is not named has no ceilings. */
  readonly pace: Readonly<Record<string, PlatformPace>>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The ceilings that the platforms publish, one installation with one app on each. */
export const PUBLISHED_PACE: Readonly<Record<string, PlatformPace>> = {
  // docs.slack.dev/apis/web-api/rate-limits: one message a second and channel; "several hundred messages per
  // minute" a workspace, of which the cautious reading is taken; chat.update is tier 3, 50 a minute.
  slack: {
    conversation: [{ n: 1, ms: SECOND }],
    app: [{ n: 300, ms: MINUTE }],
    update: [{ n: 50, ms: MINUTE }],
  },
  // learn.microsoft.com, "Optimize your bot with rate limiting": a bot in one conversation, and an app in a tenant.
  teams: {
    conversation: [
      { n: 7, ms: SECOND },
      { n: 8, ms: 2 * SECOND },
      { n: 60, ms: 30 * SECOND },
      { n: 1_800, ms: HOUR },
    ],
    app: [{ n: 50, ms: SECOND }],
  },
};

export const DEFAULT_LIMITS: DeliveryLimits = {
  leaseMs: 2 * MINUTE,
  attemptMs: 30 * SECOND,
  lookAfterMs: 30 * SECOND,
  messageAttempts: 60,
  copyAttempts: 12,
  timerAttempts: 8,
  firstPauseMs: 5 * SECOND,
  longestPauseMs: 30 * MINUTE,
  places: 64,
  onDeck: 8,
  patienceMs: 3 * SECOND,
  timerBatch: 50,
  receiptsMs: 7 * 24 * HOUR,
  pace: PUBLISHED_PACE,
};
