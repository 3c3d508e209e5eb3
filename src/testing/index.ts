/** Fakes for tests of what is built on Segue: time, devices and a platform that do what the test says. */
export { drawnMedia, fakeMedia, type FakeAnswer, type FakeDevice, type FakeMedia } from './fake-media.js';
export type { FakeLink } from './fake-link.js';
export { fixtures, type SegueFixtures } from './fixtures.js';
export {
  agent, agentCard, agentPresence, agentWelcome, contactSnapshot, customer, customerWelcome, eventFrame, messageFrame, upgradeFrame, videoManifest,
} from './frames.js';
export type { MemoryAgent } from './memory-agent.js';
export type { MemoryBackend } from './memory-backend.js';
export { memoryPlatform, type MemoryPlatform, type MemoryPlatformOptions, type Refusing } from './memory-platform.js';
export { manualClock, type ManualClock } from './manual-clock.js';
export type { PageOptions } from './page-options.js';
export type { PagePlatform, TestPage } from './page-platform.js';
export { scriptedPlatform, type ScriptedLine, type ScriptedPlatform } from './scripted-platform.js';
