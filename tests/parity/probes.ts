/**
 * What was probed of the original's robustness, in the order in which it was
 * measured, and the row of `docs/parity.md` that says what comes of it here.
 */
export const probes: Readonly<Record<string, string>> = {
  "a link to a folder, a file or nothing outside":
    "a link out of the workspace: folder, file, dangling",
  "a folder target with codex-output.png as a link to a file outside":
    "a folder target that holds a link under the name it would choose",
  "a target with spaces around it": "spaces before or after the target",
  "NUL in the target": "a NUL byte",
  "a name of 300 characters, a parent that is a file":
    "a name of 300 characters; a file where a folder is needed",
  "a line break in the name, a backslash, .png":
    "a line break, a backslash, only `.png`",
  "absolute, .., a:b.png, .gif": "absolute, `..`, `a:b.png`, `.gif`",
  "an existing target": "an existing file",
  "a target folder that is missing": "a folder that does not exist",
  "pic.jpg and the data of a PNG": "a PNG for `pic.jpg`",
  "the service returns JPEG, text or nothing":
    "a JPEG, a text or nothing instead of a PNG",
  "10 MB of base64 as {base64}": "10 MB of base64 as `{base64}`",
  "10 MB of base64 as a bare text": "10 MB of base64 as text",
  "10 MB of base64 in params.input_image":
    "10 MB of base64 in `params.input_image`",
  "invalid base64, base64 with line breaks":
    "invalid base64; base64 with line breaks",
  "a text file as an image, base64 of text": "a text file as an image",
  "a missing no/such/file.png": "a missing `no/such/file.png`",
  "a missing inputs/image":
    "a missing `inputs/image`, which is base64 by its letters",
  "two runs at once with one folder target":
    "two jobs at once, one folder target",
  "two images in one turn": "two images in one turn",
  "an image, then a failure of the stream": "an image, then the stream breaks",
  "Codex cannot save": "Codex cannot save its file",
  "the service says 400, 429, 401, 500":
    "the service answers 400, 429, 401 or 500",
  "the app-server exits, or prints a line that is no JSON":
    "Codex ends; Codex prints a line that is no JSON",
  "the app-server is silent, the service never answers":
    "Codex or the service never answers",
  "a prompt with a lone surrogate": "a prompt with half a character",
  "stdin is empty or no JSON": "stdin without JSON",
  "SIGTERM, SIGINT, SIGKILL in the middle":
    "SIGINT, SIGTERM, SIGKILL in the middle",
  "cancel_event, progress_cb": "cancelling and progress from the host",
  "params.codex_bin": "`params.codex_bin`",
  "approvals": "Codex asks for approval",
};
