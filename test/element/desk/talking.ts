/** A desk at which Ana is in a chat with Jonas; taken off the page when the test is over. */
import { onTestFinished } from 'vitest';
import { signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { contactFrame, jonas, owned } from './scenes.js';

export const story = jonas();
export const { contactId } = story;

/** What the desk hears of the contact when it comes to it. */
export const withJonas = (changes: Parameters<typeof owned>[3] = {}): ReturnType<typeof contactFrame> => contactFrame(owned(contactId, story.name, 492, changes));

export async function talking(options: RigOptions = {}, changes: Parameters<typeof owned>[3] = {}): Promise<Rig> {
  const rig = await signedIn(options);
  onTestFinished(() => rig.remove());
  await rig.tell(withJonas(changes), ...story.frames);
  return rig;
}
