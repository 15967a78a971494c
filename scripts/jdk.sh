# Sourced by the scripts of this repository. Finds a JDK 25 and exports JAVA_HOME and PATH; says what to do where there is none.
is_jdk25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25'; }

find_jdk25() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*jdk*25* "$HOME"/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

use_jdk25() {
    if ! JAVA_HOME=$(find_jdk25); then
        echo "No JDK 25 found: looked in JAVA_HOME and below /usr/lib/jvm." >&2
        echo "Install one (Temurin, Zulu, Corretto or your system's openjdk-25-jdk) and set JAVA_HOME to it." >&2
        exit 69
    fi
    export JAVA_HOME
    export PATH="$JAVA_HOME/bin:$PATH"
}

# Installs Debian packages where they are missing and we may; otherwise says what is missing.
need_package() {
    local command=$1 package=$2
    command -v "$command" >/dev/null 2>&1 && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $package …"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null
        command -v "$command" >/dev/null 2>&1 && return 0
    fi
    echo "The command '$command' is missing; install the package '$package' and run this again." >&2
    exit 69
}

# Installs a Debian package that brings a file where it is missing and we may; tests that need it are skipped elsewhere.
try_package() {
    local file=$1 package=$2
    [ -e "$file" ] && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1 || true
    fi
}

use_maven() { need_package mvn maven; }
