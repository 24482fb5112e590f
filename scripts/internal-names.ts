import { join } from 'node:path';
import ts from 'typescript';

const SRC = join(import.meta.dirname, '../src');

/** Everything in the one-script file begins here. */
const ENTRIES = ['cdn.ts', 'index.ts'].map((file) => join(SRC, file));

const isOurs = ({ fileName, isDeclarationFile }: ts.SourceFile): boolean =>
  !isDeclarationFile && fileName.startsWith(SRC);

function forEachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    forEachNode(child, visit);
  });
}

/** Collects the names of a type's members, and of all that is reached through those that `src` declares. */
function collect(type: ts.Type, checker: ts.TypeChecker, names: Set<string>, seen: Set<ts.Type>): void {
  if (seen.has(type)) return;
  seen.add(type);
  const visit = (each: ts.Type): void => {
    collect(each, checker, names, seen);
  };
  if (type.isUnionOrIntersection()) type.types.forEach(visit);
  [...(type.aliasTypeArguments ?? []), ...checker.getTypeArguments(type as ts.TypeReference)].forEach(visit);
  for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
    visit(signature.getReturnType());
    for (const parameter of signature.parameters) visit(checker.getTypeOfSymbol(parameter));
  }
  for (const member of type.getProperties()) {
    if (member.name.includes('#')) continue; // private, so nobody reaches what it holds
    names.add(member.name);
    const [declaration] = member.declarations ?? [];
    if (declaration && isOurs(declaration.getSourceFile())) visit(checker.getTypeOfSymbol(member));
  }
}

/**
 * The names of members that only this package uses, so that the one-script file can shorten them: those that the types in
 * `src` declare, without the names that somebody else may use. These are what the exports reach; what a cast claims,
 * because it describes something from outside; what browsers and libraries declare; and every string, as it may be a key.
 */
export function internalNames(): readonly string[] {
  const config = ts.readConfigFile(join(SRC, '../tsconfig.json'), (path) => ts.sys.readFile(path)).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, join(SRC, '..'));
  const program = ts.createProgram(ENTRIES, { ...options, incremental: false, types: [] });
  const checker = program.getTypeChecker();
  const declared = new Set<string>();
  const used = new Set<string>();
  const seen = new Set<ts.Type>();

  for (const file of program.getSourceFiles()) {
    const symbol = ENTRIES.includes(file.fileName) && checker.getSymbolAtLocation(file);
    for (const exported of symbol ? checker.getExportsOfModule(symbol) : []) {
      const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      collect(checker.getDeclaredTypeOfSymbol(target), checker, used, seen);
      collect(checker.getTypeOfSymbol(target), checker, used, seen);
    }
    forEachNode(file, (node) => {
      if (!isOurs(file)) {
        if (ts.isIdentifier(node)) used.add(node.text);
        return;
      }
      if (ts.isStringLiteralLike(node)) used.add(node.text);
      if (ts.isAsExpression(node)) collect(checker.getTypeFromTypeNode(node.type), checker, used, seen);
      if ((ts.isTypeElement(node) || ts.isClassElement(node)) && node.name && ts.isIdentifier(node.name))
        declared.add(node.name.text);
    });
  }
  return [...declared].filter((name) => !used.has(name)).sort();
}
