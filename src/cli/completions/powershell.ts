/**
 * For Windows PowerShell 5.1 and PowerShell 7. The former drops empty words of
 * a native command, so `--next` says that the word to complete is empty.
 */
export const powershellScript: string =
  `# Completions of modly-codex-image for PowerShell.
Register-ArgumentCompleter -Native -CommandName modly-codex-image -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
    ForEach-Object { if ($_.Value) { $_.Value } else { $_.Extent.Text } })
  $program = $words[0]
  $rest = @($words | Select-Object -Skip 1)
  $next = if ($wordToComplete) { @() } else { @('--next') }
  & $program __complete @next '--' @rest 2>$null | ForEach-Object {
    $value, $meaning = $_ -split "\`t", 2
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
  }
}
`;
