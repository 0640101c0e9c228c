// The arrows of the design, as rules. "Processes" are support, review, groups, boards, cover and designations.
const platforms = '^(@slack/|@microsoft/|botbuilder|botframework|adaptivecards|express)';
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-knows-no-platform',
      severity: 'error',
      comment: 'The core never speaks Block Kit or Adaptive Cards: adapters render.',
      from: { path: '^src' },
      to: { path: `node_modules/${platforms.slice(1)}` },
    },
    {
      name: 'src-knows-no-adapter',
      severity: 'error',
      comment: 'Only main.ts and the playground it starts wire adapters in.',
      from: { path: '^src', pathNot: '^src/(main|playground|cli/)' },
      to: { path: '^adapters' },
    },
    {
      name: 'processes-apart',
      severity: 'error',
      comment: 'A process asks another to start something by an effect, never by an import.',
      from: { path: '^src/(support|review|groups|boards|cover|designations)/' },
      to: { path: '^src/(support|review|groups|boards|cover|designations)/', pathNot: '^src/$1/' },
    },
    {
      name: 'processes-below-delivery',
      severity: 'error',
      comment: "A process says what to tell whom; when and how it leaves is the sender's.",
      from: { path: '^src/(support|review|groups|boards|cover|designations)/' },
      to: { path: '^src/(delivery|cli|main)' },
    },
    {
      name: 'plan-is-pure',
      severity: 'error',
      comment:
        'The matching engine knows no store, no platform and no process: only the mathematics that all share.',
      from: { path: '^src/review/plan/' },
      to: { path: '^src/', pathNot: '^src/(review/plan|optimise)/' },
    },
    {
      name: 'optimise-is-pure',
      severity: 'error',
      comment: 'Solvers and random numbers for every process: mathematics that knows nothing of the rest.',
      from: { path: '^src/optimise/' },
      to: { path: '^src/', pathNot: '^src/optimise/' },
    },
    {
      name: 'language-below-all',
      severity: 'error',
      comment: 'chat, calendar and store are words for everyone: they know no process and no network.',
      from: { path: '^src/(chat|calendar|store)/' },
      to: {
        path: '^src/(support|review|groups|boards|cover|designations|network|workflow|delivery|cli|main)',
      },
    },
    {
      name: 'workflow-knows-no-process',
      severity: 'error',
      from: { path: '^src/(workflow|delivery|network)/' },
      to: { path: '^src/(support|review|groups|boards|cover|designations|cli|main)' },
    },
    {
      name: 'adapters-know-the-contract-only',
      severity: 'error',
      comment: 'An adapter speaks to the neutral language and the delivery contract, not to a process.',
      from: { path: '^adapters' },
      to: { path: '^src/(support|review|groups|boards|cover|designations|cli|main)' },
    },
    {
      name: 'only-the-store-knows-prisma',
      severity: 'error',
      comment: 'One place opens the database; the rest takes the client it is given.',
      from: { path: '^(src|adapters)', pathNot: '^src/(store|generated)/' },
      to: { path: 'node_modules/(@prisma/adapter|better-sqlite3|pg/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated|^adapters/web/page' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
