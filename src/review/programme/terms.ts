import type { ProgrammeRules } from '../programme.js';
import type { Preset } from './presets.js';

export type ProgrammeRole = 'organiser' | 'clusterLead';

export type ProgrammeNotice = 'made' | 'retired';

export interface ProgrammeChanges {
  readonly name?: string;
  readonly preset?: Preset;
  readonly rules?: ProgrammeRules;
}
