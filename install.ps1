<#
.SYNOPSIS
Installs the command modly-codex-image on Windows for one user, without administrator rights.
.DESCRIPTION
Nothing that was downloaded is run or put in place before its size and SHA-256 are those of the
release. Needs Windows PowerShell 5.1 or later, or PowerShell 7.
.PARAMETER From
The releases page of the repository, ending in /releases, or the folder that holds the files of
one release. Default: what release.json beside this script says.
.PARAMETER Version
Such as 0.1.0. Default: the newest, or the one that From holds.
.PARAMETER Dir
Where the command goes. Default: Programs\modly-codex-image in the local application data.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -From https://github.com/OWNER/modly-codex-image/releases
#>
[CmdletBinding()]
param([string] $From = '', [string] $Version = '', [string] $Dir = '')

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$StallSeconds = 20
$LimitSeconds = 1800
$Redirects = 5
# SHA256SUMS and release.json are below 10 KB.
$ListBytes = 1MB

function Stop-Install([string] $Why) {
  throw [InvalidOperationException] $Why
}

# There is a program for 64-bit x86 only; a 32-bit PowerShell says so in the second variable.
function Assert-Platform {
  if ($env:OS -ne 'Windows_NT') { Stop-Install 'this is not Windows; use install.sh' }
  $machine = if ($env:PROCESSOR_ARCHITEW6432) { $env:PROCESSOR_ARCHITEW6432 } else { $env:PROCESSOR_ARCHITECTURE }
  if ($machine -ne 'AMD64') { Stop-Install "there is no program for Windows on $machine; use another computer" }
}

# The address of the folder that holds the wanted release's files.
function Get-AssetsAddress([string] $From, [string] $Version) {
  if ($From -match '/releases$') {
    if ($Version) { return "$From/download/v$Version" }
    return "$From/latest/download"
  }
  if ($Version -and $From -match '^(.+/releases/download/)v[^/]+$') { return "$($Matches[1])v$Version" }
  return $From
}

# Bytes come by https only, or from this computer itself.
function Assert-Address([Uri] $Address) {
  $here = $Address.Scheme -eq 'http' -and $Address.Host -eq '127.0.0.1'
  if ($Address.Scheme -ne 'https' -and -not $here) { Stop-Install "an address has no https: $Address" }
}

# The answer at an address; redirects are followed here, so that each one is looked at.
function Open-Address([string] $Url) {
  $address = [Uri] $Url
  for ($hop = 0; $hop -le $Redirects; $hop++) {
    Assert-Address $address
    $request = [Net.HttpWebRequest] [Net.WebRequest]::Create($address)
    $request.AllowAutoRedirect = $false
    $request.Timeout = $StallSeconds * 1000
    $request.ReadWriteTimeout = $StallSeconds * 1000
    $request.UserAgent = 'modly-codex-image-install'
    $answer = $request.GetResponse()
    if ([int] $answer.StatusCode -lt 300) { return $answer }
    $next = $answer.Headers['Location']
    $answer.Close()
    if (-not $next) { Stop-Install "the server answered $([int] $answer.StatusCode) for $address" }
    $address = [Uri]::new($address, $next)
  }
  Stop-Install "too many redirects from $Url"
}

# Makes the file $Path of what is at $Url, at most $Limit bytes.
function Save-Address([string] $Url, [string] $Path, [long] $Limit) {
  $clock = [Diagnostics.Stopwatch]::StartNew()
  $answer = Open-Address $Url
  try {
    $source = $answer.GetResponseStream()
    $file = [IO.File]::Create($Path)
    try {
      $buffer = New-Object byte[] 65536
      while (($count = $source.Read($buffer, 0, $buffer.Length)) -gt 0) {
        $file.Write($buffer, 0, $count)
        if ($file.Length -gt $Limit) { Stop-Install "the server sent more than the $Limit bytes expected of $Url" }
        if ($clock.Elapsed.TotalSeconds -gt $LimitSeconds) { Stop-Install "downloading $Url took too long; run this again" }
      }
    } finally { $file.Dispose() }
  } finally { $answer.Close() }
}

