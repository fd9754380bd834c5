export { RedisBoard, type RedisBoardOptions } from './redis-board.ts';
