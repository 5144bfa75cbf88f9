/** Two columns, as the long runs print what they have found. */
export function tableOf(rows: readonly (readonly [what: string, value: string | number])[]): string {
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, value]) => `  ${what.padEnd(width)}  ${value}`).join('\n');
}
