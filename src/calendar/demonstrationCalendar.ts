import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../packageRoot.js';
import { type CalendarEntry, CalendarEntrySchema } from './calendarEntry.js';

const FileSchema = z.object({ entries: z.array(CalendarEntrySchema) });

/**
 * The term dates of the demonstration partnership, 2025/26 to 2027/28. They are typical and not the
 * borough's own (see data/NOTICE.md), so nothing outside the demonstration may use them.
 */
export function demonstrationCalendar(): CalendarEntry[] {
  const file = path.join(packageRoot(), 'src/calendar/data/hillingdon-2025-27.json');
  return FileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).entries;
}
