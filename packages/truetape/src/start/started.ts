/** What has been started, before the demo market is open. */
export interface Started {
  /** The demo market is open since an earlier start. */
  readonly hasVenue: boolean;
  /** Called when it is: orders can be taken, and what they do not need may start. */
  readonly venueIsOpen: () => void;
  /** More lines for the banner. */
  readonly about: readonly string[];
}
