import type { Reporter, TestModule, TestRunEndReason, TestSuite } from 'vitest/node';

/** How a run went, by number. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Counts tests. What went wrong outside any test counts as failed too: a file that did not load, a hook
 * that threw, an error that nobody caught, a run that was cut short.
 */
export function count(
  modules: readonly TestModule[],
  unhandledErrors: readonly unknown[],
  reason: TestRunEndReason,
): Tally {
  const tally: Tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const module of modules) {
    tally.failed += module.errors().length;
    for (const suite of module.children.allSuites() as Iterable<TestSuite>)
      tally.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') tally.passed += 1;
      else if (state === 'failed') tally.failed += 1;
      else tally.skipped += 1;
    }
  }
  if (reason !== 'passed' && tally.failed === 0) tally.failed = 1;
  return tally;
}

/** The closing line that CI reads, alone on its line. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Prints the closing line. It must come after the default reporter, so that the line is the last. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    process.stdout.write(`\n${closingLine(count(modules, errors, reason))}\n`);
  }
}
