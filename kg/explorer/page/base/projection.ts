// Where a point of the earth stands on the map: Lambert's azimuthal equal-area projection, centred on the north of Canada,
// so that areas compare and the Arctic is no stripe. J. P. Snyder, Map Projections, U.S. Geological Survey Professional
// Paper 1395 (1987), equations 24-2 to 24-4.

export type Point = readonly [x: number, y: number];

const CENTRE = { latitude: 58, longitude: -97 };
const RADIUS = 6371; // kilometres

// The part of the earth that is drawn, in kilometres from its centre: y grows downwards, as on a screen.
export const FRAME = { left: -5950, top: -3350, width: 11400, height: 6950 };

// How many kilometres one unit of what is drawn there is.
export const GROUND_UNIT = 4;

// How far east and south of the centre a point is, in kilometres.
export function projected(latitude: number, longitude: number): Point {
  const [sine, cosine] = [Math.sin(radians(latitude)), Math.cos(radians(latitude))];
  const [sine0, cosine0] = [Math.sin(radians(CENTRE.latitude)), Math.cos(radians(CENTRE.latitude))];
  const turn = radians(longitude - CENTRE.longitude);
  const nearness = 1 + sine0 * sine + cosine0 * cosine * Math.cos(turn);
  const scale = RADIUS * Math.sqrt(2 / Math.max(nearness, 1e-6));
  return [scale * cosine * Math.sin(turn), -scale * (cosine0 * sine - sine0 * cosine * Math.cos(turn))];
}

export function isInFrame([x, y]: Point): boolean {
  return x >= FRAME.left && x <= FRAME.left + FRAME.width && y >= FRAME.top && y <= FRAME.top + FRAME.height;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
