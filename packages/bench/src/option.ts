/** One flag of a subcommand, as the command line's parser wants it. */
export interface CommandOption {
  readonly flags: string;
  readonly description: string;
}
