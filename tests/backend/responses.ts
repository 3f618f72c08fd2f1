/** `POST /v1/responses`: plays what was planned as a stream of events. */
import type { Commission, Conversation } from "./conversation.ts";
import { brokenOff, held, httpAnswer } from "./http.ts";
import type { ModelRequest } from "./model_request.ts";
import { type Beat, CUT, plan } from "./plan.ts";

/** What the model's answer needs beyond the request. */
export interface Stage {
  readonly conversation: Conversation;
  /** Aborts when the stand-in stops; nothing is held longer. */
  readonly closing: AbortSignal;
  /** Announces a picture that the images endpoint will be asked for. */
  readonly commission: (commission: Commission) => void;
  /** Headers that every answer of the service carries. */
  readonly headers: Record<string, string>;
}

/** Answers one request to the model. */
export function respond(request: ModelRequest, stage: Stage): Response {
  const act = stage.conversation.current;
  if (act?.do === "http") {
    stage.conversation.use();
    return httpAnswer(act.answer, stage.headers);
  }
  const { beats, commissions } = plan(request, stage.conversation);
  commissions.forEach(stage.commission);
  const stream = ReadableStream.from(play(beats, stage.closing))
    .pipeThrough(new TextEncoderStream());
  return new Response(stream, {
    headers: {
      ...stage.headers,
      "content-type": "text/event-stream",
      ...(beats.includes(CUT) ? brokenOff : {}),
    },
  });
}

async function* play(
  beats: readonly Beat[],
  closing: AbortSignal,
): AsyncGenerator<string> {
  for (const beat of beats) {
    if (beat === CUT) return;
    if (typeof beat === "string") yield beat;
    else await held(beat.opened, closing);
  }
}
