/** What supervisors have said of ends that were no kills, and of services that stay down. */
export const otherEndsIn = (errors: string): readonly string[] =>
  errors
    .split('\n')
    .filter((line) => line.includes(' has ended '))
    .filter((line) => !/\(SIGKILL\).* and is started again\.$/.test(line));
