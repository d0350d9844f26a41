# shellcheck shell=bash
# What Shutterhook needs of a machine, found or installed. The launcher sources this file and sets
# $state, the folder for logs.

readonly min_jdk=25
readonly min_maven_minor=8
readonly apt_lock_seconds=120
readonly jdk_packages=(openjdk-25-jdk-headless temurin-25-jdk)
lists_fetched=false

say() { printf '%s\n' "$*" >&2; }

die() {
  say "shutterhook: $*"
  exit 1
}

# --- packages ---------------------------------------------------------------------------------

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif [[ -t 0 ]]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

can_install() {
  command -v apt-get >/dev/null && { ((EUID == 0)) || command -v sudo >/dev/null; }
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o "DPkg::Lock::Timeout=$apt_lock_seconds" "$@" \
    >>"$state/apt.log" 2>&1
}

# Whether apt's lists, as they are, hold a version of a package.
has_candidate() {
  [[ $(apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]
}

# Fetches the lists, once in a run.
apt_update() {
  if ! $lists_fetched; then
    lists_fetched=true
    apt_get update || say "apt-get update failed, see $state/apt.log"
  fi
}

# Installs packages. The lists are fetched only where they lack one, or are too old to serve it.
apt_install() {
  local package
  mkdir -p "$state"
  for package in "$@"; do
    has_candidate "$package" || apt_update
    has_candidate "$package" || return 1
  done
  say "installing $*…"
  apt_get install --no-install-recommends -y "$@" ||
    { apt_update && apt_get install --no-install-recommends -y "$@"; }
}

# install WHAT PACKAGE…: or one line that says what to do instead.
install() {
  local what=$1
  shift
  can_install || die "$what is missing: install it, on Debian with: apt-get install $*"
  apt_install "$@" ||
    die "$what is missing and could not be installed (see $state/apt.log): apt-get install $*"
}

# --- JDK --------------------------------------------------------------------------------------

# The major version of the JDK in a folder; 0 where there is none or only a runtime.
jdk_major() {
  local version=
  if [[ -n $1 && -x $1/bin/java && -x $1/bin/javac ]]; then
    if [[ -r $1/release ]]; then
      version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    fi
    [[ -n $version ]] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  fi
  printf '%s' "${version:-0}"
}

find_jdk() {
  local on_path candidate
  on_path=$(readlink -f -- "$(command -v javac || true)" || true)
  for candidate in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* /opt/java/* /opt/jdk*; do
    if (($(jdk_major "$candidate") >= min_jdk)); then
      printf '%s' "$candidate"
      return
    fi
  done
  return 1
}

install_jdk() {
  local package
  local hint="install one (such as Eclipse Temurin $min_jdk) and set JAVA_HOME to it"
  if can_install; then
    for package in "${jdk_packages[@]}"; do
      if apt_install "$package"; then
        return
      fi
    done
  fi
  die "JDK $min_jdk or newer is missing, and apt has none here: $hint"
}

need_jdk() {
  if ! JAVA_HOME=$(find_jdk); then
    install_jdk
    JAVA_HOME=$(find_jdk) || die "JDK $min_jdk was installed but is not under /usr/lib/jvm: set JAVA_HOME to it"
  fi
  export JAVA_HOME
}

# --- Maven ------------------------------------------------------------------------------------

maven_version() {
  command -v mvn >/dev/null || return 1
  local version
  version=$(mvn -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  [[ $version =~ ^([0-9]+)\.([0-9]+) ]] || return 1
  printf '%s' "$version"
  ((BASH_REMATCH[1] > 3 || (BASH_REMATCH[1] == 3 && BASH_REMATCH[2] >= min_maven_minor)))
}

need_maven() {
  maven_version >/dev/null || install "Maven 3.$min_maven_minor or newer" maven
  maven_version >/dev/null || die "Maven 3.$min_maven_minor or newer is missing: the mvn on PATH is older or does not start"
}

# --- Chromium ---------------------------------------------------------------------------------

# A snap runs confined: it can neither inherit our pipe nor read our folders.
is_snap() {
  local target
  target=$(readlink -f -- "$1")
  [[ $target == /snap/* || $target == */bin/snap ]] || { [[ $(head -c 2 -- "$target" | tr -d '\0') == '#!' ]] && grep -q '/snap/' -- "$target"; }
}

find_chromium() {
  local name path
  if [[ -n ${SHUTTERHOOK_CHROMIUM:-} ]]; then
    [[ -x $SHUTTERHOOK_CHROMIUM ]] || return 1
    printf '%s' "$SHUTTERHOOK_CHROMIUM"
    return
  fi
  for name in chromium-headless-shell /usr/lib/chromium/chromium-headless-shell chrome-headless-shell \
    chromium google-chrome google-chrome-stable chromium-browser; do
    path=$(command -v "$name") || continue
    if ! is_snap "$path"; then
      printf '%s' "$path"
      return
    fi
  done
  return 1
}

need_chromium() {
  local found
  if ! found=$(find_chromium); then
    [[ -z ${SHUTTERHOOK_CHROMIUM:-} ]] || die "SHUTTERHOOK_CHROMIUM names no program: $SHUTTERHOOK_CHROMIUM"
    if ! can_install || ! apt_install chromium-headless-shell; then
      die "Chromium is missing, and apt has no chromium-headless-shell here (a snap will not do): install Google Chrome or set SHUTTERHOOK_CHROMIUM"
    fi
    found=$(find_chromium) || die "chromium-headless-shell was installed but is not on PATH: set SHUTTERHOOK_CHROMIUM"
  fi
  export SHUTTERHOOK_CHROMIUM=$found
}

# --- fonts ------------------------------------------------------------------------------------

# The packages of the scripts that no font here covers: Latin, those of India and Thailand, CJK, emoji.
missing_fonts() {
  if ! command -v fc-list >/dev/null; then
    echo fontconfig fonts-liberation fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
    return
  fi
  [[ -n $(fc-list :lang=en family) ]] || echo fonts-liberation
  [[ -n $(fc-list :lang=hi family) && -n $(fc-list :lang=th family) ]] || echo fonts-noto-core
  [[ -n $(fc-list :lang=ja family) && -n $(fc-list :lang=zh-cn family) ]] || echo fonts-noto-cjk
  [[ -n $(fc-list :lang=und-zsye family) ]] || echo fonts-noto-color-emoji
}

need_fonts() {
  local -a missing
  mapfile -t missing < <(missing_fonts | tr ' ' '\n')
  if ((${#missing[@]} > 0)); then
    install 'a font' "${missing[@]}"
  fi
}

# --- tests ------------------------------------------------------------------------------------

# What single tests want beside that: iproute2 for a network of their own, full Chromium beside
# headless-shell. Where one is missing its tests are skipped and say so.
want_for_tests() {
  local package
  local -a missing=()
  [[ -n $(PATH=$PATH:/usr/sbin:/sbin command -v ip) ]] || missing+=(iproute2)
  [[ -x /usr/bin/chromium ]] || missing+=(chromium)
  for package in "${missing[@]}"; do
    { can_install && apt_install "$package"; } ||
      say "$package is missing and could not be installed: tests that want it are skipped"
  done
}
