export { checkAnswers } from './checked-answers.ts';
export { readFrame } from './on-the-wire.ts';
export { type Given, wrongIn } from './open-api.ts';
