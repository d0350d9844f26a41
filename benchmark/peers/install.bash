# What both benchmark/run and benchmark/pages begin with: programs as the launcher finds them, and the peers. Sourced
# with $here and $root set.
# shellcheck shell=bash

# shellcheck source=local-runner/src/main/bash/needs.bash
source "$root/local-runner/src/main/bash/needs.bash"

need_jdk
need_maven
need_chromium
readonly java=$JAVA_HOME/bin/java
readonly chromium=$SHUTTERHOOK_CHROMIUM
readonly peers=$here/target/peers

# The peers by npm, at the versions of their package.json. A lock file would name a registry.
install_peers() {
  mkdir -p "$peers"
  cp "$here"/peers/*.mjs "$peers"
  if ! cmp -s "$here/peers/package.json" "$peers/installed.json"; then
    cp "$here/peers/package.json" "$peers"
    (cd "$peers" && npm install --no-audit --no-fund --no-package-lock --loglevel error)
    cp "$here/peers/package.json" "$peers/installed.json"
  fi
}
