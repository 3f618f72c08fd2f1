import type { ImageFormat } from "../image/facts.ts";
import { releaseClaim } from "./claim_files.ts";
import { succeeds } from "./file_errors.ts";
import type { NewFile } from "./files.ts";
import { removeMadeFolders } from "./folders.ts";
import { keepExtraImage, keepImage } from "./keep.ts";
import { newToken } from "./owner.ts";
import { notPublished, type Published, publishImage } from "./publish.ts";
import { hiddenPath, type ReservedPlace } from "./reserved_place.ts";
import { type SecuredImage, secureImage } from "./secure.ts";

/**
 * A place that waits for one image: `secure` its bytes as soon as they are
 * there, then `publish`; and `abandon` on every way out, which does what is
 * left to do. The calls follow each other; none may run beside another.
 */
export class Reservation {
  /** Absolute paths of images that dead jobs had left here and that were saved. */
  readonly recovered: readonly string[];
  readonly #place: ReservedPlace;
  readonly #part: NewFile;
  #image: SecuredImage | undefined;
  /** Where the image ended up, published or kept. */
  #resting: string | undefined;
  #partClosed = false;
  /** Folders to be removed if no image comes, outermost first. */
  #made: readonly string[];

  constructor(
    place: ReservedPlace,
    part: NewFile,
    recovered: readonly string[],
  ) {
    this.#place = place;
    this.#part = part;
    this.#made = place.made;
    this.recovered = recovered;
  }

  /**
   * Puts the bytes on the disk, synced; once this has returned, no later
   * failure loses them. `format` is what the bytes really are.
   *
   * @throws {Failure} `output/persist_failed` when no disk takes them
   */
  async secure(bytes: Uint8Array, format: ImageFormat): Promise<void> {
    this.#partClosed = true;
    this.#image = await secureImage(this.#place, this.#part, bytes, format);
  }

  /**
   * Gives the secured image its final name and ends the reservation.
   *
   * @throws {Failure} `output/persist_failed`, with `keptPath` in its evidence
   */
  async publish(): Promise<Published> {
    if (!this.#image) throw new TypeError("Nothing was secured");
    try {
      const published = await publishImage(this.#place, this.#image);
      this.#resting = published.path;
      return published;
    } catch (cause) {
      throw notPublished(cause, await this.#keep(this.#image));
    } finally {
      await this.#release();
    }
  }

  /**
   * Keeps one more image that Codex made, under a visible name beside the
   * target. To be called before the reservation ends.
   *
   * @returns its absolute path
   * @throws {Failure} `output/persist_failed` when no disk takes it
   */
  keepExtra(bytes: Uint8Array, format: ImageFormat): Promise<string> {
    return keepExtraImage(this.#place, newToken(), bytes, format);
  }

  /**
   * Ends the reservation. Before `secure` it leaves nothing behind, the folders
   * that it made included unless something is in them by now; a secured
   * image that was not published gets a visible name. May be called again.
   *
   * @returns absolute path of the image, where there is one
   * @throws {Failure} `output/persist_failed` when a secured image is gone
   */
  async abandon(): Promise<string | undefined> {
    try {
      if (this.#image) return await this.#keep(this.#image);
      if (!this.#partClosed) this.#part.close();
      this.#partClosed = true;
      await succeeds(
        this.#place.files.remove(hiddenPath(this.#place, "part")),
      );
      return undefined;
    } finally {
      await this.#release();
      if (!this.#image) await this.#removeFolders();
    }
  }

  async #keep(image: SecuredImage): Promise<string> {
    this.#resting ??= await keepImage(this.#place, image);
    return this.#resting;
  }

  async #removeFolders(): Promise<void> {
    const made = this.#made;
    this.#made = [];
    await removeMadeFolders(made, this.#place.files);
  }

  #release(): Promise<void> {
    const { folder, claim, owner, files } = this.#place;
    return releaseClaim(folder, claim, owner, files);
  }
}
