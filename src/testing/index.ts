/** Fakes for tests of what is built on Segue: time, devices and a platform that do what the test says. */
export { fakeMedia, type FakeAnswer, type FakeDevice, type FakeMedia } from './fake-media.js';
export {
  agent, agentCard, agentPresence, agentWelcome, contactSnapshot, customer, customerWelcome, eventFrame, messageFrame, upgradeFrame, videoManifest,
} from './frames.js';
export { manualClock, type ManualClock } from './manual-clock.js';
export { scriptedPlatform, type ScriptedLine, type ScriptedPlatform } from './scripted-platform.js';
