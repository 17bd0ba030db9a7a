import type { Loaders } from '../../src/read/loaders.ts';
import type { ReportDocument } from '../../src/report/blocks.ts';
import { buildDocument } from '../../src/report/document.ts';
import { loadReport } from '../../src/report/load.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';

/**
 * Loads and writes the report of each customer, one after another, keeping none. `render` is Markdown unless given
 * otherwise. Counts what was written.
 */
export async function exportReports(
  customerIds: readonly string[],
  loadersOf: () => Loaders,
  render: (document: ReportDocument) => string | Buffer | Promise<Buffer> = renderMarkdown,
): Promise<{ customers: number; bytes: number }> {
  let customers = 0;
  let bytes = 0;
  for (const id of customerIds) {
    const loaders = loadersOf();
    const logError = (error: unknown) => {
      throw error;
    };
    const facts = await loadReport(id, true, { loaders, logError });
    if (!facts) continue;
    const written = await render(buildDocument(facts, loaders.now));
    customers += 1;
    bytes += Buffer.byteLength(written);
  }
  return { customers, bytes };
}
