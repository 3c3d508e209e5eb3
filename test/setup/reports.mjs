/**
 * The runners' JSON reports as one shape: how many passed, which failed and why, which were skipped.
 *
 * A runner that ends badly without naming a failure (a file that can't be loaded, an unhandled error, a hang) counts as
 * one failure, so that nothing red is ever summed up as green.
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const read = (report) => (existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined);

const unnamed = (code) => (code === null ? 'it took too long and was ended' : `the runner ended with code ${code}`);

function complete(result, code) {
  if (code !== 0 && result.failures.length === 0) result.failures.push(unnamed(code));
  if (code === 0 && result.passed + result.failures.length + result.skips.length === 0) result.failures.push('no test ran');
  return result;
}

/** @param code Exit code of vitest; null after a timeout. */
export function fromVitest(report, code) {
  const result = { passed: 0, failures: [], skips: [] };
  for (const file of read(report)?.testResults ?? []) {
    const name = relative(process.cwd(), file.name);
    const tests = file.assertionResults ?? [];
    for (const { status, fullName, failureMessages } of tests) {
      if (status === 'passed') result.passed += 1;
      else if (status === 'failed') result.failures.push(`${name}: ${fullName}\n${(failureMessages ?? []).join('\n')}`);
      else result.skips.push(`${name}: ${fullName}`);
    }
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed')) result.failures.push(`${name}\n${file.message ?? ''}`);
  }
  return complete(result, code);
}

/** @param code Exit code of Playwright; null after a timeout. */
export function fromPlaywright(report, code) {
  const result = { passed: 0, failures: [], skips: [] };
  const content = read(report);
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = `[${test.projectName}] ${[...path, spec.title].join(' › ')}`;
        if (test.status === 'expected') result.passed += 1;
        else if (test.status === 'skipped') result.skips.push(`${name}${reasonOf(test)}`);
        else result.failures.push(`${name}\n${test.results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n')}`);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  };
  for (const suite of content?.suites ?? []) visit(suite, [suite.title]);
  for (const { message } of content?.errors ?? []) result.failures.push(message ?? 'an error outside of the tests');
  return complete(result, code);
}

const reasonOf = ({ annotations }) => {
  const reason = annotations?.find(({ type }) => type === 'skip')?.description;
  return reason ? `: ${reason}` : '';
};
