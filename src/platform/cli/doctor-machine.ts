/** The doctor on this machine: Node, the configuration, the store, the port. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SegueError } from '../../protocol/error.js';
import type { SegueConfig } from '../config/index.js';
import { migrations } from '../core.js';
import { lint } from '../lint/index.js';
import { openStore } from '../store/store.js';
import { readConfigFile } from './config-file.js';
import { bad, good, unknown, type Finding } from './doctor-finding.js';
import { Obstacle } from './terminal.js';

export function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 20 ? good('node', 'Node', process.versions.node) : bad('node', 'Node', `${process.versions.node}; 20 or newer is needed`, 'Install Node 20 or newer.');
}

export async function checkConfig(file: string): Promise<{ readonly finding: Finding; readonly config?: SegueConfig }> {
  if (!existsSync(file)) return { finding: unknown('config', 'configuration', `there is no ${file}; a store that has one needs no file`) };
  try {
    const config = await readConfigFile(file);
    const findings = lint(config);
    const errors = findings.filter((it) => it.severity === 'error').length;
    const detail = `${file}, ${errors} errors and ${findings.length - errors} warnings of lint`;
    return { finding: errors > 0 ? bad('config', 'configuration', detail, `segue-platform lint ${file} names each and how to mend it.`) : good('config', 'configuration', detail), config };
  } catch (error) {
    if (error instanceof Obstacle) return { finding: bad('config', 'configuration', error.message) };
    throw error;
  }
}

export async function checkStore(folder: string): Promise<Finding> {
  if (!existsSync(join(folder, 'segue.db'))) return good('store', 'store', `${folder} is empty; serve makes it`);
  try {
    const store = await openStore({ folder, migrations });
    await store.close();
    return good('store', 'store', `${folder} opens`);
  } catch (error) {
    if (error instanceof SegueError && error.code === 'store-locked') return unknown('store', 'store', `${folder} is held by a running platform`);
    return bad('store', 'store', error instanceof Error ? error.message : String(error));
  }
}

export async function checkPort(port: number): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
    return good('port', 'port', `${port} is free`);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    return bad('port', 'port', taken ? `${port} is taken (by a running platform?)` : `${port}: ${String(error)}`, 'Stop what listens there, or give another one with --port.');
  } finally {
    server.close();
  }
}
