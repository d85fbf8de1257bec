// The few words in which the page speaks to its document. Texts of others are only ever set as text.
"use strict";

const SVG = "http://www.w3.org/2000/svg";

/** The element with this id. */
function el(id) {
  return document.getElementById(id);
}

/** Sets a text only when it is another, so that a screen reader says it once. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A new element with a class, a text and children. */
function made(tag, className = "", text = "", ...children) {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  if (text !== "") element.textContent = text;
  element.append(...children);
  return element;
}

const MARKED = new WeakMap();

/** Puts these children in place of the old ones where `mark` says that they are others. */
function renew(element, mark, children) {
  if (MARKED.get(element) === mark) return;
  MARKED.set(element, mark);
  element.replaceChildren(...children());
}

/** One of the page's own drawings. */
function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** The mark of a class: its shape and its number. The words stand beside it. */
function classMark(grade) {
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  const digit = document.createElementNS(SVG, "text");
  svg.setAttribute("viewBox", "0 0 44 44");
  svg.setAttribute("class", `mark c${grade}`);
  svg.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", MARKS[grade]);
  digit.setAttribute("x", "22");
  digit.setAttribute("y", grade === 1 ? "36" : "29");
  digit.textContent = String(grade);
  svg.append(shape, digit);
  return svg;
}

const MARKS = {
  1: "M22 3.5 42.5 40.5 1.5 40.5Z",
  2: "M4 4H40V40H4Z",
  3: "M22 3a19 19 0 1 0 0.01 0Z",
  4: "M22 2 42 22 22 42 2 22Z",
};
