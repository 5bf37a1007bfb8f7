import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { listSources } from "./list-sources.mjs";
import { parseSource, walkTree } from "./parse-source.mjs";

/**
 * A declaration at the top of a module, and what it names of other ones.
 *
 * @typedef {object} Declaration
 * @property {string} id FILE#NAME
 * @property {string} file relative to the workspace
 * @property {string} name
 * @property {any} node
 * @property {ReadonlySet<string>} uses ids of declarations of the read modules
 * @property {ReadonlySet<string>} imports NAME of every import from elsewhere, as SPECIFIER#NAME
 */

/**
 * The top-level declarations of some modules and who uses whom. Tests and fixtures are left out. It is by name: a
 * local variable that shadows an import counts as the import.
 *
 * @param {string} root absolute
 * @param {readonly string[]} folders relative to `root`
 * @param {Readonly<Record<string, string>>} packages specifier → its entry file, relative to `root`
 */
export function readModules(root, folders, packages = {}) {
  const files = listSources(root, folders).filter((file) => !/\.(test|fixture)\.tsx?$/.test(file));
  const modules = new Map(files.map((file) => [file, readModule(root, file, packages)]));
  /** @type {Map<string, Declaration>} */
  const declarations = new Map();
  const usesIn = (file, node) =>
    usesOf(node, modules.get(file), (imported) => find(modules, imported.file, imported.name));
  for (const [file, module] of modules) {
    for (const [name, node] of module.declared) {
      const { uses, imports } = usesIn(file, node);
      declarations.set(`${file}#${name}`, { id: `${file}#${name}`, file, name, node, uses, imports });
    }
  }
  return {
    declarations,
    /** Every declaration that a module exports, its own and those it passes on. @param {string} file */
    exportsOf: (file) => exportsOf(modules, file),
    /** What a part of a module uses, as in a declaration. @param {string} file @param {any} node */
    usesIn,
  };
}

function readModule(root, file, packages) {
  const { text, program } = parseSource(join(root, file));
  const module = { file, text, declared: new Map(), imported: new Map(), exported: new Map(), passedOn: [] };
  const target = (specifier) => {
    if (packages[specifier] !== undefined) return packages[specifier];
    const path = posix.join(dirname(file), specifier);
    return specifier.startsWith(".") && existsSync(join(root, path)) ? path : null;
  };
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    switch (statement.type) {
      case "ImportDeclaration":
        for (const specifier of statement.specifiers) {
          const name = specifier.type === "ImportSpecifier" ? specifier.imported.name : "*";
          const from = target(statement.source.value);
          module.imported.set(
            specifier.local.name,
            from === null ? { specifier: statement.source.value, name } : { file: from, name },
          );
        }
        continue;
      case "ExportAllDeclaration":
        module.passedOn.push(target(statement.source.value));
        continue;
      case "ExportNamedDeclaration":
        for (const { local, exported } of statement.specifiers) {
          const from = statement.source ? target(statement.source.value) : file;
          if (from !== null) module.exported.set(exported.name, { file: from, name: local.name });
        }
        break;
      default:
    }
    for (const [name, node] of namesOf(declaration)) {
      module.declared.set(name, node);
      if (statement.type === "ExportNamedDeclaration") module.exported.set(name, { file, name });
    }
  }
  return module;
}

function namesOf(declaration) {
  switch (declaration?.type) {
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return declaration.id === null ? [] : [[declaration.id.name, declaration]];
    case "VariableDeclaration":
      return declaration.declarations.flatMap((one) => (one.id.type === "Identifier" ? [[one.id.name, one]] : []));
    default:
      return [];
  }
}

function usesOf(node, module, resolve) {
  const uses = new Set();
  const imports = new Set();
  walkTree(node, (child, parent) => {
    if (child.type.startsWith("TS") && !/^TS(As|NonNull|Satisfies|Instantiation)/.test(child.type)) return false;
    if (child.type !== "Identifier" || isKey(child, parent)) return true;
    const imported = module.imported.get(child.name);
    if (imported?.specifier !== undefined) imports.add(`${imported.specifier}#${imported.name}`);
    else if (imported !== undefined) add(resolve(imported));
    else if (module.declared.has(child.name) && module.declared.get(child.name) !== node) {
      add(`${module.file}#${child.name}`);
    }
    return true;
  });
  return { uses, imports };

  function add(id) {
    if (id !== null) uses.add(id);
  }
}

/** A property's name is not a use of what is called the same. */
function isKey(node, parent) {
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") return parent.key === node && !parent.computed && !parent.shorthand;
  return false;
}

/** Follows what a module passes on to where it is declared. */
function find(modules, file, name, seen = new Set()) {
  const module = modules.get(file);
  if (module === undefined || seen.has(file)) return null;
  seen.add(file);
  const exported = module.exported.get(name);
  if (exported !== undefined) {
    if (exported.file !== file) return find(modules, exported.file, exported.name, seen);
    const imported = module.imported.get(exported.name);
    if (imported?.file !== undefined) return find(modules, imported.file, imported.name, seen);
    return module.declared.has(exported.name) ? `${file}#${exported.name}` : null;
  }
  for (const next of module.passedOn) {
    const found = next === null ? null : find(modules, next, name, seen);
    if (found !== null) return found;
  }
  return null;
}

function exportsOf(modules, file, seen = new Set()) {
  const module = modules.get(file);
  if (module === undefined || seen.has(file)) return [];
  seen.add(file);
  const own = [...module.exported].flatMap(([name]) => find(modules, file, name) ?? []);
  return [
    ...new Set([...own, ...module.passedOn.flatMap((next) => (next === null ? [] : exportsOf(modules, next, seen)))]),
  ];
}
