/**
 * Where a session's tokens come from.
 *
 * Knows the interface, and the source of an agent, whose page has signed in already. The customer's is in
 * customer-tokens.ts.
 */
import type { WidgetConfig } from '../protocol/index.js';

/** A token, and what came with it. */
export interface Grant {
  readonly token: string;
  /** The contact that a customer's token is bound to. */
  readonly contactId?: string;
  /** The deployment's widget configuration. */
  readonly widget?: WidgetConfig;
  /** What the deployment shows and asks around the conversation. */
  readonly visit?: unknown;
}

export interface TokenSource {
  /**
   * A token to say hello with. `renew`: the platform refused the last one, so a kept one will not do.
   * Rejects with a `SegueError`; the session tries again where its `retry` is true and closes otherwise.
   */
  get(renew: boolean): Promise<Grant>;
  /** Whether this browser is known already: the session may then open without a new act of the visitor. */
  readonly known: boolean;
  /** Forgets the visitor: token, renewal and what is stored. */
  forget(): void;
}

export interface AgentTokenOptions {
  /** The access token of the signed-in agent; asked for at every dial. `renew`: the last one was refused. */
  accessToken(renew: boolean): string | Promise<string>;
}

/** Tokens of a signed-in agent. */
export function agentTokens(options: AgentTokenOptions): TokenSource {
  return {
    known: true,
    get: async (renew) => ({ token: await options.accessToken(renew) }),
    forget: () => undefined,
  };
}
