/** Every kind of fault, and what happens then. A seed switches some of them off. */
export const FAULTS = {
  'clock-step': 'the clock of a process is set forwards or back',
  crash: 'a process is killed',
  'crash-at-append': 'a process is killed right before or right after one of its appends',
  'crash-in-switch':
    'a process is killed while a kill switch of a market or of the venue is carried out',
  'duplicate-request': 'a request arrives twice',
  'failed-read': 'a read of the log fails',
  'full-disk': 'the disk of the log is full for a while',
  'late-append': 'an append arrives after its sender was told that its outcome is unknown',
  'late-delivery': 'a subscriber hears of events much later',
  'lost-answer': 'an append is stored, and its sender never hears of it',
  'lost-append': 'an append is lost on its way, and its sender never hears of it',
  'lost-reply': 'a client never gets the answer to its request',
  'lost-request': 'a request never arrives',
  'lost-rows': 'the row store fails, before or after it has written',
  'missing-snapshot': 'a snapshot is gone',
  'old-snapshot': 'the newest snapshot is gone, and the one before it is there',
  'refused-append': 'the log takes nothing for the moment',
  'second-clock': 'two clocks run at once',
  'second-projector': 'two projectors write the same rows',
  'second-watch': 'two risk watches run at once',
  'second-writer': 'two processes own the same accounts, and each of them is often late',
  'slow-store': 'the store takes long',
  'split-appends': 'what an input makes does not fit into one append',
  'truncated-snapshot': 'a snapshot is cut off, or a byte of it is another one',
  'zombie-matcher': 'a matcher is held up, another one takes over, and the first one goes on',
} as const;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];
