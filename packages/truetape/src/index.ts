export { CONFIG, type Config, readConfig } from '@truetape/service';
