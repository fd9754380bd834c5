/**
 * Called when a matcher must stop, with the reason in words: it has failed, and start-up is recovery; or another matcher
 * has replaced it, which it would only take the market from again.
 */
export type Stopped = (reason: string, how: 'failed' | 'replaced') => void;
