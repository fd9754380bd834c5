export { CONFIG, type Config, readConfig } from './config.ts';
