import { existsSync } from "node:fs";
import { join } from "node:path";
import { type LauncherConfig, serverNodeFlags, workerNodeFlags } from "@gloria/config";
import type { RoleUrls } from "@gloria/db";
import { migrateAll } from "@gloria/jobs";
import { chooseApiPort } from "./choose-api-port.ts";
import { LaunchError } from "./launch-error.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { ChildRegister, waitForPreviousChildren } from "./previous-children.ts";
import { say, showStep } from "./screen.ts";
import { hasDemoPeople, isDatabaseEmpty, seedDatabase } from "./seed-database.ts";
import { SupervisedProcess } from "./supervised-process.ts";
import { watchDatabase } from "./watch-database.ts";

const portAttempts = 3;

export interface HouseOptions {
  /** The clone. */
  readonly root: string;
  /** The home in use, see resolveHome. */
  readonly home: string;
  readonly config: LauncherConfig;
}

/** Everything that runs: the database, the api and the worker, in this order, and back again. */
export class House {
  /** Rejects when something that must run cannot be brought back. */
  readonly failed: Promise<never>;
  private readonly options: HouseOptions;
  private readonly register: ChildRegister;
  private fail: (error: unknown) => void = () => {};
  private stopping = false;
  private database: OpenDatabase | null = null;
  private roleUrls: RoleUrls | null = null;
  private api: SupervisedProcess | null = null;
  private worker: SupervisedProcess | null = null;
  private apiPort = 0;
  private apiUrl = "";
  private stopWatching: () => void = () => {};

  constructor(options: HouseOptions) {
    this.options = options;
    this.register = new ChildRegister(this.registerFile);
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    // It may fail while nobody waits for it yet; whoever does gets the reason all the same.
    this.failed.catch(() => undefined);
  }

  /** Brings everything up. Returns the address, and whether demo people are in the database. */
  async start(): Promise<{ url: string; demo: boolean }> {
    const { config, home, root } = this.options;
    if (existsSync(this.registerFile)) {
      await showStep("earlier processes ended", () => waitForPreviousChildren(this.registerFile));
    }
    this.assertNotStopping();
    if (config.portIsExplicit) {
      // Said now, not after the database has been started, migrated and filled.
      await chooseApiPort(config);
    }
    this.database = await showStep(
      "database",
      () => openDatabase(config, home, root),
      ({ description }) => description,
    );
    this.assertNotStopping();
    await this.migrate();
    this.assertNotStopping();
    await this.seed();
    this.assertNotStopping();
    this.apiUrl = await showStep("api", () => this.startApi());
    this.assertNotStopping();
    await showStep("worker", () => this.startWorker());
    this.assertNotStopping();
    this.watch();
    return { url: config.publicUrl ?? this.apiUrl, demo: await hasDemoPeople(this.ownerUrl) };
  }

  /**
   * Stops everything in order and returns when no process is left.
   *
   * @param started the promise of a start that may still be under way
   */
  async stop(started: Promise<unknown> | null): Promise<void> {
    this.stopping = true;
    await this.stopRunning();
    if (started !== null) {
      // It fails for having its database taken away; what it still brought up meanwhile is stopped, too.
      await Promise.allSettled([started]);
      await this.stopRunning();
    }
    this.register.clear();
  }

  /** Ends everything at once; `stop` then returns soon. */
  killAll(): void {
    this.api?.kill();
    this.worker?.kill();
    this.database?.embedded?.kill();
  }

  private async stopRunning(): Promise<void> {
    this.stopWatching();
    await Promise.all([this.api?.stop(), this.worker?.stop()]);
    await this.database?.embedded?.stop();
  }

  private assertNotStopping(): void {
    if (this.stopping) {
      throw new LaunchError({ what: "The start was broken off.", why: "It was told to stop.", fix: "Start again." });
    }
  }

  private get registerFile(): string {
    return join(this.options.home, "children.json");
  }

  private get ownerUrl(): string {
    if (this.database === null) {
      throw new Error("the database is not open yet");
    }
    return this.database.ownerUrl;
  }

  private async migrate(): Promise<void> {
    const { home, config } = this.options;
    const roles = config.database?.roles ?? null;
    const report = await showStep(
      "migrations",
      () =>
        migrateAll({
          ownerUrl: this.ownerUrl,
          redisUrl: config.redisUrl,
          secretsDir: join(home, "secrets"),
          roleUrls: roles === null ? undefined : { app: roles.appUrl, system: roles.systemUrl, queue: roles.queueUrl },
        }),
      ({ applied }) => (applied.length === 0 ? null : `${applied.length} applied`),
    );
    this.roleUrls = report.urls;
  }

