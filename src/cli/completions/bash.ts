/**
 * For bash 3.2, which macOS ships, and later. Bash takes `--size=10` apart at
 * the `=`, which is dropped here: the flag and its value remain.
 */
export const bashScript: string = `# Completions of modly-codex-image for bash.
_modly_codex_image() {
  local word words=() IFS=$'\\n'
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    [[ $word == "=" ]] || words+=("$word")
  done
  [[ \${COMP_WORDS[COMP_CWORD]} == "=" ]] && words+=("")
  COMPREPLY=($("$1" __complete -- "\${words[@]}" 2>/dev/null | cut -f 1))
}
complete -o default -F _modly_codex_image modly-codex-image
`;
