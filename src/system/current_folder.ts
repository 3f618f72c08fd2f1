import { Failure } from "../errors/failure.ts";

/**
 * The folder that the program was started in.
 *
 * @throws {Failure} `request/usage` when it has been removed since
 */
export function currentFolder(): string {
  try {
    return Deno.cwd();
  } catch (cause) {
    throw new Failure("request/usage", {
      message: "The current folder does not exist any more",
      remedy: "Go to a folder that exists and try again",
      cause,
    });
  }
}
