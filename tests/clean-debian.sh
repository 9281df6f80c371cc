#!/bin/sh
# The README's two commands on bare Debian systems, as a newcomer finds them: debootstrap makes each, the repository is
# cloned into it, and nothing of this machine is there but its way to the network. And the packages of `make deb`, on a
# bare system to which nothing was added but them.
#
#   sh tests/clean-debian.sh [bookworm] [trixie]
#
# Needs root, debootstrap, git and the network. The environment may set:
#   MIRROR     where Debian's packages come from; else what this machine's apt uses
#   SECURITY   the same for Debian's security updates
#   CLEAN      the folder that the systems are made in; else a new one that is removed when all is well
#   REVISION   what to test; else HEAD
#   STEPS      which of site, package and check; else all. The others need site
set -eu

[ "$(id -u)" -eq 0 ] || {
  echo "$0: chroot and mount need root" >&2
  exit 1
}
[ $# -gt 0 ] || set -- bookworm trixie
STEPS=${STEPS:-site package check}
repository=$(cd "$(dirname "$0")/.." && git rev-parse --show-toplevel)
revision=$(git -C "$repository" rev-parse --verify "${REVISION:-HEAD}^{commit}")

# Where this machine's apt finds a release ("" or "-security" after its name).
site_of() {
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)$1
  # shellcheck disable=SC2016 # these are apt's variables
  apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages' 2>/dev/null |
    sed -n "s/^$release //p" | head -n 1
}
MIRROR=${MIRROR:-$(site_of '')}
SECURITY=${SECURITY:-$(site_of -security)}
[ -n "$MIRROR" ] || {
  echo "$0: apt names no mirror of Debian here; set MIRROR" >&2
  exit 1
}

keep=yes
if [ -z "${CLEAN:-}" ]; then
  CLEAN=$(mktemp -d)
  keep=no
fi
mkdir -p "$CLEAN"

