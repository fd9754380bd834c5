import type { Ask } from './ask.ts';
import {
  drawCancel,
  drawCancelAll,
  drawMove,
  drawOpening,
  drawRepeat,
  drawReplace,
  drawReuse,
  drawShrinking,
  drawStranger,
  drawTaking,
} from './draw-change.ts';
import { drawDecision, drawSilence, drawStatus, drawSwitch, drawTransfer } from './draw-control.ts';
import { drawAlike, drawLimits } from './draw-limits.ts';
import { drawFleeting, drawHuge, drawOrder, drawPair } from './draw-order.ts';
import type { Drawing } from './drawing.ts';

/** Every kind of request that clients send, and how often. */
export const DRAWS: readonly {
  readonly weight: number;
  readonly draw: (drawing: Drawing) => Ask | undefined;
}[] = [
  { weight: 100, draw: drawOrder },
  { weight: 9, draw: drawPair },
  { weight: 9, draw: drawFleeting },
  { weight: 2, draw: drawHuge },
  { weight: 22, draw: drawCancel },
  { weight: 26, draw: drawReplace },
  { weight: 10, draw: drawTaking },
  { weight: 9, draw: drawShrinking },
  { weight: 2, draw: drawCancelAll },
  { weight: 9, draw: drawMove },
  { weight: 5, draw: drawTransfer },
  { weight: 5, draw: drawDecision },
  { weight: 2, draw: drawSwitch },
  { weight: 2, draw: drawSilence },
  { weight: 2, draw: drawStatus },
  { weight: 1, draw: drawOpening },
  { weight: 1, draw: drawStranger },
  { weight: 8, draw: drawLimits },
  { weight: 6, draw: drawAlike },
  { weight: 9, draw: drawRepeat },
  { weight: 5, draw: drawReuse },
];
