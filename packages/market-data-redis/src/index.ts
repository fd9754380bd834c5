export { connect } from './connect.ts';
export { RedisBoard, type RedisBoardOptions } from './redis-board.ts';