function Get-Sum([string] $Path) {
  return (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant()
}

# The SHA-256 that the file SHA256SUMS states for an asset.
function Get-StatedSum([string] $Sums, [string] $Name) {
  $pattern = '^([0-9a-f]{64}) [ *]' + [Regex]::Escape($Name) + '$'
  foreach ($line in [IO.File]::ReadAllLines($Sums)) {
    if ($line -cmatch $pattern) { return $Matches[1] }
  }
  Stop-Install "SHA256SUMS names no $Name; choose another release"
}

# Makes the file $Path the checked program of the release at $Assets; gives back its version.
function Save-Program([string] $Assets, [string] $Version, [string] $Work) {
  $sums = Join-Path $Work 'SHA256SUMS'
  $list = Join-Path $Work 'release.json'
  $program = Join-Path $Work 'modly-codex-image.exe'
  Save-Address "$Assets/SHA256SUMS" $sums $ListBytes
  Save-Address "$Assets/release.json" $list $ListBytes
  if ((Get-Sum $list) -ne (Get-StatedSum $sums 'release.json')) {
    Stop-Install 'release.json is not the one that SHA256SUMS states; run this again'
  }
  $release = [IO.File]::ReadAllText($list) | ConvertFrom-Json
  if ($Version -and $Version -ne $release.version) { Stop-Install "$Assets holds $($release.version), not $Version" }
  $binary = $release.targets.'x86_64-pc-windows-msvc'.binary
  $sum = Get-StatedSum $sums $binary.name
  Write-Host "Downloading $Assets/$($binary.name)"
  Save-Address "$Assets/$($binary.name)" $program $binary.size
  if ((Get-Item -LiteralPath $program).Length -ne $binary.size) {
    Stop-Install "the server sent fewer than $($binary.size) bytes; run this again"
  }
  if ((Get-Sum $program) -ne $sum) {
    Stop-Install "the SHA-256 of $($binary.name) is not the one stated; do not use it, and tell the project"
  }
  & $program --version | Out-Null
  if ($LASTEXITCODE -ne 0) { Stop-Install 'the program does not start here; see docs/install.md on antivirus programs' }
  return $release.version
}

# Gives the program its name in one step; a virus scanner may hold it for some seconds.
function Move-Program([string] $Program, [string] $Place) {
  for ($try = 1; ; $try++) {
    try {
      if (Test-Path -LiteralPath $Place) { [IO.File]::Replace($Program, $Place, [NullString]::Value) }
      else { [IO.File]::Move($Program, $Place) }
      return
    } catch [IO.IOException], [UnauthorizedAccessException] {
      if ($try -ge 25) { Stop-Install "$Place cannot be replaced; end the jobs that use it, and run this again" }
      Start-Sleep -Milliseconds 200
    }
  }
}

function Install-Program {
  Assert-Platform
  if (-not $From -and $PSScriptRoot) {
    $beside = Join-Path $PSScriptRoot 'release.json'
    if (Test-Path -LiteralPath $beside) { $From = ([IO.File]::ReadAllText($beside) | ConvertFrom-Json).urlBase }
  }
  if (-not $From) {
    Stop-Install 'say where the releases are: -From https://github.com/OWNER/modly-codex-image/releases, with the owner of the repository you got this from'
  }
  if ($Version -notmatch '^[0-9A-Za-z.+-]*$') { Stop-Install "$Version is no version; write it as 0.1.0" }
  if (-not $Dir) { $Dir = Join-Path $env:LOCALAPPDATA 'Programs\modly-codex-image' }
  # Windows PowerShell 5.1 offers older protocols only, unless it is told.
  [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

  $wanted = $Version -replace '^v', ''
  $assets = Get-AssetsAddress $From.TrimEnd('/') $wanted
  New-Item -ItemType Directory -Force -Path $Dir | Out-Null
  # Left by runs that were killed: none works longer than the limit.
  Get-ChildItem -LiteralPath $Dir -Filter '.install-*' -Force |
    Where-Object { $_.LastWriteTime -lt (Get-Date).AddSeconds(-$LimitSeconds) } |
    Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
  $work = Join-Path $Dir ".install-$([Guid]::NewGuid().ToString('N'))"
  New-Item -ItemType Directory -Path $work | Out-Null
  try {
    $installed = Save-Program $assets $wanted $work
    $place = Join-Path $Dir 'modly-codex-image.exe'
    Move-Program (Join-Path $work 'modly-codex-image.exe') $place
  } finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
  }
  Write-Host "Installed modly-codex-image $installed at $place; to uninstall, remove the folder $Dir"
  if (-not (($env:Path -split ';') -contains $Dir)) { Write-Host "Add $Dir to Path to start it by its name" }
}

# Last, so that a script that was cut short does nothing.
try { Install-Program } catch {
  [Console]::Error.WriteLine("Not installed: $($_.Exception.GetBaseException().Message)")
  exit 1
}
