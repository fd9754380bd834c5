/**
 * Who may import whom: a package sees the layers below its own, and beside it only what BESIDE says. Every folder of
 * `packages/` stands here exactly once. The reasons are in ARCHITECTURE.md.
 */
export const LAYERS = [
  { name: 'kernel', packages: ['kernel'] },
  { name: 'language', packages: ['domain', 'contracts'] },
  { name: 'translation', packages: ['codec'] },
  {
    name: 'ports',
    packages: ['event-store', 'observability', 'auth', 'edge', 'embedded-postgres', 'market-data'],
  },
  {
    name: 'adapters',
    packages: [
      'event-store-lmdb',
      'event-store-eventstoredb',
      'market-data-redis',
      'auth-redis',
      'edge-redis',
    ],
  },
  { name: 'folds', packages: ['read-models', 'account-data'] },
  { name: 'owners', packages: ['accounts', 'audit'] },
  { name: 'processes', packages: ['service'] },
  {
    name: 'services',
    packages: ['command-api', 'matcher', 'projections', 'query-api', 'workflows'],
  },
  { name: 'tools', packages: ['bench', 'client', 'simulator', 'truetape'] },
];

/** The only imports within a layer. Services have none: they meet in the log. */
export const BESIDE = {
  auth: ['edge', 'event-store', 'observability'],
  edge: ['observability'],
  'market-data': ['event-store', 'observability'],
  'account-data': ['read-models'],
  audit: ['accounts'],
  simulator: ['truetape'],
  bench: ['client'],
  truetape: ['bench', 'client'],
};

/**
 * Services of which a part is pure and has an export of its own: `@truetape/matcher/engine`,
 * `@truetape/workflows/risk-fold`. An auditor runs this very code, which is the only import that points up; it never sees
 * the service around it. Tests may use it too.
 */
export const PURE_PARTS = {
  of: ['packages/matcher/src/engine/', 'packages/workflows/src/risk-watch/fold[./]'],
  usedBy: ['audit'],
};

/** Everything here is replayed: no input, no output, no clock, no randomness, no waiting. */
export const PURE_CODE = [
  'packages/kernel/src/',
  'packages/domain/src/',
  'packages/matcher/src/engine/',
];

/** Compares with Node's own `assert`, and is imported by tests only. */
export const NOT_PURE = ['packages/kernel/src/spec.ts'];

/** Adapters, by what their names begin with (their port), and the files that choose among them. */
export const ADAPTERS = {
  prefixes: ['event-store-', 'market-data-', 'auth-', 'edge-'],
  namedBy: [
    'packages/truetape/',
    'packages/(?:command-api|matcher|projections|query-api|workflows)/src/main\\.ts$',
  ],
};

/** Where decimals may be written out by rounding: the codec, which says how, and what only shows figures to people. */
export const WRITES_DECIMALS = ['codec', 'observability', 'bench', 'truetape'];

/** Exports that are for tests only. */
export const FOR_TESTS = [
  'packages/kernel/src/spec\\.ts',
  'packages/event-store/src/contract/',
  'packages/auth/src/testing\\.ts',
  'packages/market-data/src/contract/',
  'packages/auth/src/contract/',
  'packages/event-store-eventstoredb/src/double/',
  'packages/[^/]+/test/',
];
