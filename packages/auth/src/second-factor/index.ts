export { newRecoveryCodes, recoveryIndexOf } from './recovery-codes.ts';
export { acceptedStep, newSecret, uriOf } from './totp.ts';
