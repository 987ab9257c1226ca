package io.semblance.data.encode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How columns are turned into numbers. Immutable; by default each column's encoder is chosen. */
public final class EncoderOptions {
  private final Map<String, String> encoders;
  private final int maxLattice;
  private final int maxOneHot;
  private final int maxModes;

  private EncoderOptions(Builder b) {
    encoders = Collections.unmodifiableMap(b.encoders);
    maxLattice = b.maxLattice;
    maxOneHot = b.maxOneHot;
    maxModes = b.maxModes;
  }

  /** The defaults. */
  public static EncoderOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Names of encoders that the user laid down, by name of column. */
  public Map<String, String> encoders() {
    return encoders;
  }

  /** The most distinct numbers for which a column becomes a one-hot lattice. */
  public int maxLattice() {
    return maxLattice;
  }

  /** The most categories for which a column is encoded one-hot; more get a compact code. */
  public int maxOneHot() {
    return maxOneHot;
  }

  /** The most components of a column's Gaussian mixture. */
  public int maxModes() {
    return maxModes;
  }

  /** Builds {@link EncoderOptions}. */
  public static final class Builder {
    private Map<String, String> encoders = Map.of();
    private int maxLattice = 40;
    private int maxOneHot = 64;
    private int maxModes = 10;

    private Builder() {}

    /** Lays down the encoder of one column; see {@link TableEncoder} for the names. */
    public Builder encoder(String column, String name) {
      Map<String, String> more = new LinkedHashMap<>(encoders);
      more.put(Objects.requireNonNull(column), Objects.requireNonNull(name));
      encoders = more;
      return this;
    }

    /** See {@link EncoderOptions#maxLattice()}; default 40. */
    public Builder maxLattice(int value) {
      maxLattice = atLeast(0, value, "maxLattice");
      return this;
    }

    /** See {@link EncoderOptions#maxOneHot()}; default 64. */
    public Builder maxOneHot(int value) {
      maxOneHot = atLeast(2, value, "maxOneHot");
      return this;
    }

    /** See {@link EncoderOptions#maxModes()}; default 10. */
    public Builder maxModes(int value) {
      maxModes = atLeast(1, value, "maxModes");
      return this;
    }

    private static int atLeast(int least, int value, String name) {
      if (value < least) {
        throw new IllegalArgumentException(name + " is " + value + ", must be >= " + least);
      }
      return value;
    }

    /** The immutable options. */
    public EncoderOptions build() {
      return new EncoderOptions(this);
    }
  }
}
