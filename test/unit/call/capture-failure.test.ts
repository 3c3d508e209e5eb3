import { describe, expect, it } from 'vitest';
import { captureFailure } from '../../../src/call/capture-failure.js';
import { fakeMedia, type FakeMedia } from '../../../src/testing/fake-media.js';

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
const both = { camera: true, microphone: true };

describe('a capture failure', () => {
  it.each([
    ['NotAllowedError', 'permission-denied'],
    ['PermissionDeniedError', 'permission-denied'],
    ['PermissionDismissedError', 'permission-denied'],
    ['SecurityError', 'permission-denied'],
    ['NotSupportedError', 'permission-denied'],
    ['MediaDeviceKillSwitchOn', 'permission-denied'],
    ['NotFoundError', 'no-device'],
    ['DevicesNotFoundError', 'no-device'],
    ['NotReadableError', 'device-busy'],
    ['TrackStartError', 'device-busy'],
    ['SourceUnavailableError', 'device-busy'],
    ['MediaDeviceFailedDueToShutdown', 'device-busy'],
    ['InvalidStateError', 'device-busy'],
    ['OverconstrainedError', 'device-busy'],
    ['ConstraintNotSatisfiedError', 'device-busy'],
    ['AbortError', 'device-busy'],
    ['TypeError', 'no-device'],
    ['SomethingNewError', 'device-busy'],
  ])('by %s is %s', async (name, outcome) => {
    expect(await captureFailure(named(name), both, 2_000, fakeMedia())).toMatchObject({ outcome });
  });

  it.each<[string, string, number, (media: FakeMedia) => void]>([
    ['remembered', 'Permission denied', 40, () => undefined],
    ['user', 'Permission denied', 4_000, () => undefined],
    ['dismissed', 'Permission dismissed', 4_000, () => undefined],
    ['system', 'Permission denied by system', 40, () => undefined],
    ['policy', 'Permission denied', 4, (media) => (media.policy = { camera: false, microphone: true })],
    ['policy', 'Camera is blocked by Permissions Policy', 4, () => undefined],
  ])('is hinted to be %s by “%s” after %i ms', async (hint, message, tookMs, set) => {
    const media = fakeMedia();
    set(media);
    expect(await captureFailure(named('NotAllowedError', message), both, tookMs, media)).toMatchObject({ hint });
  });

  it.each([
    ['dismissed', 'PermissionDismissedError'],
    ['system', 'MediaDeviceKillSwitchOn'],
    ['insecure', 'NotSupportedError'],
  ])('is hinted to be %s by %s', async (hint, name) => {
    expect(await captureFailure(named(name), both, 4_000, fakeMedia())).toMatchObject({ hint });
  });

  it('is hinted to be insecure by “Only secure origins are allowed”', async () => {
    expect(await captureFailure(named('NotAllowedError', 'Only secure origins are allowed'), both, 4, fakeMedia())).toMatchObject({ hint: 'insecure' });
  });

  it.each([
    ['camera', 'Could not start video source', both],
    ['microphone', 'Could not start audio source', both],
    ['camera', 'Failed to allocate videosource', both],
    ['both', 'Device in use', both],
    ['camera', 'Device in use', { camera: true, microphone: false }],
  ])('of a busy device is about %s by “%s”', async (device, message, wanted) => {
    expect(await captureFailure(named('NotReadableError', message), wanted, 10, fakeMedia())).toEqual({ outcome: 'device-busy', device });
  });

  it.each([
    ['both', ['denied', 'denied'], both],
    ['camera', ['denied', 'granted'], both],
    ['microphone', ['prompt', 'denied'], both],
    ['both', ['unknown', 'unknown'], both],
    ['camera', ['unknown', 'unknown'], { camera: true, microphone: false }],
    ['microphone', ['unknown', 'unknown'], { camera: false, microphone: true }],
  ] as const)('of permission is about %s when camera and microphone are %j', async (device, [camera, microphone], wanted) => {
    const media = fakeMedia();
    media.permissions = { camera, microphone };
    expect(await captureFailure(named('NotAllowedError'), wanted, 1_000, media)).toMatchObject({ device });
  });

  it.each([
    ['camera', ['audioinput']],
    ['microphone', ['videoinput']],
    ['both', []],
    ['both', ['audioinput', 'videoinput']],
  ] as const)('of devices is about %s when there are %j', async (device, devices) => {
    const media = fakeMedia();
    media.devices = devices;
    expect(await captureFailure(named('NotFoundError'), both, 10, media)).toEqual({ outcome: 'no-device', device });
  });

  it('is told although the browser does not list devices', async () => {
    const media = fakeMedia();
    media.list = () => Promise.reject(new Error('no'));
    expect(await captureFailure(named('NotFoundError'), both, 10, media)).toEqual({ outcome: 'no-device', device: 'both' });
  });

  it('is told of what is no error at all', async () => {
    expect(await captureFailure('no', both, 10, fakeMedia())).toMatchObject({ outcome: 'device-busy' });
  });
});
