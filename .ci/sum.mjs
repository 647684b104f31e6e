/**
 * Prints what failed, and how many tests passed and failed: node .ci/sum.mjs FOLDER FILE...
 *
 * Each file has the counts of one run. One that is not there is of a run that was cut off, and counts as a failure, as does
 * a run that failed outside of its tests. Exits with 1 when no test ran.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...files] = process.argv.slice(2);
const MESSAGE_LINES = 8;
const runs = files.map((file) => countsIn(join(folder, file)));
for (const { failures = [] } of runs) for (const failure of failures) console.log(`✖ ${failure}`);
const passed = runs.reduce((sum, run) => sum + run.passed, 0);
const failed = runs.reduce((sum, run) => sum + run.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed + failed === 0 ? 1 : 0;

function countsIn(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  if (counts.numPassedTests === undefined) return counts;
  const failures = counts.testResults.flatMap(({ name, status, message, assertionResults }) => [
    ...(status === 'failed' && message ? [told(name, message)] : []),
    ...assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => told(`${name} > ${fullName}`, failureMessages.join('\n'))),
  ]);
  return { passed: counts.numPassedTests, failed: counts.numFailedTests || (counts.success ? 0 : 1), failures };
}

/** A name, and the first lines of what went wrong. */
function told(name, message) {
  return [name, ...message.split('\n').slice(0, MESSAGE_LINES)].join('\n    ');
}
