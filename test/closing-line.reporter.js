/** Ends the run with one plain line. A suite that could not run at all counts as a failed test. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    process.stderr.write('', () =>
      process.stdout.write(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`),
    );
  }
};
