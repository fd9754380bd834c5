export { CONFIG, readConfig, type Config } from './config.ts';
