'use strict';
// File systems in files. A copy of the file, taken while it is mounted, has what the system had given to the disk by
// then, and none of what it still held back: what a machine finds that starts again after a power cut. The disk itself
// is taken to lose nothing that it was given, and to write in the order in which it was given.

const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');

// `options` are mount's. Of ext4 the last one does nothing for programs that rename without having synced.
const kinds = {
  ext4: { make: ['mkfs.ext4', '-q', '-F'], size: 64 << 20, options: [] },
  'ext4 data=writeback': { make: ['mkfs.ext4', '-q', '-F'], size: 64 << 20, options: ['data=writeback', 'noauto_da_alloc'] },
  xfs: { make: ['mkfs.xfs', '-q'], size: 300 << 20, options: [] },
  btrfs: { make: ['mkfs.btrfs', '-q'], size: 128 << 20, options: [] },
};

const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8', env });

// Mounted at `folder`, of whatever kind `name` is; the file is beside it. `of`: the file is a copy of this one.
class Disk {
  constructor(name, folder, of) {
    Object.assign(this, { name, folder, image: `${folder}.image`, kind: kinds[name], isMounted: false });
    fs.mkdirSync(folder, { recursive: true });
    if (of !== undefined) this.image = of;
  }

  // False where this machine makes or mounts no such file system.
  make() {
    fs.writeFileSync(this.image, '');
    fs.truncateSync(this.image, this.kind.size);
    const [command, ...args] = this.kind.make;
    return run(command, ...args, this.image).status === 0 && this.mount();
  }

  mount() {
    this.isMounted = run('mount', '-o', ['loop', ...this.kind.options].join(','), this.image, this.folder).status === 0;
    return this.isMounted;
  }

  unmount() {
    if (!this.isMounted) return;
    this.isMounted = false;
    const { status, stderr } = run('umount', this.folder);
    if (status !== 0) throw new Error(stderr);
  }

  // Where files can share blocks this is one moment; else nothing should be writing.
  copy(name) {
    const image = path.join(path.dirname(this.folder), name);
    const { status, stderr } = run('cp', '--reflink=auto', '--sparse=always', this.image, image);
    if (status !== 0) throw new Error(stderr);
    return image;
  }

  // The same in so many seconds, while others work.
  async copyLater(name, seconds) {
    const image = path.join(path.dirname(this.folder), name);
    const child = spawn('sh', ['-c', 'sleep "$1"; exec cp --reflink=auto --sparse=always "$2" "$3"', 'sh', seconds.toFixed(3), this.image, image], { stdio: 'ignore' });
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`${this.image} can't be copied`);
    return image;
  }

  // Calls `look` with the folder of what a power cut left. No two disks of one origin may be mounted at once.
  async afterCut(image, look) {
    const found = new Disk(this.name, `${image}.mounted`, image);
    if (!found.mount()) throw new Error(`${image}, ${this.name}: not mounted`);
    try {
      return await look(found.folder);
    } finally {
      found.unmount();
      fs.rmSync(image);
      fs.rmdirSync(found.folder);
    }
  }
}

// Disks that are unmounted when the test ends, before its folders go.
function diskOf(t, name, folder) {
  const disk = new Disk(name, path.join(folder, 'disk'));
  t.after(() => disk.unmount());
  return disk.make() ? disk : undefined;
}

module.exports = { Disk, diskOf, kinds };
