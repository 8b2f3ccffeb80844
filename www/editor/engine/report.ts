// A report on its way from the engine's thread to the page: a finding that the page has already goes as its number.

import type { Finding, Report } from '../../../src/wasm/types';

/** A report in which a number stands for that finding of the report before. */
type Packed = Omit<Report, 'findings'> & { findings: (Finding | number)[] };

/** The thread's end. The engine hands out a finding that is as it was as the same object. */
export class Packer {
  private before = new Map<Finding, number>();

  pack(answer: unknown): unknown {
    if (!holdsReport(answer)) return answer;
    const { report } = answer;
    const findings = report.findings.map((finding) => this.before.get(finding) ?? finding);
    this.before = new Map(report.findings.map((finding, number) => [finding, number]));
    return { ...answer, report: { ...report, findings } satisfies Packed };
  }
}

/** The page's end: reads every answer, in the order in which they were packed. */
export class Unpacker {
  private before: Finding[] = [];

  unpack(answer: unknown): unknown {
    if (!holdsReport(answer)) return answer;
    const packed: Packed = answer.report;
    const findings = packed.findings.flatMap((one) => (typeof one === 'number' ? (this.before[one] ?? []) : one));
    this.before = findings;
    return { ...answer, report: { ...packed, findings } satisfies Report };
  }
}

function holdsReport(answer: unknown): answer is { report: Report } {
  const { report } = (answer ?? {}) as { report?: Partial<Report> | null };
  return Array.isArray(report?.findings);
}
