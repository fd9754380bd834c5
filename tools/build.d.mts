/**
 * Bundles `programs` (the file each becomes, and its source) below `root`. False when one does not build; why stands
 * on standard error, the old bundle stays.
 */
export function buildAll(
  root: string,
  programs?: Readonly<Record<string, string>>,
): Promise<boolean>;
