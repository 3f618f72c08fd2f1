/** Fish takes lines of proposal, tab and meaning as they come. */
export const fishScript: string = `# Completions of modly-codex-image for fish.
function __modly_codex_image_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l proposals ($program __complete -- $words 2>/dev/null)
    if test (count $proposals) -gt 0
        printf '%s\\n' $proposals
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c modly-codex-image -f -a '(__modly_codex_image_complete)'
`;
