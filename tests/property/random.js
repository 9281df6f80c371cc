'use strict';
// Numbers that look random and are the same for the same seed (mulberry32).

class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  // From 0 on, less than the limit.
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  between(first, last) {
    return first + this.below(last - first + 1);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  // Some of the list, each once, in any order.
  some(list, least, most) {
    const rest = [...list];
    const count = Math.min(rest.length, this.between(least, most));
    return Array.from({ length: count }, () => rest.splice(this.below(rest.length), 1)[0]);
  }

  // One of the names, by weights: { name: weight }.
  weighted(weights) {
    let at = this.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    for (const [name, weight] of Object.entries(weights)) if ((at -= weight) < 0) return name;
    return Object.keys(weights)[0];
  }
}

module.exports = { Random };
