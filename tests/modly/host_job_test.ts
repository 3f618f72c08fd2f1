import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { type HostAsk, hostJob } from "../../src/modly/host_job.ts";

const ask: HostAsk = {
  node: "image-to-image",
  inputs: {},
  params: {},
  workspaceDir: "/ws",
  outputsDir: "/ws/Default",
};

Deno.test("What a host leaves out gets the manifest's default", () => {
  const { request } = hostJob({
    ...ask,
    params: { prompt: "a", size: "", quality: "low", remesh: "quad" },
  }, "1");
  assertEquals(request, {
    output_target: "Default/image-to-image-1.png",
    params: {
      prompt: "a",
      size: "auto",
      quality: "low",
      background: "auto",
      strength: 0.75,
      remesh: "quad",
    },
  });
});

Deno.test("A text node has no strength, and no node has no defaults", () => {
  const params = (node: HostAsk["node"]) =>
    hostJob({ ...ask, node }, "1").request;
  assertEquals(params("text-to-image"), {
    output_target: "Default/text-to-image-1.png",
    params: { prompt: "", size: "auto", quality: "auto", background: "auto" },
  });
  assertEquals(params(undefined), {
    output_target: "Default/image-1.png",
    params: {},
  });
});

Deno.test("A caller may name the file, but not leave the collection", () => {
  const target = (output: string) =>
    hostJob({ ...ask, params: { output_target: output } }, "1").request;
  assertEquals(target("./a/b.png"), {
    ...Object(hostJob(ask, "1").request),
    output_target: "Default/a/b.png",
  });
  assertEquals(
    Object(target("night")).output_target,
    "Default/night/image-to-image-1.png",
  );
  for (const unsafe of ["../a.png", "/a.png", "C:\\a.png", "~/a.png", "a//b"]) {
    const failure = assertThrows(() => target(unsafe), Failure);
    assertEquals(failure.code, "output/invalid_target");
  }
});

Deno.test("An existing file is never replaced for a host", () => {
  const { node, workspace, overwrite } = hostJob(ask, "1");
  assertEquals(
    { node, workspace, overwrite },
    { node: "image-to-image", workspace: "/ws", overwrite: false },
  );
});
