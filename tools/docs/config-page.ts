import { CONFIG } from '../../packages/service/src/config.ts';
import { code, page, table } from './markdown.ts';

export function configPage(): string {
  return page(
    '# Configuration',
    'Truetape is configured by environment variables only. They are read once, at start; a value of the wrong form ends the start with one clear line and exit code 1. Nothing needs to be set.',
    table(
      ['variable', 'default', 'meaning'],
      Object.entries(CONFIG).map(([name, { default: byDefault, help }]) => [
        code(name),
        byDefault === '' ? 'empty' : code(byDefault),
        help,
      ]),
    ),
  );
}
