import { servePasswords } from '../../src/passwords/serve-passwords.ts';

servePasswords();
