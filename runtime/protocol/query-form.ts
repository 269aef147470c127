import { serializationException } from "./errors.ts";

/** A form field's value, and the fields whose names continue after a dot. */
export interface FormNode {
  value: string | undefined;
  children: Map<string, FormNode> | undefined;
}

/** A Query request: what is asked, and the parameters as a tree by the dots of their names. */
export interface QueryForm {
  readonly action: string | undefined;
  readonly version: string | undefined;
  readonly parameters: FormNode;
}

/** Deeper names than any operation has; a name of a million dots would otherwise make a million nodes. */
const MAX_NAME_SEGMENTS = 32;

/**
 * @param text `application/x-www-form-urlencoded`, from a body or a URL's query
 * @throws {AwsError} `SerializationException` when percent-encoding is broken or a name is nested too deep
 */
export function parseForm(text: string): QueryForm {
  let action: string | undefined;
  let version: string | undefined;
  const parameters: FormNode = { value: undefined, children: undefined };
  for (const field of text.split("&")) {
    if (field === "") continue;
    const equals = field.indexOf("=");
    const name = decode(equals < 0 ? field : field.slice(0, equals));
    const value = equals < 0 ? "" : decode(field.slice(equals + 1));
    if (name === "Action") action = value;
    else if (name === "Version") version = value;
    else insert(parameters, name, value);
  }
  return { action, version, parameters };
}

/** The children whose names are numbers, in order of the numbers: a list's elements or a map's entries. */
export function indexedChildren(node: FormNode): FormNode[] {
  const indexed: { readonly index: number; readonly child: FormNode }[] = [];
  for (const [name, child] of node.children ?? []) {
    if (/^\d+$/.test(name)) indexed.push({ index: Number(name), child });
  }
  return indexed.toSorted((a, b) => a.index - b.index).map(({ child }) => child);
}

function insert(root: FormNode, name: string, value: string): void {
  const segments = name.split(".");
  if (segments.length > MAX_NAME_SEGMENTS) throw serializationException("A parameter's name is nested too deep");
  let node = root;
  for (const segment of segments) {
    node.children ??= new Map();
    let child = node.children.get(segment);
    if (child === undefined) {
      child = { value: undefined, children: undefined };
      node.children.set(segment, child);
    }
    node = child;
  }
  node.value = value;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw serializationException("The form's percent-encoding is malformed");
  }
}
