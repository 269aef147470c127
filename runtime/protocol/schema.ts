import type {
  ErrorModel,
  MemberModel,
  OperationModel,
  ScalarType,
  ServiceModel,
  ShapeModel,
  Traits,
} from "./wire-model.ts";

/** A wire model with its names resolved to objects, ready for a codec to walk. */
export interface Schema {
  readonly model: ServiceModel;
  readonly operations: ReadonlyMap<string, OperationSchema>;
  /** By shape name and by Query code. */
  readonly errors: ReadonlyMap<string, StructureShape>;
}

export interface OperationSchema {
  readonly name: string;
  readonly input: StructureShape;
  /** `undefined` when the operation answers nothing, which shows in the Query protocol. */
  readonly output: StructureShape | undefined;
  /** The output's member that is an event stream, when it has one: a union that comes again and again. */
  readonly eventStream: EventStreamMember | undefined;
  readonly model: OperationModel;
}

export interface EventStreamMember {
  readonly name: string;
  /** The union of all events. */
  readonly events: StructureShape;
}

export interface StructureShape {
  readonly name: string;
  /** The element's name where the structure is a whole document; inside of others the member says it. */
  readonly xmlName: string;
  readonly members: readonly Member[];
  readonly error: ErrorModel | undefined;
  /** Whether it is the union of an event stream's events. */
  readonly isEventStream: boolean;
}

export interface ListShape {
  readonly name: string;
  readonly element: Member;
  readonly traits: Traits;
}

export interface MapShape {
  readonly name: string;
  readonly key: Member;
  readonly value: Member;
  readonly traits: Traits;
}

interface EnumShape {
  readonly name: string;
  readonly values: readonly string[];
}

interface MemberNames {
  /** The key in JSON of the rpc protocols, which know no `jsonName`. */
  readonly name: string;
  /** The element's name in XML and the key in Query. */
  readonly xmlName: string;
  readonly traits: Traits;
}

/** A member of a structure, an element of a list, or a key or value of a map. A union is a structure with one member set. */
export type Member = MemberNames &
  (
    | { readonly kind: ScalarType }
    | { readonly kind: "structure"; readonly target: StructureShape }
    | { readonly kind: "list"; readonly target: ListShape }
    | { readonly kind: "map"; readonly target: MapShape }
    | { readonly kind: "enum"; readonly target: EnumShape }
  );

const NOTHING: StructureShape = {
  name: "Unit",
  xmlName: "Unit",
  members: [],
  error: undefined,
  isEventStream: false,
};

/** @throws {Error} when the model names a shape that it does not define (a bug of the generator) */
export function linkModel(model: ServiceModel): Schema {
  const linker = new Linker(model);
  const operations = new Map<string, OperationSchema>();
  for (const [name, operation] of Object.entries(model.operations)) {
    const output = operation.output === undefined ? undefined : linker.structure(operation.output);
    operations.set(name, {
      name,
      input: operation.input === undefined ? NOTHING : linker.structure(operation.input),
      output,
      eventStream: output === undefined ? undefined : eventStreamOf(output),
      model: operation,
    });
  }
  const errors = new Map<string, StructureShape>();
  for (const name of model.errors) {
    const shape = linker.structure(name);
    errors.set(name, shape);
    if (shape.error?.queryCode !== undefined) errors.set(shape.error.queryCode, shape);
  }
  return { model, operations, errors };
}

function eventStreamOf({ members }: StructureShape): EventStreamMember | undefined {
  for (const member of members) {
    if (member.kind === "structure" && member.target.isEventStream) return { name: member.name, events: member.target };
  }
  return undefined;
}

type Target =
  Exclude<Member, { readonly kind: ScalarType }> extends infer Aggregate
    ? Aggregate extends { readonly kind: infer Kind; readonly target: infer Shape }
      ? { readonly kind: Kind; readonly target: Shape }
      : never
    : never;

class Linker {
  readonly #model: ServiceModel;
  readonly #linked = new Map<string, Target>();

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  structure(name: string): StructureShape {
    const target = this.#target(name);
    if (target.kind !== "structure") throw new Error(`${name} is not a structure`);
    return target.target;
  }

  #target(name: string): Target {
    const known = this.#linked.get(name);
    if (known !== undefined) return known;
    const shape = this.#model.shapes[name];
    if (shape === undefined) throw new Error(`The model of ${this.#model.name} has no shape ${name}`);
    return this.#link(name, shape);
  }

  #link(name: string, shape: ShapeModel): Target {
    // Each is known by name before its members are linked, because shapes may contain themselves.
    if (shape.type === "list") {
      const list = { name, traits: shape, element: PLACEHOLDER };
      const target = this.#remember(name, { kind: "list", target: list });
      list.element = this.#member("member", shape.member);
      return target;
    }
    if (shape.type === "map") {
      const map = { name, traits: shape, key: PLACEHOLDER, value: PLACEHOLDER };
      const target = this.#remember(name, { kind: "map", target: map });
      map.key = this.#member("key", shape.key);
      map.value = this.#member("value", shape.value);
      return target;
    }
    if (shape.type === "enum") return this.#remember(name, { kind: "enum", target: { name, values: shape.values } });
    const members: Member[] = [];
    const isEventStream = shape.type === "union" && shape.streaming === true;
    const structure = { name, xmlName: shape.xmlName ?? name, members, error: shape.error, isEventStream };
    const target = this.#remember(name, { kind: "structure", target: structure });
    for (const [key, member] of Object.entries(shape.members)) members.push(this.#member(key, member));
    return target;
  }

  #remember(name: string, target: Target): Target {
    this.#linked.set(name, target);
    return target;
  }

  #member(name: string, model: MemberModel): Member {
    const names: MemberNames = { name, xmlName: model.xmlName ?? name, traits: model };
    if (model.type !== undefined) return { ...names, kind: model.type };
    return { ...names, ...this.#target(model.shape) };
  }
}

const PLACEHOLDER: Member = { kind: "string", name: "", xmlName: "", traits: {} };
