// One cell of a file of comma-separated values, safe to open in a spreadsheet.

export function csvCell(value: unknown): string {
  const text = String(value ?? "");
  const isNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const safe = /^(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@＝＋－＠])/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
