package io.semblance.data.encode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How columns are turned into numbers. Immutable; by default each column's encoder is chosen by its
 * distribution.
 */
public final class EncoderOptions {
  private final Builder b;

  private EncoderOptions(Builder b) {
    this.b = b;
  }

  /** The defaults. */
  public static EncoderOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    return new Builder(b);
  }

  /** Names of encoders that the user laid down, by name of column; default none. */
  public Map<String, String> encoders() {
    return b.encoders;
  }

  /** The most distinct numbers for which a column becomes a one-hot lattice; default 40. */
  public int maxLattice() {
    return b.maxLattice;
  }

  /**
   * The most categories for which a column is encoded one-hot; more get a compact code. Default 64.
   */
  public int maxOneHot() {
    return b.maxOneHot;
  }

  /** The most components of a column's Gaussian mixture; default 10. */
  public int maxModes() {
    return b.maxModes;
  }

  /** Builds {@link EncoderOptions}. */
  public static final class Builder {
    private Map<String, String> encoders = Map.of();
    private int maxLattice = 40;
    private int maxOneHot = 64;
    private int maxModes = 10;

    private Builder() {}

    private Builder(Builder other) {
      encoders = other.encoders;
      maxLattice = other.maxLattice;
      maxOneHot = other.maxOneHot;
      maxModes = other.maxModes;
    }

    /**
     * Lays down the encoder of one column; see {@link TableEncoder} for the names. Whether it can
     * serve the column is known only when it is fitted.
     */
    public Builder encoder(String column, String name) {
      Map<String, String> more = new LinkedHashMap<>(encoders);
      more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(name, "name"));
      encoders = Collections.unmodifiableMap(more);
      return this;
    }

    /** See {@link EncoderOptions#maxLattice()}; at least 0. */
    public Builder maxLattice(int value) {
      maxLattice = atLeast(0, value, "maxLattice");
      return this;
    }

    /** See {@link EncoderOptions#maxOneHot()}; at least 2. */
    public Builder maxOneHot(int value) {
      maxOneHot = atLeast(2, value, "maxOneHot");
      return this;
    }

    /** See {@link EncoderOptions#maxModes()}; at least 1. */
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
      return new EncoderOptions(new Builder(this));
    }
  }
}
