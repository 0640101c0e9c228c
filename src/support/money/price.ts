/** How the broker is paid: out of the price, on top of it, or not at all (DOMAIN 3.3). */
export const BROKERAGE_MODES = ['inclusive', 'additive', 'none'] as const;
export type BrokerageMode = (typeof BROKERAGE_MODES)[number];

/** Who pays for a deployment (DOMAIN 3.3). */
export const PAYERS = ['school', 'partnership', 'la', 'diocese', 'trust', 'grant'] as const;
export type Payer = (typeof PAYERS)[number];

/** When the payer is billed (DOMAIN 3.3). */
export const TRIGGERS = ['onSignature', 'monthlyByVisit', 'onCompletion'] as const;
export type BillingTrigger = (typeof TRIGGERS)[number];

/** The terms of one deployment. */
export interface Terms {
  /** Of one day, in pence. */
  readonly dayPence: number;
  readonly mode: BrokerageMode;
  /** Of the price, in hundredths of a percent; null where the broker takes a fixed sum a day. */
  readonly basisPoints: number | null;
  /** A day, in pence. */
  readonly fixedPence: number | null;
  /** 0: no VAT is charged. */
  readonly vatBasisPoints: number;
}

/** What some days cost, in pence: `net` = `home` + `brokerage`, `gross` = `net` + `vat`. */
export interface Price {
  readonly home: number;
  readonly brokerage: number;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

const ALL_BASIS_POINTS = 10_000;

/**
 * What a number of half days costs under some terms. A half day is half a day's price; a half penny is rounded up,
 * once, on the whole; what the broker does not get is the home school's, so that nothing is lost by rounding.
 */
export function priceOf(halfDays: number, terms: Terms): Price {
  const days = Math.round((terms.dayPence * halfDays) / 2);
  const share = terms.mode === 'none' ? 0 : brokerageOf(days, halfDays, terms);
  const home = terms.mode === 'inclusive' ? days - share : days;
  const net = home + share;
  const vat = Math.round((net * terms.vatBasisPoints) / ALL_BASIS_POINTS);
  return { home, brokerage: share, net, vat, gross: net + vat };
}

function brokerageOf(pence: number, halfDays: number, { basisPoints, fixedPence }: Terms): number {
  if (basisPoints !== null) return Math.round((pence * basisPoints) / ALL_BASIS_POINTS);
  return Math.round(((fixedPence ?? 0) * halfDays) / 2);
}

/** Pence as people write them: '£1,050.00', '-£52.50'. */
export function pounds(pence: number): string {
  const whole = Math.floor(Math.abs(pence) / 100);
  const rest = String(Math.abs(pence) % 100).padStart(2, '0');
  return `${pence < 0 ? '-' : ''}£${String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
}
