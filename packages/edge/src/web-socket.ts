export { Tally } from './tally.ts';
export { type Listener, WebSocketConnection } from './web-socket/connection.ts';
export type { WebSocketLimits } from './web-socket/limits.ts';
export {
  type BegunMessage,
  type MessageExchange,
  messageTraffic,
} from './web-socket/message-traffic.ts';
export { onlyFrom } from './web-socket/origins.ts';
export { type WebSocketRoute, webSocketRoute } from './web-socket/route.ts';
