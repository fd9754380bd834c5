import {
  ADAPTERS,
  BESIDE,
  FOR_TESTS,
  LAYERS,
  NOT_PURE,
  PURE_CODE,
  PURE_PARTS,
} from './tools/walls/layers.mjs';

// Patterns are not anchored at the root, so that the same rules hold for the bad examples in tools/walls/fixtures.
const ROOT = '(?:^|/)';
const inPackages = (names) => `${ROOT}packages/(?:${names.join('|')})/`;
const inFolders = (folders) => `${ROOT}(?:${folders.join('|')})`;
const SOURCE = `${ROOT}packages/[^/]+/src/`;
const packages = LAYERS.flatMap((layer) => layer.packages);
const services = LAYERS.find(({ name }) => name === 'services').packages;
const adapters = packages.filter((name) =>
  ADAPTERS.prefixes.some((prefix) => name.startsWith(prefix)),
);

/** What a package must not import because of the layers; adapters and services have rules of their own, which say more. */
function notBelow(name, rank) {
  return LAYERS.slice(rank)
    .flatMap((layer) => layer.packages)
    .filter((other) => other !== name && !BESIDE[name]?.includes(other))
    .filter((other) => !adapters.includes(other))
    .filter((other) => !(services.includes(name) && services.includes(other)));
}

function pointsDown(name, rank) {
  const above = notBelow(name, rank);
  if (above.length === 0) return [];
  const source = `${inPackages([name])}src/`;
  const refused = (from, pathNot) => ({
    name: 'imports-point-down',
    comment: `${name} must not know what stands above or beside it.`,
    severity: 'error',
    from,
    to: { path: inPackages(above), pathNot },
  });
  return [
    refused({ path: source }, PURE_PARTS.usedBy.includes(name) ? inFolders(PURE_PARTS.of) : []),
    refused({ path: inPackages([name]), pathNot: source }, inFolders(PURE_PARTS.of)),
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...LAYERS.flatMap((layer, rank) => layer.packages.flatMap((name) => pointsDown(name, rank))),
    {
      name: 'services-never-import-each-other',
      comment: 'Services meet in the log and in contracts.',
      severity: 'error',
      from: { path: `${ROOT}packages/(${services.join('|')})/src/` },
      to: { path: inPackages(services), pathNot: `${ROOT}packages/$1/` },
    },
    {
      name: 'services-never-import-each-other',
      comment: 'Their tests may use the pure parts of others, and what others offer to tests.',
      severity: 'error',
      from: { path: `${ROOT}packages/(${services.join('|')})/(?!src/)` },
      to: {
        path: inPackages(services),
        pathNot: [`${ROOT}packages/$1/`, inFolders(PURE_PARTS.of), `${ROOT}packages/[^/]+/test/`],
      },
    },
    {
      name: 'query-api-never-sees-the-domain',
      comment: 'The read side holds no business rule.',
      severity: 'error',
      from: { path: inPackages(['query-api']) },
      to: { path: inPackages(['domain']) },
    },
    {
      name: 'the-client-knows-the-wire-only',
      comment: 'It is run by others, in pages too: what it needs of us is on the wire.',
      severity: 'error',
      from: { path: `${inPackages(['client'])}src/` },
      to: { path: `${ROOT}packages/`, pathNot: inPackages(['client', 'contracts']) },
    },
    {
      name: 'the-client-knows-the-wire-only',
      comment:
        'Schemas are checked where data comes in from strangers; their library is larger than the client.',
      severity: 'error',
      from: { path: `${inPackages(['client'])}src/` },
      to: {
        path: inPackages(['contracts']),
        pathNot: `${ROOT}packages/contracts/src/stream/book-check`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'adapters-are-named-by-the-composition-only',
      comment: 'Everybody else knows the port, and in tests what an adapter offers to them.',
      severity: 'error',
      from: { path: `${ROOT}packages/([^/]+)/`, pathNot: inFolders(ADAPTERS.namedBy) },
      to: {
        path: inPackages(adapters),
        pathNot: [`${ROOT}packages/$1/`, `${ROOT}packages/[^/]+/test/`],
      },
    },
    {
      name: 'other-packages-by-their-exports',
      comment: 'A path into another package passes by its exports and its package.json.',
      severity: 'error',
      from: { path: `${ROOT}packages/([^/]+)/` },
      to: {
        path: `${ROOT}packages/`,
        pathNot: `${ROOT}packages/$1/`,
        dependencyTypesNot: ['aliased-workspace'],
      },
    },
    {
      name: 'pure-code-imports-nothing-from-outside',
      comment: 'No input, no output, no library: what is replayed depends on nothing but its data.',
      severity: 'error',
      from: { path: inFolders(PURE_CODE), pathNot: inFolders(NOT_PURE) },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'the-engine-does-not-know-its-service',
      comment:
        'The engine is a pure function of its inputs; reading and appending is the service around it.',
      severity: 'error',
      from: { path: `${ROOT}packages/matcher/src/engine/` },
      to: { path: `${ROOT}packages/matcher/`, pathNot: `${ROOT}packages/matcher/src/engine/` },
    },
    {
      name: 'production-code-never-imports-test-code',
      comment: 'What only tests need is not shipped.',
      severity: 'error',
      from: { path: SOURCE, pathNot: inFolders(FOR_TESTS) },
      to: { path: inFolders(FOR_TESTS) },
    },
    {
      name: 'no-cycles',
      comment: 'What imports itself in the end cannot be understood, tested or started in parts.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'A package is what its exports say; everything else in it is private.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
    },
  },
};
