/** Sends mails to people. */
export interface Mail {
  /**
   * Resolves when somebody else has it: a server, or the folder that stands for one.
   *
   * @throws Error when it could not be handed over; the message names neither the address nor the text
   */
  send(letter: Letter): Promise<void>;
  /** Closes what is open. What is on its way fails. */
  stop(): void;
}

/** Plain text. What it is made of is asserted: nothing in it can become a header. */
export interface Letter {
  /** As `values.email` has it. */
  readonly to: string;
  /** One line of at most 150 characters. */
  readonly subject: string;
  /** At most 20,000 characters. */
  readonly text: string;
  /** Somebody who is not known has asked for it: it may have to stand back for others. */
  readonly isOfStranger?: true;
}
