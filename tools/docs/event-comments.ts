import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.ts';

const FOLDER = join(root, 'packages/contracts/src/events');

/** What the source says about events and their fields, by path: `OrderPlaced`, `TradeExecuted.maker.rate`. */
export function eventComments(): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const file of readdirSync(FOLDER)) {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    collect(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true), comments);
  }
  return comments;
}

function collect(source: ts.SourceFile, comments: Map<string, string>): void {
  const constants = new Map<string, ts.Expression>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) constants.set(name.getText(), initializer);
    }
  }
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
