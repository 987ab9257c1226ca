package io.semblance.synth.resample;

/**
 * ADASYN for whole tables: as {@link Smote}, but rows that have many of other classes among their
 * nearest neighbours are used more often (He, Bai, Garcia and Li, "ADASYN: Adaptive Synthetic
 * Sampling Approach for Imbalanced Learning", IJCNN 2008). The paper gives all new rows to the rare
 * class; here each class keeps its share of the table, and densities rule within it. Without
 * classes it is SMOTE.
 */
public final class Adasyn extends ResampleSynthesizer {
  @Override
  boolean byDensity() {
    return true;
  }

  @Override
  public String name() {
    return "adasyn";
  }

  @Override
  public String description() {
    return "ADASYN: as smote, with more rows where classes meet (He et al. 2008); its models hold"
        + " real rows";
  }

  @Override
  public String advice() {
    return "to train classifiers on hard cases, with --target; distributions lean to where classes"
        + " meet; seconds, no privacy at all";
  }
}
