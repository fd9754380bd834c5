/** What a client makes of the messages of an account, for tests of whatever tells them. */
export { Follower } from './follower.ts';
