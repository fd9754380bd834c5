import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerErrorResponse,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { type Commit, serveAppend, serveBatchAppend } from './append-calls.ts';
import { type Faults, noFaults } from './faults.ts';
import { grpcError, notLeader } from './messages.ts';
import { serveRead } from './read-calls.ts';
import { StoredLog } from './stored-log.ts';

export interface Member {
  readonly host: string;
  readonly port: number;
  readonly role: 'leader' | 'follower' | 'unknown';
}

export interface DoubleOptions {
  /** The log to serve; nodes of one cluster share it. A new one unless told. */
  readonly log?: StoredLog;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Who is in the cluster; this node alone, as leader, unless told. */
  readonly members?: () => readonly Member[];
  /** PEM files. No encryption unless told. */
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
  /** `USER:PASSWORD` that every read and append must bring. */
  readonly login?: string;
}

type OpenCall =
  | ServerWritableStream<ReadReq, ReadResp>
  | ServerReadableStream<AppendReq, AppendResp>
  | ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

const HOST = '127.0.0.1';

/**
 * A protocol double of an EventStoreDB server: it speaks the server's gRPC through the stubs that come with the client
 * package, keeps its log in memory, and does wrong what it is told to. It is a double: nothing it stores is durable.
 */
export class EventStoreDbDouble {
  readonly log: StoredLog;
  readonly faults: Faults = noFaults();
  /** How many calls were begun, by name. */
  readonly calls = { read: 0, append: 0, batchAppend: 0 };
  readonly #options: DoubleOptions;
  readonly #openCalls = new Set<OpenCall>();
  #server: Server | undefined;
  #port = 0;
  #held: (() => void)[] | undefined;

  private constructor(options: DoubleOptions) {
    this.#options = options;
    this.log = options.log ?? new StoredLog();
    this.#port = options.port ?? 0;
  }

