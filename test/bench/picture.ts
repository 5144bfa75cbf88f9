import { isMissed, ratioOf, valueOf, type Figure } from './figures.ts';
import { amount, budgetText, ratioText } from './table.ts';

/** The figures that have a budget as a picture: each bar against what it may be at most, for both themes of a reader. */

const rowHeight = 44;
const width = 860;
const barLeft = 400;
/** Where the budget stands; a bar may go a little beyond it. */
const barToBudget = 320;
const longestBar = 400;

export function pictureOf(figures: readonly Figure[]): string {
  const rows = figures.filter(({ budget }) => budget !== null);
  const height = rows.length * rowHeight + 56;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="What was measured, against what it may be at most">
<style>
text { font: 13px system-ui, sans-serif; fill: #1d2326 }
.small { font-size: 12px; fill: #5c676d }
.bar { fill: #0f7f8a }
.over { fill: #b3261e }
.rest { fill: #e6eaec }
.line { stroke: #5c676d; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
text { fill: #e8ecee } .small { fill: #a3adb2 } .bar { fill: #4fb6c1 } .over { fill: #f2b8b5 } .rest { fill: #2a3135 } .line { stroke: #a3adb2 }
}
</style>
<text class="small" x="${barLeft + barToBudget}" y="20" text-anchor="middle">budget</text>
<line class="line" x1="${barLeft + barToBudget}" y1="28" x2="${barLeft + barToBudget}" y2="${height - 16}"/>
${rows.map((figure, index) => rowOf(figure, 36 + index * rowHeight)).join('\n')}
</svg>
`;
}

function rowOf(figure: Figure, top: number): string {
  const share = shareOf(figure);
  const length = Math.max(2, Math.min(longestBar, share * barToBudget));
  const floor =
    figure.floor === null
      ? ''
      : ` beside ${amount(valueOf(figure.floor), figure.unit)} (${figure.floor.name})`;
  const ratio = ratioText(figure);
  const said = `${amount(valueOf(figure), figure.unit)}${floor}${ratio === '' ? '' : ` = ${ratio}`}, ${budgetText(figure)}`;
  return `<text x="16" y="${top + 14}">${escaped(figure.name)}</text>
<text class="small" x="16" y="${top + 31}">${escaped(said)}</text>
<rect class="rest" x="${barLeft}" y="${top + 8}" width="${barToBudget}" height="14" rx="3"/>
<rect class="${isMissed(figure) ? 'over' : 'bar'}" x="${barLeft}" y="${top + 8}" width="${length.toFixed(1)}" height="14" rx="3"/>`;
}

/** How much of its budget it takes; 1 is all of it. */
function shareOf(figure: Figure): number {
  const { budget, floor } = figure;
  if (budget === null) return 0;
  switch (budget.of) {
    case 'value':
      return budget.most === 0 ? Number(valueOf(figure) > 0) : valueOf(figure) / budget.most;
    case 'ratio':
      return (ratioOf(figure) ?? 0) / budget.most;
    case 'more':
      return Math.max(0, valueOf(figure) - (floor === null ? 0 : valueOf(floor))) / budget.most;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