# shellcheck disable=SC2317 # the traps call it
leave() {
  for point in "$CLEAN"/*/dev/pts "$CLEAN"/*/dev/shm "$CLEAN"/*/dev "$CLEAN"/*/proc "$CLEAN"/*; do
    ! mountpoint -q "$point" || umount -l "$point"
  done
  [ "$keep" = yes ] || rm -rf --one-file-system "$CLEAN"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

# What this machine needs to reach the network goes along: name servers, proxies, certificates, npm's settings.
network() {
  system=$1
  cp -L /etc/resolv.conf /etc/hosts "$system/etc/"
  if [ -d /usr/local/share/ca-certificates ]; then
    mkdir -p "$system/usr/local/share/ca-certificates" "$system/etc/ssl/certs"
    cp -L /usr/local/share/ca-certificates/* "$system/usr/local/share/ca-certificates/" 2>/dev/null || true
    cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/ca-certificates.crt"
  fi
  apt-config dump 2>/dev/null | grep -i '^Acquire::.*Proxy ' >"$system/etc/apt/apt.conf.d/90network" || true
  for settings in /etc/npmrc /usr/etc/npmrc "${HOME:-/root}/.npmrc"; do
    [ ! -f "$settings" ] || cat "$settings" >>"$system/root/.npmrc"
  done
}

# Runs a shell command in a system, as root, with nothing of our environment but the way to the network.
within() {
  system=$1
  shift
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM=dumb \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} ${no_proxy:+no_proxy="$no_proxy"} \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} \
    chroot "$system" /bin/sh -c "$*"
}

make_system() {
  suite=$1 system=$2
  debootstrap --variant=minbase "$suite" "$system" "$MIRROR" >"$CLEAN/$suite.debootstrap.log" || {
    tail -n 20 "$CLEAN/$suite.debootstrap.log"
    return 1
  }
  {
    echo "deb $MIRROR $suite main"
    echo "deb $MIRROR $suite-updates main"
    [ -z "$SECURITY" ] || echo "deb $SECURITY $suite-security main"
  } >"$system/etc/apt/sources.list"
}

# A system is a mount point itself, as a root is: else nothing in it could have mounts of its own.
mount_system() {
  mount --bind "$1" "$1"
  mount --make-private "$1"
  mount -t proc proc "$1/proc"
  mount --bind /dev "$1/dev"
  mount --make-private "$1/dev"
  mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts "$1/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
}

# make deb in a system, and its packages in a bare one, where the site of the repository is built with them.
test_packages() {
  suite=$1 system=$2 bare=$3
  echo "-- make deb"
  within "$system" 'cd /root/kyket && make deb && lintian --allow-root --fail-on error,warning build/packages/*.deb' \
    >"$CLEAN/$suite.deb.log" 2>&1 || {
    tail -n 60 "$CLEAN/$suite.deb.log"
    return 1
  }
  mount_system "$bare"
  mkdir "$bare/root/packages"
  cp "$system"/root/kyket/build/packages/*.deb "$bare/root/packages/"
  git clone --quiet --no-local "$repository" "$bare/root/register"
  git -C "$bare/root/register" checkout --quiet --detach "$revision"
  echo "-- apt-get install kyket*.deb && kyket build"
  within "$bare" 'export DEBIAN_FRONTEND=noninteractive && apt-get update -qq && apt-get install -qq -y /root/packages/*.deb &&
    cd /root/register && kyket build -o /root/output && kyket version && kyket list agreement >/dev/null &&
    { kyket serve --port x; [ $? -eq 2 ]; } && { kyket import /root/nothing; [ $? -eq 3 ]; } &&
    for program in /usr/bin/kyket /usr/libexec/kyket/*; do ! ldd "$program" | grep "not found" || exit 1; done &&
    [ -s /usr/share/man/man1/kyket.1.gz ] && bash -c ". /usr/share/bash-completion/completions/kyket && complete -p kyket" &&
    apt-get remove -qq -y kyket && [ ! -e /usr/share/kyket ]' >"$CLEAN/$suite.install.log" 2>&1 || {
    tail -n 60 "$CLEAN/$suite.install.log"
    return 1
  }
  [ -s "$bare/root/output/index.html" ] || {
    echo "output/index.html is not there"
    return 1
  }
}

test_system() {
  suite=$1 system=$CLEAN/$1
  echo "== $suite"
  rm -rf --one-file-system "$system" "$system-bare"
  make_system "$suite" "$system" || return 1
  network "$system"
  cp -a "$system" "$system-bare"
  mount_system "$system"
  git clone --quiet --no-local "$repository" "$system/root/kyket"
  git -C "$system/root/kyket" checkout --quiet --detach "$revision"

  echo "-- sh .ci/packages build && make site"
  within "$system" 'cd /root/kyket && sh .ci/packages build && make site' >"$CLEAN/$suite.site.log" 2>&1 || {
    tail -n 60 "$CLEAN/$suite.site.log"
    return 1
  }
  tail -n 1 "$CLEAN/$suite.site.log"
  [ -s "$system/root/kyket/output/index.html" ] || {
    echo "output/index.html is not there"
    return 1
  }
  case $STEPS in
  *package*) test_packages "$suite" "$system" "$system-bare" || return 1 ;;
  esac
  case $STEPS in *check*) ;; *) return 0 ;; esac
  echo "-- make check"
  within "$system" 'cd /root/kyket && make check' >"$CLEAN/$suite.check.log" 2>&1 || {
    grep -E '✖|failed' "$CLEAN/$suite.check.log" | grep -v ' 0 failed' | tail -n 60
    return 1
  }
  tail -n 1 "$CLEAN/$suite.check.log"
}

status=0
for suite in "$@"; do
  test_system "$suite" || {
    echo "$suite: failed; the logs are $CLEAN/$suite.*.log" >&2
    keep=yes
    status=1
  }
done
exit "$status"
