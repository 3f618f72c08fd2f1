/** The server-sent events in which the service tells what the model does. */

/** One event of the stream, ready to send. */
export function event(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

/** The response has begun. */
export function created(id: string): string {
  return event("response.created", { response: { id } });
}

/** An item of the model is complete. */
export function itemDone(item: object): string {
  return event("response.output_item.done", { output_index: 0, item });
}

/** The response has ended well. */
export function completed(id: string): string {
  const usage = {
    input_tokens: 10,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 10,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 20,
  };
  return event("response.completed", { response: { id, usage } });
}

/** The response has failed. */
export function failed(id: string, code: string, message: string): string {
  return event("response.failed", {
    response: { id, status: "failed", error: { code, message } },
  });
}

/** The response was cut short by the service. */
export function incomplete(id: string, reason: string): string {
  return event("response.incomplete", {
    response: { id, status: "incomplete", incomplete_details: { reason } },
  });
}

/** An assistant message. */
export function message(id: string, text: string): object {
  return {
    type: "message",
    id: `msg_${id}`,
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text, annotations: [] }],
  };
}

/** An assistant message that holds a refusal instead of text. */
export function refusal(id: string, text: string): object {
  return {
    type: "message",
    id: `msg_${id}`,
    role: "assistant",
    status: "completed",
    content: [{ type: "refusal", refusal: text }],
  };
}

/** A picture that the service drew itself (hosted mechanism). */
export function hostedImage(
  id: string,
  image: { status: string; revisedPrompt: string; result: string },
): object {
  return {
    type: "image_generation_call",
    id,
    status: image.status,
    revised_prompt: image.revisedPrompt,
    result: image.result,
  };
}
