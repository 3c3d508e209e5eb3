/** What can be said of the memory platform before its page is there: as JSON, for it crosses over. */
import type { MemoryPlatformOptions } from './memory-platform.js';

export interface PageOptions extends Pick<MemoryPlatformOptions, 'widget' | 'deploymentId' | 'agent' | 'answers' | 'patienceMs'> {
  /** `manual`: the chat's clock stands still but for `segue.clock.run`. Default: `system`. */
  readonly clock?: 'system' | 'manual';
}
