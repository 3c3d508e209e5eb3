/**
 * The in-call chunk: what a call can do beyond its first frame, loaded after it.
 *
 * That it cannot be loaded costs these features only, never the call.
 */
export { createControls } from './controls.js';
export { createMonitor } from './monitor.js';
