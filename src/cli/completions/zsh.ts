/** Works both from `fpath` (the function is called at once) and sourced. */
export const zshScript: string = `#compdef modly-codex-image
# Completions of modly-codex-image for zsh.
_modly_codex_image() {
  local line
  local -a proposals
  for line in "\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    proposals+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#proposals} )); then
    _describe 'modly-codex-image' proposals
  else
    _files
  fi
}
if [[ \${funcstack[1]} == _modly-codex-image ]]; then
  _modly_codex_image "$@"
else
  compdef _modly_codex_image modly-codex-image
fi
`;
