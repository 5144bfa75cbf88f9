import { isMissed, ratioOf, spreadOf, valueOf, type Figure } from './figures.ts';

/** The figures as lines for a terminal. */
export function tableOf(figures: readonly Figure[]): string[] {
  const head = ['measured', 'value', '±', 'floor', '', 'ratio', 'budget', ''];
  const rows = figures.map((figure) => [
    figure.name,
    amount(valueOf(figure), figure.unit),
    percent(spreadOf(figure)),
    figure.floor === null ? '' : amount(valueOf(figure.floor), figure.unit),
    figure.floor?.name ?? '',
    ratioText(figure),
    budgetText(figure),
    isMissed(figure) ? 'OVER' : '',
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const leftColumns = new Set([0, 4, 7]);
  return table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return leftColumns.has(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

export function amount(value: number, unit: Figure['unit']): string {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  const number = unit === 'events' || unit === 'bytes' ? Math.round(value) : Number(value.toFixed(digits));
  return `${number.toLocaleString('en')} ${unit}`;
}

export function ratioText(figure: Figure): string {
  const ratio = ratioOf(figure);
  return ratio === null || figure.budget?.of === 'more' ? '' : `${ratio.toFixed(2)}×`;
}

export function budgetText({ budget, unit }: Figure): string {
  switch (budget?.of) {
    case undefined:
      return '';
    case 'value':
      return `≤ ${amount(budget.most, unit)}`;
    case 'ratio':
      return `≤ ${budget.most.toFixed(2)}×`;
    case 'more':
      return `≤ +${amount(budget.most, unit)}`;
  }
}

function percent(spread: number | null): string {
  return spread === null ? '' : `${Math.round(spread)}%`;
}
