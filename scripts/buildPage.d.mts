/** Builds the page of the playground into a folder; into its place in dist unless told. */
export function buildPage(folder?: string): Promise<void>;
