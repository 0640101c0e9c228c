import { Command } from 'commander';
import { demoCommand } from './demo.js';
import { doctorCommand } from './doctor.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { manifestCommand } from './manifest.js';
import { planReviewsCommand } from './planReviews.js';
import { rechargeCommand } from './recharge.js';
import { reportCommand } from './report.js';
import { startCommand } from './start.js';

/** The commands an administrator types: `npx convenor <command>`. Each is loaded light: --help opens no store. */
const program = new Command('convenor')
  .description('The secretariat of a school partnership, in Slack and Microsoft Teams.')
  .showHelpAfterError('(npx convenor --help shows every command)')
  .addCommand(startCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand().addCommand(rechargeCommand()))
  .addCommand(planReviewsCommand())
  .addCommand(manifestCommand())
  .addCommand(doctorCommand())
  .addCommand(reportCommand())
  .addCommand(demoCommand());

await program.parseAsync();
