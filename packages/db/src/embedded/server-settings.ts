/** Settings of the server, name → value, as in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

const always: ServerSettings = {
  listen_addresses: "127.0.0.1",
  // Socket files would need a short path that both accounts can reach; loopback alone does.
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  shared_preload_libraries: "pg_stat_statements",
  // Statements and key values of a failed write hold personal data; the application logs what is needed.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_line_prefix: "%m [%p] ",
};

/** For clusters that are thrown away: a crash of the machine may lose everything, and nothing waits for the disk. */
const disposable: ServerSettings = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum_naptime: "10min",
};

/** The `-c name=value` arguments of `postgres`; later settings win. */
export function serverArguments(options: { port: number; durable: boolean; settings: ServerSettings }): string[] {
  const merged: ServerSettings = {
    ...always,
    ...(options.durable ? {} : disposable),
    ...options.settings,
    port: String(options.port),
  };
  return Object.entries(merged).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
