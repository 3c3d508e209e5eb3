/**
 * Where many tests begin: two people who chat, or who are in a call already.
 *
 * Knows the customer's and the agent's moves and the demo's configuration; asserts only that the scene is reached.
 */
import { expect } from '@playwright/test';
import type { RunningPlatform } from '../../setup/platform.js';
import type { Agent } from './agent.js';
import type { Customer } from './customer.js';

interface Chatting {
  /** The customer's page; default the shop. */
  readonly path?: string;
  /** Default Ana, who does chat and video. */
  readonly name?: 'Ana' | 'Ben' | 'Chen';
}

/** The customer has written, the agent has taken the contact, and both see it. */
export async function chatting(customer: Customer, agent: Agent, { path = '/', name = 'Ana' }: Chatting = {}): Promise<void> {
  await agent.signIn(name);
  await customer.open(path);
  await customer.write('It drips from the left side.');
  await agent.accept();
  await expect(agent.text('It drips from the left side.').first()).toBeVisible();
}

/** A customer whom the shop knows by name opens the chat and writes. */
export async function writesAs(customer: Customer, name: string, text: string): Promise<void> {
  await customer.open();
  await customer.identify({ name });
  await customer.write(text);
}

interface People {
  readonly newCustomer: () => Promise<Customer>;
  readonly newAgent: () => Promise<Agent>;
}

/** A customer who chats with Ana, and Ben at a desk of his own. */
export async function chattingBesideBen({ newCustomer, newAgent }: People, onQueue = true): Promise<{ readonly customer: Customer; readonly ana: Agent; readonly ben: Agent }> {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  const ben = await newAgent();
  await ben.signIn('Ben', onQueue);
  return { customer, ana, ben };
}

/** The two are in a call that the customer started, and see and hear each other. */
export async function inVideo(customer: Customer, agent: Agent, scene: Chatting = {}): Promise<void> {
  await chatting(customer, agent, scene);
  await customer.startVideo();
  await agent.joinVideo();
  await customer.seesAndHears();
  await agent.seesAndHears();
}

/** The demo's configuration with other settings of its queue, such as `ringSeconds`. */
export async function withQueue(platform: RunningPlatform, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const config = platform.config();
  for (const queue of config.queues) Object.assign(queue, settings);
  await platform.replaceConfig(config);
}

type Block = Record<string, unknown> & { type?: string; configuration?: Record<string, unknown> };

/** The demo's configuration with shorter waits in its upgrade blocks, in seconds. */
export async function withWaits(platform: RunningPlatform, waits: { prompt?: number; agent?: number; ring?: number }): Promise<void> {
  const config = platform.config();
  for (const block of config.flows.flatMap((flow) => flow['blocks'] as Block[])) {
    if (block.type === 'send-message' && block.configuration?.['mediaType'] && waits.prompt) block.configuration['timeoutSeconds'] = waits.prompt;
    if (block.type === 'video-chat' && block.configuration) {
      if (waits.agent) block.configuration['timeoutSeconds'] = waits.agent;
      if (waits.ring) block.configuration['ringSeconds'] = waits.ring;
    }
  }
  await platform.replaceConfig(config);
}
