import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.ts';

const FOLDER = join(root, 'packages/contracts/src/events');
const VALUES = join(root, 'packages/contracts/src/values.ts');

/** What the source says about events and their fields, by path: `OrderPlaced`, `TradeExecuted.maker.rate`. */
export function eventComments(): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  const values = constantsIn(VALUES);
  for (const file of readdirSync(FOLDER)) {
    collect(new Map([...values, ...constantsIn(join(FOLDER, file))]), comments);
  }
  return comments;
}

type Constants = ReadonlyMap<string, ts.Expression>;

function constantsIn(path: string): Constants {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const constants = new Map<string, ts.Expression>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) constants.set(name.getText(), initializer);
    }
  }
  return constants;
}

function collect(constants: Constants, comments: Map<string, string>): void {
  /** Schemas are calls around object literals, and other constants spread into them or named as a field. */
  const visit = (node: ts.Node, path: string): void => {
    if (ts.isIdentifier(node)) {
      const constant = constants.get(node.text);
      if (constant !== undefined) visit(constant, path);
      return;
    }
    if (!ts.isPropertyAssignment(node)) {
      ts.forEachChild(node, (child) => visit(child, path));
      return;
    }
    const below = path === '' ? node.name.getText() : `${path}.${node.name.getText()}`;
    const comment = ts
      .getJSDocCommentsAndTags(node)
      .map(({ comment: words }) => ts.getTextOfJSDocComment(words) ?? '')
      .join(' ');
    if (comment !== '') comments.set(below, comment);
    visit(node.initializer, below);
  };
  for (const [name, initializer] of constants) {
    if (name.endsWith('Events')) visit(initializer, '');
  }
}
