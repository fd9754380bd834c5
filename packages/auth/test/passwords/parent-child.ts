import { pathToFileURL } from 'node:url';
import { createLogger } from '@truetape/observability';
import { passwordProcess } from '../../src/passwords/password-process.ts';

// Has a password hashed, says which process does it, and waits to be killed.
const [program = ''] = process.argv.slice(2);
const passwords = passwordProcess({
  program: pathToFileURL(program),
  logger: createLogger({ level: 'silent', destination: '-' }),
});
void passwords.hash('correct horse battery');
process.send?.('asked');
