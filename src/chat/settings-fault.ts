/** What is wrong with the two settings that the chat can't begin without, before the schema of all others is loaded. Pure. */
import { SegueError } from '../protocol/error.js';

/** As `IdSchema` has it. */
const id = /^[\w.:-]{1,64}$/;
const address = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i;

export function settingsFault(deploymentId: string, platform: string): SegueError | undefined {
  if (!id.test(deploymentId)) return new SegueError('bad-config', 'deploymentId: no id.');
  if (!address.test(platform)) return new SegueError('bad-config', 'platform: no http(s) address.');
  return undefined;
}
