import type { Ask } from './ask.ts';
import {
  drawCancel,
  drawCancelAll,
  drawOpening,
  drawRepeat,
  drawReplace,
  drawReuse,
  drawStranger,
  drawTransfer,
} from './draw-change.ts';
import { drawHuge, drawOrder, drawPair } from './draw-order.ts';
import type { Drawing } from './drawing.ts';

/** Every kind of request that clients send, and how often. */
export const DRAWS: readonly {
  readonly weight: number;
  readonly draw: (drawing: Drawing) => Ask | undefined;
}[] = [
  { weight: 100, draw: drawOrder },
  { weight: 9, draw: drawPair },
  { weight: 2, draw: drawHuge },
  { weight: 22, draw: drawCancel },
  { weight: 26, draw: drawReplace },
  { weight: 2, draw: drawCancelAll },
  { weight: 9, draw: drawTransfer },
  { weight: 1, draw: drawOpening },
  { weight: 1, draw: drawStranger },
  { weight: 9, draw: drawRepeat },
  { weight: 5, draw: drawReuse },
];
