/** A release that was packed from made binaries, verified with a fake GitHub. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { predicateTypes } from "../../release/attestations.ts";
import { inCheckout } from "../../release/folders.ts";
import { manifestsFor } from "../../release/manifests.ts";
import { binaryName, zipName } from "../../release/names.ts";
import type { Target } from "../../release/targets.ts";
import { Refusal } from "../../release/refusal.ts";
import { verifyRelease } from "../../release/verify_release.ts";
import { product } from "../../src/system/product.ts";
import { makeCheckout, putBinary } from "../release/support_checkout.ts";
import { fakeGh, type FakeGithub, valuesOf } from "./fake_gh.ts";
import { targets } from "./sums.ts";

const repository = "someone/modly-codex-image";
const release = { tag: `v${product.version}`, repository };

function targetOf(platform: string): Target {
  const found = targets.find((target) => target.platform === platform);
  assert(found !== undefined);
  return found;
}

/** The files of a release as the workflow makes them, and a folder to come to. */
class Scene implements AsyncDisposable {
  private constructor(readonly root: string) {}

  static async make(): Promise<Scene> {
    const scene = new Scene(await Deno.makeTempDir());
    await makeCheckout(join(scene.root, "checkout"));
    for (const name of ["binaries", "download"]) {
      await Deno.mkdir(join(scene.root, name));
    }
    for (const target of targets) {
      await putBinary(join(scene.root, "binaries"), target, {
        base: "official",
      });
    }
    await scene.#pack();
    const base =
      `https://github.com/${repository}/releases/download/${release.tag}`;
    const sums = await Deno.readTextFile(scene.file("SHA256SUMS"));
    for (const { name, text } of manifestsFor(sums, base)) {
      await Deno.writeTextFile(scene.file(name), text);
    }
    return scene;
  }

  /** A file of the release. */
  file(name: string): string {
    return join(this.root, "release", name);
  }

  async verify(
    chosen: readonly Target[],
    github: FakeGithub = {},
  ): Promise<string[][]> {
    const { gh, calls } = fakeGh({
      files: join(this.root, "release"),
      ...github,
    });
    const folder = join(this.root, "download");
    await verifyRelease({ release, targets: chosen, folder }, gh);
    return [...calls];
  }

  async #pack(): Promise<void> {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--frozen", "--no-prompt", "--allow-all"],
        inCheckout("release", "package.ts"),
        ...["--checkout", join(this.root, "checkout")],
        ...["--binaries", join(this.root, "binaries")],
        ...["--output", join(this.root, "release")],
      ],
      env: { GITHUB_REPOSITORY: repository },
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}

Deno.test("A whole release passes, every file of it attested", async () => {
  await using scene = await Scene.make();
  const calls = await scene.verify(targets);
  const names = Array.from(Deno.readDirSync(join(scene.root, "release")))
    .map(({ name }) => join(scene.root, "download", name));
  const verified = calls.filter(([verb]) => verb === "attestation");
  const of = (type: string) =>
    verified.filter((call) => valuesOf(call, "--predicate-type")[0] === type)
      .map(([, , path]) => path);
  assertEquals(of(predicateTypes.provenance).toSorted(), names.toSorted());
  assertEquals(
    of(predicateTypes.sbom).toSorted(),
    names.filter((name) =>
      targets.some(({ triple }) => name.includes(`-${triple}`))
    ).toSorted(),
  );
  for (const call of verified) {
    assertEquals(call.slice(3), [
      ...["--repo", repository],
      "--signer-workflow",
      `${repository}/.github/workflows/release.yml`,
      ...["--source-ref", `refs/tags/${release.tag}`],
      ...["--predicate-type", call.at(-2)],
      "--deny-self-hosted-runners",
    ]);
  }
});

Deno.test("One target's files are enough for it", async () => {
  await using scene = await Scene.make();
  const linux = targetOf("linux/x86_64");
  const calls = await scene.verify([linux]);
  const asked = calls.flatMap((call) => valuesOf(call, "--pattern"));
  assert(asked.includes(binaryName(linux)) && asked.includes(zipName(linux)));
  assertEquals(asked.filter((name) => /apple|windows|aarch64/.test(name)), []);
});

const windows = targetOf("windows/x86_64");

/** What is wrong with a release, how it comes about, and what is said of it. */
const wrong: readonly {
  readonly what: string;
  readonly spoil?: (scene: Scene) => Promise<void>;
  readonly github?: FakeGithub;
  readonly said: string;
}[] = [
  {
    what: "an archive that was changed",
    spoil: (scene) =>
      Deno.writeTextFile(scene.file(zipName(windows)), "changed"),
    said: `${zipName(windows)} is not what SHA256SUMS makes it`,
  },
  {
    what: "an archive that is not there",
    spoil: (scene) => Deno.remove(scene.file(zipName(windows))),
    said: `The release has no ${zipName(windows)}`,
  },
  {
    what: "a manifest that does not follow from the sums",
    spoil: (scene) =>
      Deno.writeTextFile(scene.file(`${product.name}.rb`), "changed"),
    said: `${product.name}.rb is not what SHA256SUMS makes it`,
  },
  {
    what: "a release.json that is not listed",
    spoil: async (scene) => {
      const list = scene.file("SHA256SUMS");
      const text = await Deno.readTextFile(list);
      await Deno.writeTextFile(list, text.replace(/.*release\.json\n/, ""));
    },
    said: "release.json is not what SHA256SUMS makes it",
  },
  {
    what: "a release.json that sends setup elsewhere",
    spoil: async (scene) => {
      const file = scene.file("release.json");
      const text = await Deno.readTextFile(file);
      await Deno.writeTextFile(file, text.replace("someone", "another"));
    },
    said: "release.json says that the files are at https://github.com/another/",
  },
  {
    what: "no release.json",
    spoil: (scene) => Deno.remove(scene.file("release.json")),
    said: "The release has no release.json",
  },
  {
    what: "sums that nobody attested",
    github: { attested: (name) => name !== "SHA256SUMS" },
    said: "SHA256SUMS has no https://slsa.dev/provenance/v1",
  },
  {
    what: "a binary without an attested SBOM",
    github: {
      attested: (name, type) =>
        name !== binaryName(windows) || type !== predicateTypes.sbom,
    },
    said: `${binaryName(windows)} has no https://cyclonedx.org/bom`,
  },
];

for (const { what, spoil, github, said } of wrong) {
  Deno.test(`A release does not pass with ${what}`, async () => {
    await using scene = await Scene.make();
    await spoil?.(scene);
    await assertRejects(() => scene.verify([windows], github), Refusal, said);
  });
}
