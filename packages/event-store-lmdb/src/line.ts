/** What is said between the writer of a log and the processes that read it, one byte each. */

/** Writer: more of the log is durable. */
export const SOMETHING_NEW = '\n';
/** Reader: it opens the log now, and hangs up when it has. */
export const HOLD = '?';
/** Writer: it holds still until then. */
export const HELD = '!';
