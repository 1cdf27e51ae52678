// One cell of a file of comma-separated values, safe to open in a spreadsheet.

export function csvCell(value: unknown): string {
  const text = String(value ?? "");
  const isNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const safe = /^(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@＝＋－＠])/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// One row; of one empty cell it is two quotation marks, as programs pass over an empty line.
export function csvRow(values: readonly unknown[]): string {
  return values.map(csvCell).join(",") || (values.length === 1 ? '""' : "");
}
