/**
 * Names for the people of the demonstration: plainly invented, so that nobody takes them for the staff of the
 * real schools. Given names of plants and stones, surnames that no one bears.
 */
const GIVEN = [
  'Amber',
  'Aster',
  'Basil',
  'Beryl',
  'Briar',
  'Bryony',
  'Cedar',
  'Clover',
  'Coral',
  'Fern',
  'Flint',
  'Hazel',
  'Heather',
  'Holly',
  'Iris',
  'Jasper',
  'Juniper',
  'Laurel',
  'Linden',
  'Marigold',
  'Myrtle',
  'Olive',
  'Opal',
  'Pearl',
  'Poppy',
  'Rosemary',
  'Rowan',
  'Ruby',
  'Sage',
  'Sorrel',
  'Tansy',
  'Willow',
] as const;

const SURNAMES = [
  'Applethwick',
  'Brambleworth',
  'Candlemarsh',
  'Dapplecombe',
  'Elderfold',
  'Fernhollow',
  'Goosewick',
  'Hollowdale',
  'Inkpenny',
  'Jollybrook',
  'Kettlewood',
  'Larkbarrow',
  'Merryweir',
  'Nettlecombe',
  'Otterby',
  'Pennywhistle',
  'Quillfeather',
  'Ripplebank',
  'Sparrowgate',
  'Thistlewood',
  'Umberleigh',
  'Violetmere',
  'Wagtailford',
  'Yarrowby',
  'Zephyrton',
  'Puddlewick',
  'Mossgrove',
  'Rookhaven',
  'Tumblewell',
] as const;

/** The n-th invented name: all different for the first 900 or so, the same on every run. */
export function inventedName(n: number): string {
  // 32 and 29 have no common divisor, so the pair repeats only after 928 people.
  return `${GIVEN[n % GIVEN.length]} ${SURNAMES[n % SURNAMES.length]}`;
}

/** An address that can reach nobody: example.org is kept free for this. */
export function inventedEmail(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@example.org`;
}
