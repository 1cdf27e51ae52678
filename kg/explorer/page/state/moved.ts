// Marks that the reader moved: how far from where they were laid out, in thousandths of the width and the height of the
// stage, so that a link shows the same on another screen. As a text: "norad~12~-30 cbsa~40~0".

export interface Shift {
  readonly across: number;
  readonly down: number;
}

const FARTHEST = 1500;

// What of a text can be read, by ids.
export function movedMarks(text: string): Map<string, Shift> {
  const read = text.split(" ").map((one) => /^([^~]+)~(-?\d{1,4})~(-?\d{1,4})$/.exec(one)).filter((one) =>
    one !== null
  );
  return new Map(read.map(([, id, across, down]) => [id, { across: kept(across), down: kept(down) }]));
}

export function movedText(moved: ReadonlyMap<string, Shift>): string {
  const away = [...moved].filter(([, { across, down }]) => across || down);
  return away.map(([id, { across, down }]) => `${id}~${across}~${down}`).join(" ");
}

// The text with one mark moved on.
export function movedOn(text: string, id: string, { across, down }: Shift): string {
  const moved = movedMarks(text);
  const { across: x, down: y } = moved.get(id) ?? { across: 0, down: 0 };
  return movedText(moved.set(id, { across: kept(x + across), down: kept(y + down) }));
}

function kept(thousandths: string | number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(Number(thousandths)))) || 0;
}
