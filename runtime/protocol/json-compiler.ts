/**
 * Compiles one structure's JSON codec into a function without lookups, on the first use of an operation.
 * It must do exactly what `json-codec.ts` does; a property test compares the two over every operation.
 *
 * The source is made from the generated model only, never from a request; member names go in as JSON string literals.
 */
import { emptyMap, mismatch, readScalar, readStructure, writeStructure } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import { formatInstant } from "./instants.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

export type JsonReader = (value: unknown) => Members;
/** Returns JSON text. */
export type JsonWriter = (members: Readonly<Members>) => string;

export function compileReader(shape: StructureShape): JsonReader {
  const program = new Program();
  const root = readStructureSource(program, shape);
  return (program.build(root) as JsonReader | undefined) ?? ((value) => readStructure(shape, value));
}

/** @param text writes a string with its quotes; `plainText` where nothing needs an escape */
export function compileWriter(shape: StructureShape, text: (value: string) => string = jsonText): JsonWriter {
  const program = new Program();
  const root = writeStructureSource(program, shape);
  return (
    (program.build(root, text) as JsonWriter | undefined) ??
    ((members) => JSON.stringify(writeStructure(shape, members)))
  );
}

/** The functions of one compilation, one a shape, so that shapes may contain themselves. */
class Program {
  readonly #functions: string[] = [];
  readonly #names = new Map<object, string>();
  readonly #members: Member[] = [];

  /** The name of the function for `shape`; `body` is asked for its source once. */
  functionFor(shape: object, body: () => string): string {
    const known = this.#names.get(shape);
    if (known !== undefined) return known;
    const name = `f${this.#names.size}`;
    this.#names.set(shape, name);
    this.#functions.push(`function ${name}(v){${body()}}`);
    return name;
  }

  /** A reference to the member itself, for calls back into the interpreter. */
  member(member: Member): string {
    this.#members.push(member);
    return `M[${this.#members.length - 1}]`;
  }

  /** @returns `undefined` where code may not be made from text (`--disallow-code-generation-from-strings`) */
  build(root: string, text = jsonText): unknown {
    const source = `"use strict";${this.#functions.join("\n")}\nreturn ${root};`;
    try {
      // oxlint-disable-next-line no-new-func, no-implied-eval -- see the head of this file
      const make = new Function("M", "scalar", "mismatch", "emptyMap", "text", "instant", "Buffer", source);
      return make(this.#members, readScalar, mismatch, emptyMap, text, formatInstant, Buffer);
    } catch (error) {
      if (error instanceof EvalError) return undefined;
      throw error;
    }
  }
}

const NOT_OBJECT = "v===null||typeof v!=='object'||Array.isArray(v)";

function readStructureSource(program: Program, shape: StructureShape): string {
  return program.functionFor(shape, () => {
    const members = shape.members.map((member) => {
      const key = JSON.stringify(member.name);
      return `x=${getSource(member.name)};if(x!==undefined&&x!==null)o[${key}]=${readSource(program, member)};`;
    });
    return `if(${NOT_OBJECT})throw mismatch('structure',v);const o={};let x;${members.join("")}return o;`;
  });
}

/** A member's value; a name that every object inherits must be the object's own. */
function getSource(name: string): string {
  const key = JSON.stringify(name);
  return name in {} ? `Object.hasOwn(v,${key})?v[${key}]:undefined` : `v[${key}]`;
}

function readSource(program: Program, member: Member): string {
  if (member.kind === "structure") return `${readStructureSource(program, member.target)}(x)`;
  if (member.kind === "list") return `${readListSource(program, member.target)}(x)`;
  if (member.kind === "map") return `${readMapSource(program, member.target)}(x)`;
  const otherwise = `scalar(${program.member(member)},x)`;
  if (member.kind === "string" || member.kind === "enum") return `(typeof x==='string'?x:${otherwise})`;
  if (member.kind === "boolean") return `(typeof x==='boolean'?x:${otherwise})`;
  if (member.kind === "integer" || member.kind === "long") return `(typeof x==='number'?Math.trunc(x):${otherwise})`;
  return otherwise;
}

function readListSource(program: Program, shape: ListShape): string {
  return program.functionFor(shape, () => {
    const onNull = shape.traits.sparse === true ? "o.push(null)" : "";
    const each = `const x=v[i];if(x===null){${onNull}}else o.push(${readSource(program, shape.element)});`;
    return `if(!Array.isArray(v))throw mismatch('list',v);const o=[];for(let i=0;i<v.length;i++){${each}}return o;`;
  });
}

function readMapSource(program: Program, shape: MapShape): string {
  return program.functionFor(shape, () => {
    const onNull = shape.traits.sparse === true ? "o[k]=null" : "";
    const each = `const x=v[k];if(x===null){${onNull}}else o[k]=${readSource(program, shape.value)};`;
    return `if(${NOT_OBJECT})throw mismatch('map',v);const o=emptyMap();for(const k of Object.keys(v)){${each}}return o;`;
  });
}

function writeStructureSource(program: Program, shape: StructureShape): string {
  return program.functionFor(shape, () => {
    const members = shape.members.map((member) => {
      const key = JSON.stringify(member.name);
      const label = JSON.stringify(`${key}:`);
      return `x=${getSource(member.name)};if(x!==undefined&&x!==null){t+=c+${label}+${writeSource(program, member)};c=',';}`;
    });
    return `let t='{',c='',x;${members.join("")}return t+'}';`;
  });
}

function writeSource(program: Program, member: Member): string {
  if (member.kind === "structure") return `${writeStructureSource(program, member.target)}(x)`;
  if (member.kind === "list") return `${writeListSource(program, member.target)}(x)`;
  if (member.kind === "map") return `${writeMapSource(program, member.target)}(x)`;
  if (member.kind === "string" || member.kind === "enum") return "text(x)";
  if (member.kind === "blob") return `('"'+Buffer.from(x).toString('base64')+'"')`;
  if (member.kind === "double") return `(Number.isFinite(x)?JSON.stringify(x):'"'+x+'"')`;
  if (member.kind === "bigInteger") return "JSON.stringify(Number(x))";
  if (member.kind !== "timestamp") return "JSON.stringify(x)";
  return `JSON.stringify(instant(${JSON.stringify(member.traits.timestampFormat ?? "epoch-seconds")},x))`;
}

function writeListSource(program: Program, shape: ListShape): string {
  return program.functionFor(shape, () => {
    const onNull = shape.traits.sparse === true ? "t+=c+'null';c=',';" : "";
    const each = `const x=v[i];if(x===undefined||x===null){${onNull}}else{t+=c+${writeSource(program, shape.element)};c=',';}`;
    return `let t='[',c='';for(let i=0;i<v.length;i++){${each}}return t+']';`;
  });
}

function writeMapSource(program: Program, shape: MapShape): string {
  return program.functionFor(shape, () => {
    const onNull = shape.traits.sparse === true ? "t+=c+text(k)+':null';c=',';" : "";
    const write = `t+=c+text(k)+':'+${writeSource(program, shape.value)};c=',';`;
    return `let t='{',c='';for(const k of Object.keys(v)){const x=v[k];if(x===undefined||x===null){${onNull}}else{${write}}}return t+'}';`;
  });
}

/**
 * ASCII that needs no escape; other text takes the slow way, as lone surrogates must. As an anchored whole because V8 runs that
 * four times faster than a search for one character that needs an escape.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const PLAIN = /^[^\u0000-\u001f"\\\u0080-\uffff]*$/;

function jsonText(value: string): string {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** For text that is known to need no escape. */
export function plainText(value: string): string {
  return `"${value}"`;
}
