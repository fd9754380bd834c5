/** Columns as wide as their widest cell, right-aligned, two spaces apart. Short rows are filled up. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    widths
      .map((width, at) => (row[at] ?? '').padStart(width))
      .join('  ')
      .trimEnd(),
  );
}
