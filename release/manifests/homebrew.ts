import { product } from "../../src/system/product.ts";
import {
  description,
  type Download,
  license,
  type ManifestFacts,
  type ManifestFile,
} from "./facts.ts";

/** Homebrew's blocks for the systems of the policy's platforms. */
const systems = [["darwin", "on_macos"], ["linux", "on_linux"]] as const;

/** And those for their processors. */
const processors = [["arm64", "on_arm"], ["x86_64", "on_intel"]] as const;

/**
 * The formula for Homebrew (https://docs.brew.sh/Formula-Cookbook). Homebrew
 * unpacks an archive without its one folder, and asks the program for its
 * completions.
 */
export function homebrewFormula(facts: ManifestFacts): ManifestFile {
  const { name } = product;
  const lines = [
    `class ${className(name)} < Formula`,
    `  desc "${description}"`,
    `  homepage "${facts.homepage}"`,
    `  version "${facts.version}"`,
    `  license "${license}"`,
    ...systems.flatMap((system) => systemBlock(system, facts.tarballs)),
    "",
    "  def install",
    `    bin.install Dir["bin/*/${name}"].first`,
    `    generate_completions_from_executable(bin/"${name}", "completions",`,
    "                                         shells: [:bash, :zsh, :fish])",
    "  end",
    "",
    "  def caveats",
    "    <<~EOS",
    "      It drives the Codex CLI, which you install and log in yourself:",
    "        npm install -g @openai/codex",
    "        codex login",
    "    EOS",
    "  end",
    "",
    "  test do",
    `    version_text = shell_output("#{bin}/${name} --version")`,
    `    assert_match "${name} #{version}", version_text`,
    `    policy = shell_output("#{bin}/${name} policy show")`,
    `    assert_match "minimumVersion", policy`,
    "  end",
    "end",
    "",
  ];
  return { name: `${name}.rb`, text: lines.join("\n") };
}

function systemBlock(
  [system, block]: typeof systems[number],
  tarballs: readonly Download[],
): readonly string[] {
  const lines = processors.flatMap(([processor, inner]) =>
    tarballs
      .filter(({ target }) => target.platform === `${system}/${processor}`)
      .flatMap(({ url, sha256 }) => [
        `    ${inner} do`,
        `      url "${url}"`,
        `      sha256 "${sha256}"`,
        "    end",
      ])
  );
  return lines.length === 0 ? [] : ["", `  ${block} do`, ...lines, "  end"];
}

/** `modly-codex-image` is the class `ModlyCodexImage`. */
function className(name: string): string {
  return name.replaceAll(
    /(?:^|-)(\w)/g,
    (_, first: string) => first.toUpperCase(),
  );
}