  static async start(options: DoubleOptions = {}): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(options);
    await double.listen();
    return double;
  }

  get port(): number {
    return this.#port;
  }

  get connectionString(): string {
    return `esdb://${HOST}:${this.#port}?tls=false`;
  }

  /** How many connections clients have open. */
  get connections(): number {
    // biome-ignore lint/complexity/useLiteralKeys: not declared as public, and nothing else tells
    return this.#server?.['sessions'].size ?? 0;
  }

  /** Listens again after {@link shutDown}, on the same port, with the same log. */
  async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    this.#serve(server);
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${HOST}:${this.#port}`, this.#credentials(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    this.#server = server;
  }

  #credentials(): ServerCredentials {
    const { tls } = this.#options;
    if (tls === undefined) return ServerCredentials.createInsecure();
    const { key, certificate } = tls;
    return ServerCredentials.createSsl(null, [{ private_key: key, cert_chain: certificate }]);
  }

  /** Ends at once, with every connection: what a killed process does. The log is kept. */
  async shutDown(): Promise<void> {
    this.#held = undefined;
    this.#server?.forceShutdown();
    this.#server = undefined;
    this.#openCalls.clear();
  }

  /** Breaks every call under way, as a network does. */
  drop(): void {
    for (const call of this.#openCalls)
      call.emit('error', grpcError(status.UNAVAILABLE, 'dropped'));
    this.#openCalls.clear();
  }

  /** From now on nothing is stored, until {@link release}. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const store of held) store();
  }

  /** What is held is never stored, its connections break, and no more appends are taken. */
  fail(): void {
    this.#held = undefined;
    this.faults.refuseAppends = true;
    this.drop();
  }

  /** Ends every fault. */
  heal(): void {
    Object.assign(this.faults, noFaults());
    this.release();
  }

  #serve(server: Server): void {
    server.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: (
        _call: ServerUnaryCall<unknown, SupportedMethods>,
        answer: sendUnaryData<SupportedMethods>,
      ) => this.#answerFeatures(answer),
    });
    server.addService(gossipService.GossipService, {
      read: (_call: ServerUnaryCall<unknown, ClusterInfo>, answer: sendUnaryData<ClusterInfo>) => {
        if (!this.faults.silent) answer(null, this.#clusterInfo());
      },
    });
    const refused = grpcError(status.UNIMPLEMENTED, 'a log deletes nothing') as ServerErrorResponse;
    const streams: IStreamsServer = {
      read: (call) => this.#onRead(call),
      batchAppend: (call) => this.#onBatchAppend(call),
      append: (call, answer) => this.#onAppend(call, answer),
      delete: (_call, answer) => answer(refused),
      tombstone: (_call, answer) => answer(refused),
    };
    server.addService(streamsService.StreamsService, streams);
  }

  #onRead(call: ServerWritableStream<ReadReq, ReadResp>): void {
    this.calls.read += 1;
    if (!this.#admits(call, false)) return;
    serveRead(call, this.log, this.faults).catch((error: unknown) => {
      call.emit('error', grpcError(status.INTERNAL, String(error)));
    });
  }

  #onBatchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    this.calls.batchAppend += 1;
    if (this.#admits(call, true)) serveBatchAppend(call, this.#commit, () => this.log.nowMs());
  }

  #onAppend(
    call: ServerReadableStream<AppendReq, AppendResp>,
    answer: sendUnaryData<AppendResp>,
  ): void {
    this.calls.append += 1;
    if (this.#admits(call, true)) serveAppend(call, answer, this.#commit);
  }

  /** Says whether a call is served; refuses it, or leaves it lying, when not. */
  #admits(call: OpenCall, isAppend: boolean): boolean {
    this.#openCalls.add(call);
    call.on('close', () => this.#openCalls.delete(call));
    const requiresLeader = call.metadata.get('requires-leader').length > 0;
    const refusal = this.#stranger(call) ?? this.#refusal(isAppend, requiresLeader);
    if (refusal !== undefined) call.emit('error', refusal);
    return refusal === undefined && !this.faults.silent;
  }

  #stranger(call: OpenCall) {
    const { login } = this.#options;
    if (login === undefined) return undefined;
    const [given] = call.metadata.get('authorization');
    const wanted = `Basic ${Buffer.from(login).toString('base64')}`;
    return given === wanted ? undefined : grpcError(status.UNAUTHENTICATED, 'who are you?');
  }

  #refusal(isAppend: boolean, requiresLeader: boolean) {
    const { refuseAll, refuseAppends } = this.faults;
    if (refuseAll !== undefined) return grpcError(refuseAll, 'refused');
    if (isAppend && refuseAppends) return grpcError(status.UNAVAILABLE, 'Server Is Not Ready');
    const members = this.#members();
    const me = members.find((member) => member.port === this.#port);
    if (me?.role === 'leader' || !requiresLeader) return undefined;
    const leader = members.find((member) => member.role === 'leader');
    return leader ? notLeader(leader) : grpcError(status.UNAVAILABLE, 'Server Is Not Ready');
  }

  readonly #commit: Commit = (stream, expected, events, answer) => {
    const store = () => {
      if (this.faults.silent) return;
      const written = this.log.write(stream, expected, events);
      if (this.faults.loseReplies > 0) this.faults.loseReplies -= 1;
      else answer(written);
    };
    if (this.#held) this.#held.push(store);
    else store();
  };

  #answerFeatures(answer: sendUnaryData<SupportedMethods>): void {
    const { silent, refuseAll, refuseAppends, refuseFeatures } = this.faults;
    if (silent) return;
    const refused = refuseAll ?? refuseFeatures ?? (refuseAppends ? status.UNAVAILABLE : undefined);
    if (refused !== undefined) {
      answer(grpcError(refused, 'refused') as ServerErrorResponse);
      return;
    }
    const service = 'event_store.client.streams.streams';
    const methods = ['read', 'append', 'batchappend'].map((name) =>
      new features.SupportedMethod().setServiceName(service).setMethodName(name),
    );
    answer(
      null,
      new features.SupportedMethods()
        .setEventStoreServerVersion('0.0.0-double')
        .setMethodsList(methods),
    );
  }

  #members(): readonly Member[] {
    return this.#options.members?.() ?? [{ host: HOST, port: this.#port, role: 'leader' }];
  }

  #clusterInfo(): ClusterInfo {
    const { LEADER, FOLLOWER, UNKNOWN } = gossip.MemberInfo.VNodeState;
    const states = { leader: LEADER, follower: FOLLOWER, unknown: UNKNOWN };
    const members = this.#members().map(({ host, port, role }) =>
      new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000000'))
        .setTimeStamp(String(this.log.nowMs() * 10_000))
        .setState(states[role])
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    );
    return new gossip.ClusterInfo().setMembersList(members);
  }
}
