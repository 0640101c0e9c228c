import type { BillingTrigger, BrokerageMode, Payer } from './price.js';

/** The printed rates of a partnership, to begin with (DOMAIN 3.3). */
export interface RatePreset {
  readonly title: string;
  /** Pence a day, by kind of leader. */
  readonly days: Readonly<Record<string, number>>;
  readonly mode: BrokerageMode;
  readonly basisPoints: number | null;
  readonly fixedPence: number | null;
  readonly vatBasisPoints: number;
  readonly payer: Payer;
  readonly trigger: BillingTrigger;
}

const PLAIN = {
  mode: 'none',
  basisPoints: null,
  fixedPence: null,
  vatBasisPoints: 0,
  payer: 'school',
} as const;

/** By the name that `convenor import rates --preset` takes. */
export const RATE_PRESETS: Readonly<Record<string, RatePreset>> = {
  hillingdon: {
    ...PLAIN,
    title: 'Hillingdon 2021: LLE £500, SLE £350 a day',
    days: { LLE: 50_000, SLE: 35_000 },
    payer: 'partnership',
    trigger: 'monthlyByVisit',
  },
  fairfields: {
    ...PLAIN,
    title: 'Fairfields 2019-20: 15% inside the price',
    days: { NLE: 55_000, LLE: 45_000, SLE: 35_000 },
    mode: 'inclusive',
    basisPoints: 1500,
    trigger: 'onSignature',
  },
  yarlside: {
    ...PLAIN,
    title: 'Yarlside: SLE £350 a day, £50 of it for brokerage',
    days: { SLE: 35_000 },
    mode: 'inclusive',
    fixedPence: 5000,
    trigger: 'onSignature',
  },
  northernAlliance: {
    ...PLAIN,
    title: 'Northern Alliance 2015/16: 15% on top, VAT to be added',
    days: { NLE: 70_000, LLE: 70_000, SLE: 42_000 },
    mode: 'additive',
    basisPoints: 1500,
    trigger: 'onSignature',
  },
  london: {
    ...PLAIN,
    title: 'London teaching school alliances: SLE £350 a day',
    days: { SLE: 35_000 },
    trigger: 'monthlyByVisit',
  },
};
