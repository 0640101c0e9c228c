/** Above so many schools a round is big: annealing alone gains more in the time there is than ruins do. */
export const BIG = 2000;

/** Up to so many schools a round is small: everybody competes with everybody. */
export const SMALL = 40;

/** Up to so many schools a round's best plan can mostly be proved in the time that its search takes. */
export const TINY = 10;
