/** Jobs of the tests that cancel. */
import { TEXT } from "../host/scene.ts";
import type { Scene } from "./scene.ts";
import { HELD } from "./service.ts";

/** Starts a job and waits until Codex is in the middle of its turn, where it stays. */
export async function startHeld(
  { host, turns }: Scene,
  job: string,
): Promise<void> {
  const params = { prompt: `${job} ${HELD}` };
  await turns.oneMore(() => host.start({ job, model: TEXT, params }));
}

/** Fails unless a job makes its picture; no other may have the same words. */
export async function assertWorks(scene: Scene, words: string): Promise<void> {
  const job = { job: words, model: TEXT, params: { prompt: words } };
  await scene.shows(await scene.host.generate(job), words);
}
