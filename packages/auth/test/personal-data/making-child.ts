import { writeSync } from 'node:fs';
import { openFolderPersonKeys } from '../../src/personal-data/folder-person-keys.ts';
import { openMasterKey } from '../../src/personal-data/master-key.ts';

// Makes and erases keys, and says so when that is done. What it does is read from its system calls.
const [folder = ''] = process.argv.slice(2);
const masterKey = await openMasterKey(`${folder}/master.key`, { make: true });
if (!masterKey.ok) throw new Error(masterKey.failure);
const open = async () => {
  const keys = await openFolderPersonKeys(`${folder}/person-keys`, masterKey.value);
  if (!keys.ok) throw new Error(keys.failure);
  return keys.value;
};
const [one, other] = [await open(), await open()];

writeSync(1, 'opened\n');
await one.create('u-1');
writeSync(1, 'made\n');
await one.create('u-1');
writeSync(1, 'made again\n');
await other.create('u-1');
writeSync(1, 'made by another\n');
await one.erase('u-1');
writeSync(1, 'erased\n');
