package io.semblance.synth.resample;

/**
 * SMOTE for whole tables: rows between a row and one of its nearest neighbours of the same class
 * (Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling Technique", JAIR
 * 16, 2002), with the distance of its form for mixed columns, SMOTE-NC.
 */
public final class Smote extends ResampleSynthesizer {
  @Override
  boolean byDensity() {
    return false;
  }

  @Override
  public String name() {
    return "smote";
  }

  @Override
  public String description() {
    return "SMOTE-NC: rows between a row and its nearest neighbours of the same class (Chawla et"
        + " al. 2002); its models hold real rows";
  }

  @Override
  public String advice() {
    return "as a baseline, or to top up rare classes of one's own data; seconds, no training, no"
        + " privacy at all";
  }
}
