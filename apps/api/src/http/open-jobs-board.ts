import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { HonoAdapter } from "@bull-board/hono";
import { AppError } from "@gloria/core";
import { type OpenQueuesOptions, openQueues } from "@gloria/jobs";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

export interface JobsBoard {
  /** Answers a request below the board's path. Whether the asker may see it has been decided before. */
  fetch(request: Request): Response | Promise<Response>;
  close(): Promise<void>;
}

/**
 * The queues and the pages that show them, read only. Import it dynamically: it brings the queue's libraries.
 *
 * @param path where the pages stand, such as `/jobs`
 * @throws an error of the database or of Redis when the queues do not answer
 */
export async function openJobsBoard(path: string, options: OpenQueuesOptions): Promise<JobsBoard> {
  const queues = await openQueues(options);
  const board = new HonoAdapter(serveStatic);
  createBullBoard({
    queues: queues.boards.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: board,
  });
  board.setBasePath(path);
  const app = new Hono();
  app.route(path, board.registerPlugin());
  app.notFound(() => {
    throw new AppError("request.not_found");
  });
  // The app around this one makes answers of errors.
  app.onError((error) => {
    throw error;
  });
  return { fetch: (request) => app.fetch(request), close: () => queues.close() };
}
