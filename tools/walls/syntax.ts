import ts from 'typescript';
import type { Finding } from './finding.ts';
import { NOT_PURE, PURE_CODE, WRITES_DECIMALS } from './layers.mjs';

/** What of `Math` is exact on every machine. Logarithms, powers and the rest may differ in the last bit. */
const EXACT_MATH = new Set([
  'abs',
  'ceil',
  'clz32',
  'floor',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'trunc',
]);

/** They follow the language of the host. */
const OF_THE_HOST = /^(localeCompare|toLocale\w+)$/;

const ROUNDS_DECIMALS = /^(parseFloat|toExponential|toFixed|toPrecision)$/;

type Check = (node: ts.Node) => string | undefined;

/** Rules about what is written in a file, which neither the compiler nor the linter knows. */
const RULES: readonly {
  readonly rule: string;
  applies: (file: string) => boolean;
  readonly check: Check;
}[] = [
  { rule: 'pure-code-never-waits', applies: isPure, check: waiting },
  { rule: 'pure-code-is-exact', applies: isPure, check: inexact },
  { rule: 'pure-code-keeps-no-state', applies: isPure, check: keptState },
  { rule: 'decimals-are-written-by-the-codec', applies: mustNotRound, check: roundedDecimal },
];

/** Everything in `text` that breaks a rule which applies to `file`. */
export function syntaxFindings(file: string, text: string): readonly Finding[] {
  const rules = RULES.filter(({ applies }) => applies(file));
  if (rules.length === 0) return [];
  const findings: Finding[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const visit = (node: ts.Node): void => {
    for (const { rule, check } of rules) {
      const what = check(node);
      if (what === undefined) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      findings.push({ rule, file: `${file}:${line + 1}`, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

export const SYNTAX_RULES = RULES.map(({ rule }) => rule);

export function isPure(file: string): boolean {
  return contains(file, PURE_CODE) && !contains(file, NOT_PURE);
}

function contains(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => `/${file}`.includes(`/${folder}`));
}

function mustNotRound(file: string): boolean {
  const [, name] = /(?:^|\/)packages\/([^/]+)\/src\//.exec(file) ?? [];
  return name !== undefined && !WRITES_DECIMALS.includes(name);
}

function waiting(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AwaitKeyword) return 'await';
  if (ts.isIdentifier(node) && node.text === 'Promise') return 'Promise';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return 'import()';
  }
  return undefined;
}

function inexact(node: ts.Node): string | undefined {
  if (ts.isNumericLiteral(node) && !/^(\d[\d_]*|0[xbo][\da-f_]+)$/i.test(node.getText())) {
    return `${node.getText()} is not an integer`;
  }
  if (!ts.isIdentifier(node)) return undefined;
  if (OF_THE_HOST.test(node.text)) return `${node.text} follows the language of the host`;
  if (node.text !== 'Math') return undefined;
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent)) return 'Math as a value';
  return EXACT_MATH.has(parent.name.text) ? undefined : `Math.${parent.name.text}`;
}

function keptState(node: ts.Node): string | undefined {
  if (!ts.isVariableStatement(node) || !ts.isSourceFile(node.parent)) return undefined;
  const constant = (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
  return constant ? undefined : 'a variable that outlives the call';
}

function roundedDecimal(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) && ROUNDS_DECIMALS.test(node.text) ? node.text : undefined;
}
