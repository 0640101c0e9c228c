/** Types that GIAS's state-funded download leaves out. */
const NOT_STATE_FUNDED =
  /independent|online provider|further education|sixth form cent|non-maintained|secure|service child|higher|institution funded/i;

/** Whether a school of this type stands in the state-funded download; so does one whose type is not known. */
export function isStateFunded(type: string | null | undefined): boolean {
  return !NOT_STATE_FUNDED.test(type ?? '');
}
