export interface BuildOptions {
  /** The repository's folder. */
  readonly root: string;
  /** Sources by the name of the program, relative to `root`. Truetape's own when left out. */
  readonly programs?: Readonly<Record<string, string>>;
  /** The folder that takes the programs. */
  readonly target?: string;
  /** Packages of others that are bundled, with what they need. Truetape's own choice when left out. */
  readonly bundled?: readonly string[];
  readonly logLevel?: 'silent' | 'warning';
}

/** False when something does not build: why stands on standard error, and the old files stay. */
export function buildAll(options: BuildOptions): Promise<boolean>;
