import type { AppendAsks, AppendedForChild, AppendTold } from './append-messages.ts';
import type { Service } from './run-service.ts';

/**
 * Answers a process that asks for an append. One that asks for what it may not append is not answered: it has a limit
 * of its own for that.
 *
 * @param append rejects what is not in the form of what is asked
 */
export function appendForChild<Asked>(
  { logger }: Pick<Service, 'logger'>,
  component: string,
  append: (asked: Asked) => Promise<AppendedForChild>,
): (message: unknown, answer: (told: AppendTold) => void) => void {
  return (message, answer) => {
    const { append: asked } = message as Partial<AppendAsks<Asked>>;
    if (asked === undefined) return;
    append(asked).then(
      (appended) => answer({ request: asked.request, appended }),
      (error: unknown) => logger.error({ component, err: error }, 'what it asked is not appended'),
    );
  };
}
