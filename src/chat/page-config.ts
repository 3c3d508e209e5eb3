/**
 * The page's configuration, parsed at the edge: REQUIREMENTS' JSON as it is. A value that doesn't fit is the page
 * developer's mistake and throws at once, naming the path; unknown keys are left out.
 */
import { SegueError, WidgetConfigSchema, type WidgetConfig } from '../protocol/index.js';
import type { IdentitySource } from '../session/index.js';

/** What a page gives: the JSON, and what only a page can have. */
export type PageConfig = WidgetConfig & {
  /** Who the site's signed-in customer is, as a JWT of its backend. A function is asked each time, so the JWT can be short-lived. */
  readonly identity?: IdentitySource;
};

/** Throws a `SegueError` with code `bad-config`. */
export function readPageConfig(config: unknown): WidgetConfig {
  // Standard Schema (standardschema.dev): what every valibot schema answers to without importing valibot here.
  const result = WidgetConfigSchema['~standard'].validate(config ?? {});
  if (result instanceof Promise) throw new SegueError('bad-config');
  if (result.issues === undefined) return result.value;
  const [issue] = result.issues;
  const path = (issue?.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
  throw new SegueError('bad-config', `${path === '' ? 'config' : path}: ${issue?.message ?? 'does not fit'}`);
}
