import { Gate } from "../backend/gate.ts";
import { png } from "../backend/pictures.ts";
import {
  type Fixture,
  type GenuineFixture,
  withGenuine,
} from "../support/fixture.ts";

/** Bytes of a picture: what one job must not keep, and larger than any buffer on its way. */
const PICTURE_BYTES = 256 * 1024;

interface ExpectedJob {
  /** The model has been asked: this job's Codex is in its turn. */
  readonly asked: PromiseWithResolvers<void>;
  /** Its picture is drawn when this opens. */
  readonly gate: Gate;
}

/** The words of a job by which its picture is known. */
export function promptOf(job: number): string {
  return `soak job ${job}`;
}

/** The picture of a job; no two have the same. */
export function pictureOf(job: number): Uint8Array<ArrayBuffer> {
  const colour = [job & 255, (job >> 8) & 255, (job >> 16) & 255];
  return png({ colour, bytes: PICTURE_BYTES });
}

/**
 * A genuine Codex, and a service that holds every picture back until it is told
 * to draw: all jobs can be looked at in the same moment of their turn.
 */
export class Stage implements AsyncDisposable {
  readonly #scene: GenuineFixture;
  readonly #jobs: Map<number, ExpectedJob>;

  private constructor(
    scene: GenuineFixture,
    jobs: Map<number, ExpectedJob>,
  ) {
    this.#scene = scene;
    this.#jobs = jobs;
  }

  /** Sets the stage with this version of Codex. */
  static async open(version: string): Promise<Stage> {
    const jobs = new Map<number, ExpectedJob>();
    const scene = await withGenuine({
      version,
      script: ({ prompt }) => {
        const job = Number(/soak job (\d+)/.exec(prompt)?.[1]);
        const expected = jobs.get(job);
        if (!expected) throw new Error(`nobody started this job: ${prompt}`);
        expected.asked.resolve();
        const answer = {
          kind: "bytes",
          // Made when it is asked for: a thousand pictures would not be kept.
          get bytes() {
            return pictureOf(job);
          },
        } as const;
        return { acts: [{ do: "draw", hold: expected.gate, answer }] };
      },
    });
    return new Stage(scene, jobs);
  }

  get fixture(): Fixture {
    return this.#scene.fixture;
  }

  /** Prepares for a job that is about to start. */
  expect(job: number): void {
    this.#jobs.set(job, { asked: Promise.withResolvers(), gate: new Gate() });
  }

  /** Resolves once the job's picture has been asked for. */
  async asked(job: number): Promise<void> {
    await this.#jobs.get(job)?.asked.promise;
  }

  /** Has the pictures of all jobs drawn that are expected so far. */
  draw(): void {
    for (const { gate } of this.#jobs.values()) gate.open();
  }

  /** How many turns or pictures were asked for: what somebody pays for. */
  get paid(): number {
    const { requests } = this.#scene.backend;
    const turns = new Set(requests.model.map(({ thread }) => thread)).size;
    return Math.max(turns, requests.images("generation").length);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scene[Symbol.asyncDispose]();
  }
}
