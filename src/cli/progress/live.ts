import type { Stage } from "../../generate/progress.ts";
import { warningText } from "../failure_text.ts";
import { oneLine, style } from "../style.ts";
import type { ProgressDisplay } from "./display.ts";
import { BUSY, ERASE_LINE, IDLE, liveLine } from "./live_line.ts";
import { stageWords } from "./words.ts";

/** Time between two drawings of the live line, in milliseconds. */
const DRAW_EVERY_MS = 120;

/** What the live display draws on. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly unicode: boolean;
  readonly colour: boolean;
  /** Width at this moment, in characters. */
  readonly columns: () => number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
}

/**
 * Progress as one line that is drawn again in place and gone at the end. Its
 * timer does not keep the program alive.
 */
export function liveDisplay(screen: Screen): ProgressDisplay {
  let shown: { stage: Stage; began: number } | undefined;
  let frame = 0;
  let busy = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  function draw(): void {
    if (shown === undefined) return;
    const elapsedMs = screen.now() - shown.began;
    screen.write(
      liveLine({ words: stageWords[shown.stage], elapsedMs, frame }, {
        columns: screen.columns(),
        unicode: screen.unicode,
      }),
    );
    frame += 1;
  }

  function setBusy(next: boolean): void {
    if (busy !== next) screen.write(next ? BUSY : IDLE);
    busy = next;
  }

  function printAbove(text: string): void {
    screen.write(shown === undefined ? text : ERASE_LINE + text);
    draw();
  }

  return {
    listener(event) {
      if (event.type === "notice") {
        printAbove(`${oneLine(event.message)}\n`);
        return;
      }
      shown = { stage: event.stage, began: screen.now() - event.elapsedMs };
      setBusy(event.stage === "generating");
      draw();
      if (timer === undefined) {
        timer = setInterval(draw, DRAW_EVERY_MS);
        Deno.unrefTimer(timer);
      }
    },
    notice: (message) => printAbove(`${oneLine(message)}\n`),
    warning: (message) =>
      printAbove(warningText(message, style(screen.colour))),
    close() {
      clearInterval(timer);
      timer = undefined;
      if (shown !== undefined) screen.write(ERASE_LINE);
      shown = undefined;
      setBusy(false);
    },
  };
}
