/**
 * A configuration file for a command: read, parsed, or a plain reason why not.
 */
import { readFile } from 'node:fs/promises';
import { SegueError } from '../../protocol/error.js';
import { parseConfig, type SegueConfig } from '../config/index.js';
import { exitCodes, Obstacle } from './terminal.js';

/** A file's text. Throws an Obstacle that names the file. */
export const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Obstacle(exitCodes.badConfig, absent ? `There is no file ${file}.` : `${file} cannot be read: ${String(error)}`);
  });

/** Throws an Obstacle that names the file and, for a schema error, the JSON path. */
export async function readConfigFile(file: string): Promise<SegueConfig> {
  const text = await readText(file);
  try {
    return parseConfig(text);
  } catch (error) {
    if (error instanceof SegueError) throw new Obstacle(exitCodes.badConfig, `${file}: ${error.message}`);
    throw error;
  }
}
