/**
 * `open`: trades. `reduce-only`: places only what makes its positions smaller. `closed`: empty, for ever. `frozen`: its
 * stream and a market contradict each other; nothing is decided for it until somebody has found out why.
 */
export type AccountStatus = 'open' | 'reduce-only' | 'closed' | 'frozen';
