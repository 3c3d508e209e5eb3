/** A helper process of a test: started, waited for, ended. Knows what it has said; not what it is for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  readonly output: () => string;
  end(): Promise<void>;
}

/** Resolves once `ready()` does; rejects with what it wrote when it ends before. */
export async function startChild(command: string, args: readonly string[], ready: (output: () => string) => Promise<boolean>): Promise<Child> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = once(child, 'exit');
  while (!(await ready(() => output))) {
    if (child.exitCode !== null) throw new Error(`${command} ended with code ${String(child.exitCode)}:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    output: () => output,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}
