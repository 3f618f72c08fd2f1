import type { Appearance } from "../terminal.ts";
import type { ProgressDisplay, ProgressForm } from "./display.ts";
import { jsonlDisplay } from "./jsonl.ts";
import { liveDisplay, type Screen } from "./live.ts";
import { plainDisplay, silentDisplay } from "./plain.ts";

/** The display for what the user asked and what stderr can show. */
export function chooseDisplay(
  form: ProgressForm,
  screen: Screen & Pick<Appearance, "live">,
): ProgressDisplay {
  switch (form) {
    case "none":
      return silentDisplay(screen.write);
    case "plain":
      return plainDisplay(screen.write);
    case "jsonl":
      return jsonlDisplay(screen.write);
    case "auto":
      return screen.live ? liveDisplay(screen) : plainDisplay(screen.write);
  }
}
