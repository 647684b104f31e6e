/**
 * Prints how many tests passed and failed: node .ci/sum.mjs FOLDER FILE...
 *
 * Each file has the counts of one run. One that is not there is of a run that was cut off, and counts as a failure, as does
 * a run that failed outside of its tests. Exits with 1 when no test ran.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...files] = process.argv.slice(2);
const runs = files.map((file) => countsIn(join(folder, file)));
const passed = runs.reduce((sum, run) => sum + run.passed, 0);
const failed = runs.reduce((sum, run) => sum + run.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed + failed === 0 ? 1 : 0;

function countsIn(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  if (counts.numPassedTests === undefined) return counts;
  return { passed: counts.numPassedTests, failed: counts.numFailedTests || (counts.success ? 0 : 1) };
}
