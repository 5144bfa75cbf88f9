/** Reads CSV as RFC 4180 has it: rows of fields. Throws where a quote stands in the wrong place. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      let field = '';
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error('a quoted field does not end');
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
      row.push(field);
    } else {
      const end = text.slice(at).search(/,|\r\n/);
      const field = end < 0 ? text.slice(at) : text.slice(at, at + end);
      if (/["\r\n]/.test(field)) throw new Error(`a field that should be quoted: ${field.slice(0, 80)}`);
      row.push(field);
      at += field.length;
    }
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at) || at >= text.length) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`unexpected "${text.slice(at, at + 20)}" after a field`);
  }
  return rows;
}
