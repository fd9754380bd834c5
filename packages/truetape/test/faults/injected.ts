/**
 * Runs a program under strace, which makes the n-th call of a kind fail, or kills the program there. The program, not
 * strace, is the child. (With `--seccomp-bpf` no signal would be sent.)
 */
export function injecting(
  call: string,
  fault: string,
  when: number | string,
  { path, trace = '/dev/null' }: { readonly path?: string; readonly trace?: string } = {},
): readonly string[] {
  return [
    ...['strace', '-D', '-f', '-qq', '-o', trace],
    ...(path === undefined ? [] : ['-P', path]),
    ...['-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${when}`],
  ];
}

export const KILL = 'signal=SIGKILL';
