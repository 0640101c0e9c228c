import { londonDate } from '../../calendar/london.js';
import { readForm } from '../../chat/form.js';
import { calendarOfAuthority } from '../../network/calendars.js';
import { membersOf } from '../../network/partnerships.js';
import { buttons } from '../../workflow/buttons.js';
import { type Process, Refused } from '../../workflow/process.js';
import { openPlan, swapIn } from '../match/editPlan.js';
import { mendCycle } from '../match/mendCycle.js';
import type { Planner } from '../match/planner.js';
import { proposePlan } from '../match/proposePlan.js';
import { boardCard } from './board.js';
import { cycleCard, planCard } from './cards.js';
import { editCard, editVisitCard } from './editCards.js';
import { cycleForm } from './forms.js';
import { SwapInput } from './inputs.js';
import { loadCycle } from './load.js';
import { mapCard } from './map.js';
import { cycleNotices } from './notices.js';
import type { CycleRecord } from './record.js';
import { draftCycle, insertCycle, saveCycle } from './store.js';
import type { CycleChanges } from './terms.js';
import { totalsCard } from './totals.js';
import { see } from './visibility.js';
import { cycleWorkflow } from './workflow.js';

/** Review cycles as the rest of the program sees them: the table with its rooms, and whoever plans. */
export function cycleProcess(planner: Planner): Process<CycleRecord, CycleChanges> {
  return {
    workflow: cycleWorkflow,
    notices: cycleNotices,
    load: loadCycle,
    draft: draftCycle,
    insert: insertCycle,
    save: saveCycle,

    lendsParties: true,

    async prepare(tx, { command, record, values, at }) {
      if (command === 'match' && record) return { plan: await proposePlan(tx, record, planner, at.today) };
      if (command === 'mend' && record) return mendCycle(tx, record, at.today);
      const given = readForm(SwapInput, values);
      if (command !== 'swap' || !record || !given.ok)
        throw new Refused('Open the cycle again to see what can be done.');
      const { schoolId, place, out, personId } = given.value;
      return { plan: swapIn(await openPlan(tx, record, at.today), schoolId, place, out, personId) };
    },

    /** A cycle is run by officers of the partnership: the days are those of its authority. */
    async calendars(tx, record) {
      const [school] = await membersOf(tx, record.partnership.id, londonDate(record.enteredAt));
      return { default: await calendarOfAuthority(tx, school?.laCode ?? '') };
    },

    card: (record, viewer) => cycleCard(see(record, viewer), buttons(cycleWorkflow, record, viewer)),
    form: cycleForm,
    show: async (tx, name, record, viewer, at, values = {}) => {
      const seen = see(record, viewer);
      switch (name) {
        case 'plan':
          return planCard(seen);
        case 'board':
          return boardCard(tx, seen, at.today);
        case 'totals':
          return totalsCard(tx, seen);
        case 'map':
          return mapCard(tx, seen);
        case 'edit': {
          const opened = await openPlan(tx, record, at.today);
          const visit = opened.plan.visits.find(({ school }) => school.id === Number(values.schoolId));
          return visit ? editVisitCard(opened, visit) : editCard(opened);
        }
        default:
          return cycleCard(seen, buttons(cycleWorkflow, record, viewer));
      }
    },
  };
}
