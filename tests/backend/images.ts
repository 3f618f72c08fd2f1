/** `POST /v1/images/generations` and `/v1/images/edits`: the picture service. */
import * as z from "zod";
import type { Commission } from "./conversation.ts";
import { toBase64 } from "./pictures.ts";
import { brokenOff, held, httpAnswer } from "./http.ts";

/** The body that Codex posts to either endpoint. */
export const imageRequest = z.looseObject({
  prompt: z.string(),
  /** Data URLs; only `edits` has them. */
  images: z.array(z.looseObject({ image_url: z.string() })).default([]),
  background: z.string().optional(),
  model: z.string().optional(),
  quality: z.string().optional(),
  size: z.string().optional(),
});
export type ImageRequest = z.infer<typeof imageRequest>;

/** Makes the picture that was commissioned, as its scenario says. */
export async function drawPicture(
  commission: Commission | undefined,
  closing: AbortSignal,
): Promise<Response> {
  if (!commission) {
    return httpAnswer({
      status: 400,
      body: { error: { message: "nobody asked for this picture" } },
    });
  }
  if (commission.draw.hold) {
    await held(commission.draw.hold.opened, closing);
  }
  const { answer } = commission;
  switch (answer.kind) {
    case "http":
      return httpAnswer(answer.answer);
    case "cut":
      return new Response(
        ReadableStream.from([new TextEncoder().encode('{"created":1,"da')]),
        { headers: { "content-type": "application/json", ...brokenOff } },
      );
    case "empty":
      return httpAnswer({ status: 200, body: { created: 1, data: [] } });
    case "base64":
      return picture(answer.text);
    case "bytes":
      return picture(toBase64(answer.bytes));
  }
}

function picture(base64: string): Response {
  return httpAnswer({
    status: 200,
    body: { created: 1, data: [{ b64_json: base64 }] },
  });
}
