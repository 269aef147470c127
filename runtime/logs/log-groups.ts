import { parseArn, type Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import {
  deletionProtected,
  invalidParameter,
  logGroupAlreadyExists,
  logGroupDoesNotExist,
  nameAndIdentifier,
  neitherNameNorIdentifier,
} from "./errors.ts";
import type { LogEvent } from "./log-event.ts";
import { isReserved, LogGroup, type NewLogEvent, type NewLogGroup } from "./log-group.ts";
import type { LogStream } from "./log-stream.ts";

/** Hears every event as it arrives. */
export type ArrivalListener = (group: LogGroup, event: LogEvent) => void;

/** How requests name a log group. */
export interface LogGroupReference {
  readonly logGroupName?: string | undefined;
  /** A name or an ARN. */
  readonly logGroupIdentifier?: string | undefined;
}

/** All log groups of all accounts and regions, and the one door through which events come in. */
export class LogGroups {
  readonly #clock: Clock;
  readonly #byScope = new Map<string, Map<string, LogGroup>>();
  readonly #listeners = new Set<ArrivalListener>();
  #arrivals = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {AwsError} `ResourceAlreadyExistsException`, `InvalidParameterException` */
  create(settings: Omit<NewLogGroup, "createdAt">): LogGroup {
    const { name, scope } = settings;
    const groups = this.#of(scope);
    if (groups.has(name)) throw logGroupAlreadyExists();
    // The sentence is ours.
    if (isReserved(name)) throw invalidParameter("Log group names can't start with the string aws/");
    const group = new LogGroup({ ...settings, createdAt: this.#clock.now() });
    groups.set(name, group);
    return group;
  }

  /** @throws {AwsError} `ResourceNotFoundException`, or when it is protected */
  delete(name: string, scope: Scope): void {
    const group = this.byName(name, scope);
    if (group.deletionProtectionEnabled) throw deletionProtected();
    this.#of(scope).delete(name);
  }

  find(name: string, scope: Scope): LogGroup | undefined {
    return this.#byScope.get(keyOf(scope))?.get(name);
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  byName(name: string, scope: Scope): LogGroup {
    const group = this.find(name, scope);
    if (group === undefined) throw logGroupDoesNotExist();
    return group;
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  byArn(arn: string, scope: Scope): LogGroup {
    const { service, region, accountId, resource = "" } = parseArn(arn) ?? {};
    const isHere = service === "logs" && region === scope.region && accountId === scope.accountId;
    if (!isHere || !resource.startsWith("log-group:")) throw logGroupDoesNotExist();
    return this.byName(resource.slice("log-group:".length), scope);
  }

  /** @throws {AwsError} `ValidationException`, `InvalidParameterException`, `ResourceNotFoundException` */
  ofRequest({ logGroupName, logGroupIdentifier }: LogGroupReference, scope: Scope): LogGroup {
    if (logGroupName !== undefined && logGroupIdentifier !== undefined) throw nameAndIdentifier();
    if (logGroupName !== undefined) return this.byName(logGroupName, scope);
    if (logGroupIdentifier === undefined) throw neitherNameNorIdentifier();
    return logGroupIdentifier.startsWith("arn:")
      ? this.byArn(logGroupIdentifier, scope)
      : this.byName(logGroupIdentifier, scope);
  }

  /** Of one account and region, by name. */
  of(scope: Scope): readonly LogGroup[] {
    const groups = this.#byScope.get(keyOf(scope));
    return groups === undefined ? [] : [...groups.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  write(group: LogGroup, stream: LogStream, event: NewLogEvent): void {
    const written = group.append(stream, event, { at: this.#clock.now(), sequence: ++this.#arrivals });
    for (const listener of this.#listeners) listener(group, written);
  }

  /** Calls `listener` for every event from now on; the returned function ends that. */
  onArrival(listener: ArrivalListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #of(scope: Scope): Map<string, LogGroup> {
    const key = keyOf(scope);
    const known = this.#byScope.get(key);
    if (known !== undefined) return known;
    const groups = new Map<string, LogGroup>();
    this.#byScope.set(key, groups);
    return groups;
  }
}

function keyOf({ region, accountId }: Scope): string {
  return `${region} ${accountId}`;
}
