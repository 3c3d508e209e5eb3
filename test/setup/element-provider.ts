/**
 * Vitest's Playwright provider, which finds the frame that a test runs in by its place.
 *
 * The provider asks for it by name. Over WebDriver BiDi Playwright learns a frame's name apart from the frame, and a
 * frame that has navigated by then stays without: every key press of that file would fail.
 */
import { PlaywrightBrowserProvider, playwright } from '@vitest/browser-playwright';

type Provider = ReturnType<typeof playwright>;
type Frame = ReturnType<PlaywrightBrowserProvider['getPage']>['frames'] extends () => (infer Each)[] ? Each : never;

class FrameByPlace extends PlaywrightBrowserProvider {
  override getCommandsContext(sessionId: string): ReturnType<PlaywrightBrowserProvider['getCommandsContext']> {
    const page = this.getPage(sessionId);
    const found = (): Frame | undefined => page.frames().find((frame) => frame.parentFrame() === page.mainFrame());
    const frame = (): Promise<Frame> =>
      new Promise((resolve, reject) => {
        const given = found();
        if (given !== undefined) {
          resolve(given);
          return;
        }
        const timer = setTimeout(() => reject(new Error('The page has no frame of a test.')), 5_000);
        page.once('frameattached', (attached) => {
          clearTimeout(timer);
          resolve(attached);
        });
      });
    return { ...super.getCommandsContext(sessionId), frame };
  }
}

/** As `playwright()`. */
export function elementProvider(options: Parameters<typeof playwright>[0] = {}): Provider {
  return { ...playwright(options), providerFactory: (project) => new FrameByPlace(project, options) };
}
