import { CHANNELS } from '@truetape/contracts';
import { openTestPostgres, type TestPostgres } from '@truetape/projections/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAll } from './cells.ts';
import { subscribeAll } from './channels.ts';
import { operationsOf, wrongInDocument } from './document.ts';
import { rulesOnPage } from './page.ts';
import { PERSONAS } from './personas.ts';
import { ASKED_OF, isAsked } from './requests.ts';
import { openWorld, type Served, type World } from './world.ts';

const rules = rulesOnPage();
const names = [...rules.keys()].filter(isAsked);

let postgres: TestPostgres;
let world: World;
let served: Served;
beforeAll(async () => {
  postgres = await openTestPostgres();
  world = await openWorld(postgres);
  served = await world.serve();
}, 60_000);
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, 60_000);

describe('every route', () => {
  test('that is registered stands on the page, and nothing else does', () => {
    const registered = new Set(served.routes.map(({ name }) => name));
    expect([...registered].sort()).toEqual(names.filter((name) => !(name in ASKED_OF)).sort());
  });

  test('of the document stands on the page, with how the page refuses, and the other way round', async () => {
    expect(wrongInDocument(await operationsOf(served.app), rules)).toEqual([]);
  });

  test('answers everybody as the page says', { timeout: 120_000 }, async () => {
    const { cells, letIn, wrong } = await askAll(world, served, rules, names);
    process.stdout.write(
      `authorization matrix: ${cells} cells of ${names.length} rules, ${served.routes.length} routes and ${PERSONAS.length} callers; ${letIn} let in, ${wrong.length} wrong\n`,
    );
    expect(wrong).toEqual([]);
  });
});

describe('every channel', () => {
  test('answers everybody as the page says, whoever they said they are and how', async () => {
    const port = await world.listen(served.app);
    const { cells, letIn, names, wrong } = await subscribeAll(port, rules);
    process.stdout.write(
      `authorization matrix: ${cells} cells of ${names} channels; ${letIn} let in, ${wrong.length} wrong\n`,
    );
    expect(wrong).toEqual([]);
  }, 60_000);

  test('stands on the page, and nothing else does', () => {
    const told = [...rules.keys()].filter((name) => name.startsWith('stream '));
    expect(told).toEqual(CHANNELS.map((channel) => `stream ${channel}`));
  });
});
