'use strict';
// What of a page does not fit its window, is cut off, or is too small to hit: WCAG 2.2, 1.4.10 and 2.5.8.

// Runs in the page; a list of sentences.
function layoutProblems() {
  const found = [];
  const root = document.documentElement;
  const nameOf = (element) =>
    `${element.tagName.toLowerCase()} ${element.getAttribute('class') ?? ''} "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}"`;
  // Not to be seen: also what is for screen readers alone.
  const isHidden = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return true;
    for (let at = element; at; at = at.parentElement) {
      const { clipPath, position } = getComputedStyle(at);
      if (position === 'absolute' && (clipPath.startsWith('inset(50%') || at.matches('.skip'))) return true;
    }
    return false;
  };
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const isInScroller = (element, within = document.body) => {
    for (let at = element.parentElement; at && at !== within; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  };

  if (root.scrollWidth > root.clientWidth) found.push(`the page has ${root.scrollWidth} pixels in a window of ${root.clientWidth}`);

  for (const element of document.body.querySelectorAll('*')) {
    if (element instanceof SVGElement || isHidden(element) || !element.textContent.trim()) continue;
    const isCut = ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (isCut) found.push(`cut off: ${nameOf(element)}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || ['script', 'title', 'template'].includes(parent.tagName.toLowerCase())) continue;
    if (isHidden(parent) || isInScroller(parent)) continue;
    range.selectNodeContents(text);
    const isOut = ({ left, right, width }) => width >= 1 && (right > root.clientWidth + 1 || left < -1);
    if ([...range.getClientRects()].some(isOut)) found.push(`out of the window: ${nameOf(parent)}`);
  }

  // Headings that are turned may lie over those beside them.
  for (const cell of document.querySelectorAll('th, td')) {
    const { left, right } = cell.getBoundingClientRect();
    const isOver = (box) => box.width >= 1 && (box.left < left - 1 || box.right > right + 1);
    for (const element of isHidden(cell) ? [] : cell.querySelectorAll('*'))
      if (!(element instanceof SVGElement) && !isHidden(element) && !scrolls(element) && !isInScroller(element, cell) && [...element.getClientRects()].some(isOver)) found.push(`over its cell: ${nameOf(cell)}`);
  }

  // A target has 24 by 24 pixels, or a circle of 24 around its middle touches no other target nor the circle of a small one; a link in a
  // line of text may be as high as the line.
  const LEAST = 24;
  const isInline = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    const block = element.parentElement.closest('p, li, dd, dt, td, th, div, h1, h2, h3, h4');
    return block !== null && block.textContent.trim().length > element.textContent.trim().length + 1;
  };
  const targets = [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter((element) => !isHidden(element))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1);
  for (const target of targets) {
    const { x, y, width, height } = target.box;
    target.middle = { x: x + width / 2, y: y + height / 2 };
    target.isSmall = Math.min(width, height) < LEAST - 0.1 && !isInline(target.element);
  }
  for (const { element, box, middle, isSmall } of targets) {
    if (!isSmall) continue;
    const isNear = targets.some((other) => {
      if (other.element.contains(element) || element.contains(other.element)) return false;
      const { left, right, top, bottom } = other.box;
      const distance = other.isSmall
        ? Math.hypot(other.middle.x - middle.x, other.middle.y - middle.y) - LEAST / 2
        : Math.hypot(Math.max(left - middle.x, 0, middle.x - right), Math.max(top - middle.y, 0, middle.y - bottom));
      return distance < LEAST / 2 - 0.1;
    });
    if (isNear) found.push(`a target of ${Math.round(box.width)} × ${Math.round(box.height)}: ${nameOf(element)}`);
  }
  return found;
}

module.exports = { layoutProblems };
