/** A table in Markdown. Bars inside of cells are escaped, line breaks become spaces. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** Paragraphs, tables and headings with an empty line between them. The first line says where the page comes from. */
export function page(...parts: readonly string[]): string {
  return [
    '<!-- Written by `npm run docs` from the source. A test compares them; change the source. -->',
    ...parts,
  ]
    .join('\n\n')
    .concat('\n');
}
