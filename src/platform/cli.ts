/** The command `segue-platform`. */
import { main } from './cli/main.js';
import { terminal } from './cli/terminal.js';

process.exitCode = await main(process.argv.slice(2), terminal);
