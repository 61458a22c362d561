import type { Command } from 'commander';
import { programVersion } from '../defaults/version.ts';
import { refreshViews } from '../defaults/views.ts';
import type { Store } from '../store/store.ts';
import { withExistingLedger } from './options.ts';
import { say } from './output.ts';

const EXAMPLES = `
Register it with an assistant as a local server:
  { "command": "dragoman", "args": ["mcp", "--ledger", "/home/ana/press.db"] }

Examples:
  $ dragoman mcp --ledger press.db
  $ dragoman serve --no-open                 the same at http://localhost:4173/mcp
`;

export function registerMcp(program: Command): void {
  program
    .command('mcp')
    .summary('let an assistant ask the ledger (Model Context Protocol)')
    .description(
      'Serve the ledger to an assistant over standard input and output. Nothing is fetched; only propose writes.',
    )
    .addHelpText('after', EXAMPLES)
    .action((_flags: unknown, command: Command) => withExistingLedger(command, serveMcp));
}

/** Answers until the other end hangs up. */
async function serveMcp(store: Store): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const { mcpServer } = await import('../web/mcp.ts');
  const { makeViews } = await import('../web/views.ts');
  const refresh = async () => void refreshViews(store);
  const now = () => new Date();
  const views = makeViews(store, refresh, now);
  await views.refresh();
  const parts = { store, views, version: programVersion(), now };
  serveStdio(() => mcpServer(parts), {
    transport: new StdioServerTransport(),
    onerror: (error) => say(`dragoman mcp: ${error.message}`),
  });
  await new Promise((resolve) => process.stdin.once('close', resolve).once('end', resolve));
}
