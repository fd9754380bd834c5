import { configPage } from './config-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { metricsPage } from './metrics-page.ts';
import { permissionsPage } from './permissions-page.ts';
import { readsPage } from './reads-page.ts';
import { tablesPage } from './tables-page.ts';

/** Pages that people write, each with the test that holds the program against it. */
export const WRITTEN_BY_HAND: Readonly<Record<string, string>> = {
  'docs/reference/holds.md': 'packages/domain/test/holds.test.ts',
  'docs/reference/matching.md': 'packages/matcher/test/precedence.test.ts',
  'docs/reference/risk.md': 'packages/domain/test/limits.test.ts',
};

/** Every page of `docs/reference/` that is written from the source. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/config.md': configPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/events.md': eventsPage,
  'docs/reference/metrics.md': metricsPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/reads.md': readsPage,
  'docs/reference/tables.md': tablesPage,
};
