/** A person as records and cards name them. */
export interface PersonFacts {
  readonly id: number;
  readonly name: string;
}

/** A school as records and cards name it. */
export interface SchoolFacts {
  readonly id: number;
  readonly name: string;
  /** In the words of GIAS. */
  readonly phase: string;
}