  private async seed(): Promise<void> {
    const { config } = this.options;
    if (config.seed !== "none" && (await isDatabaseEmpty(this.ownerUrl))) {
      await showStep(`${config.seed} data`, () =>
        seedDatabase(this.builtFile("apps/cli"), config.seed, this.environment({ DATABASE_URL: this.ownerUrl })),
      );
    }
  }

  private async startApi(): Promise<string> {
    const { config } = this.options;
    const file = this.builtFile("apps/api");
    for (let attempt = 1; ; attempt += 1) {
      this.apiPort = await chooseApiPort(config);
      const api = new SupervisedProcess({
        name: "api",
        file,
        nodeFlags: serverNodeFlags,
        say,
        onStart: (pid) => this.register.note("api", pid),
        environment: () => this.environment(this.apiEnvironment()),
      });
      this.api = api;
      try {
        const url = await api.start();
        if (url === null) {
          throw new Error("the api did not say where it listens");
        }
        // After a crash it comes back at the same address.
        this.apiPort = this.apiPort === 0 ? Number(new URL(url).port) : this.apiPort;
        return url;
      } catch (error) {
        const lostRace = attempt < portAttempts && !config.portIsExplicit && !(await this.isApiPortFree());
        if (!lostRace || this.stopping) {
          throw error;
        }
      }
    }
  }

  private async isApiPortFree(): Promise<boolean> {
    const { host } = this.options.config;
    return (await chooseApiPort({ host, port: this.apiPort, portIsExplicit: false })) === this.apiPort;
  }

  private async startWorker(): Promise<void> {
    this.worker = new SupervisedProcess({
      name: "worker",
      file: this.builtFile("apps/worker"),
      nodeFlags: workerNodeFlags,
      say,
      onStart: (pid) => this.register.note("worker", pid),
      environment: () =>
        this.environment({
          DATABASE_URL: this.ownerUrl,
          GLORIA_URL: this.options.config.publicUrl ?? this.apiUrl,
        }),
    });
    await this.worker.start();
  }

  /** Brings the embedded server back when something ended it, and tells the others when its port is another one. */
  private watch(): void {
    const first = this.database?.embedded;
    if (first === null || first === undefined) {
      return;
    }
    let current = first;
    const { config, home, root } = this.options;
    this.stopWatching = watchDatabase(
      () => current,
      async () => {
        say("The database has ended; it is started again.");
        try {
          const database = await openDatabase(config, home, root);
          this.database = database;
          const moved = database.ownerUrl !== current.url;
          current = database.embedded ?? current;
          if (this.stopping) {
            await current.stop();
            return;
          }
          if (moved) {
            await this.migrate();
            this.api?.restart();
            this.worker?.restart();
          }
          say("The database runs again.");
        } catch (error) {
          this.fail(error);
        }
      },
    );
  }

  private apiEnvironment(): NodeJS.ProcessEnv {
    const { root, config } = this.options;
    const adminDir = join(root, "apps", "admin", "dist");
    return {
      GLORIA_HOST: config.host,
      GLORIA_PORT: String(this.apiPort),
      ...(existsSync(join(adminDir, "index.html")) ? { GLORIA_ADMIN_DIR: adminDir } : {}),
    };
  }

  /** Our own environment, with what every process of the house shares. Only who is given it gets the owner's URL. */
  private environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    if (this.roleUrls === null) {
      throw new Error("the database is not migrated yet");
    }
    const { DATABASE_URL: _ownerUrl, ...inherited } = process.env;
    return {
      ...inherited,
      GLORIA_HOME: this.options.home,
      DATABASE_APP_URL: this.roleUrls.app,
      DATABASE_SYSTEM_URL: this.roleUrls.system,
      DATABASE_QUEUE_URL: this.roleUrls.queue,
      ...own,
    };
  }

  private builtFile(folder: string): string {
    const file = join(this.options.root, folder, "dist", "main.js");
    if (!existsSync(file)) {
      throw new LaunchError({
        what: `A part of Gloria is missing: ${folder}.`,
        why: `${file} does not exist.`,
        fix: "Run npm start again, which builds it; on a clone that was changed, look at the build's messages.",
      });
    }
    return file;
  }
}
