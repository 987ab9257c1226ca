package io.semblance.data;

/** What an encoder must respect when nothing is known but a column's kind. */
public enum Encoding {
  /** Numbers between which there are others. */
  REAL,
  /** Numbers of a grid, so that few distinct ones are likely to be all there are. */
  WHOLE,
  /** Numbers of a circle, whose greatest are next to its least. */
  CYCLIC,
  /** Labels out of a finite set. */
  LABELS,
  /** Never learnt; made anew. */
  IDENTIFIERS
}
