package io.semblance.synth.resample;

/** Where the labels of a synthetic row come from. */
enum LabelChoice {
  /** What most of the base row's neighbours have, as in SMOTE-NC; rare labels become rarer. */
  MAJORITY,
  /**
   * What the base row or its chosen neighbour has, each label for itself: the neighbour's with the
   * probability u with which numbers move towards it. Keeps the shares of labels.
   */
  PAIR
}
