import type { CodexImage, ItemReading, Junk } from "./image_item.ts";
import type { ImageItem } from "./protocol.ts";
import type { TurnRecord } from "./turn_record.ts";

/** What is done with the image items of a turn. */
export interface ImageHandling {
  /** Looks into a finished image item. */
  readonly read: (item: ImageItem) => Promise<ItemReading>;
  /** Makes the first image safe; called once, before the turn is interrupted. */
  readonly secure: (image: CodexImage) => Promise<void>;
}

/** What the image items of one turn turned out to be. */
export class TurnImages {
  /** Whole images in their order; the first one was secured. */
  readonly whole: CodexImage[] = [];
  /** Whole images that are larger than the policy allows. */
  readonly overLimit: CodexImage[] = [];
  /** Why items that claimed to be images were none, or could not be taken. */
  readonly junk: Junk[] = [];
  readonly #handling: ImageHandling;
  #read = 0;

  constructor(handling: ImageHandling) {
    this.#handling = handling;
  }

  /**
   * Looks into the items that have come, one after the other for as long as
   * `goesOn` says: they may come quicker than they can be looked into.
   */
  async readNew(
    record: TurnRecord,
    goesOn: () => boolean,
  ): Promise<void> {
    for (; this.#read < record.images.length; this.#read++) {
      const item = record.images[this.#read];
      if (item === undefined || !goesOn()) return;
      await this.#take(item);
      record.forgetBytes(this.#read);
    }
  }

  /** Codex may report an item twice; the first whole image of it counts. */
  async #take(item: ImageItem): Promise<void> {
    if (this.whole.some((image) => image.item.id === item.id)) return;
    const reading = await this.#handling.read(item);
    if (reading.kind === "image") {
      const { image } = reading;
      if (this.whole.length === 0) await this.#handling.secure(image);
      this.whole.push(image);
      return;
    }
    if (reading.kind === "over limit") this.overLimit.push(reading.image);
    const { reason } = reading;
    if (reason === undefined) return;
    const path = reading.kind === "none" ? reading.path : undefined;
    this.junk.push({ reason, path });
  }
}
