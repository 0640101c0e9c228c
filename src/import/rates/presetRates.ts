import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { RATE_PRESETS } from '../../support/money/presets.js';
import { EVERY_ROLE } from '../../support/money/rates.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { writeRate } from './importRates.js';

/**
 * Writes the printed rates of a known partnership as another's own, from a day on. Takes the preset's name where
 * other imports take a file.
 */
export async function presetRates(
  tx: Tx,
  name: string,
  { partnership, from }: { readonly partnership: string; readonly from: LocalDate },
): Promise<ImportReport> {
  const report = new ReportBuilder('rates', name);
  const preset = RATE_PRESETS[name];
  const node = await tx.partnership.findUnique({ where: { slug: partnership } });
  if (!preset)
    report.error(
      null,
      null,
      `There are no rates called "${name}".`,
      didYouMean(name, Object.keys(RATE_PRESETS)),
    );
  if (!node)
    report.error(null, null, `No partnership is known as "${partnership}".`, 'Import partnerships first.');
  if (!preset || !node) return report.done();
  const { title: _, days, ...rule } = preset;
  for (const [role, dayPence] of Object.entries(days)) {
    report.counts[
      await writeRate(tx, { partnershipId: node.id, role, from, to: null, dayPence, rule: null })
    ]++;
  }
  report.counts[
    await writeRate(tx, { partnershipId: node.id, role: EVERY_ROLE, from, to: null, dayPence: null, rule })
  ]++;
  return report.done();
}
