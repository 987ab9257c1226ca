package io.semblance.synth;

import io.semblance.data.rule.SeenKeys;

/** What to draw from a model. Immutable; {@link #builder()} starts from the defaults. */
public final class SampleOptions {
  private final Builder b;

  private SampleOptions(Builder b) {
    this.b = b;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How many rows; default 1,000. */
  public long rows() {
    return b.rows;
  }

  /** Key of all random choices; default 0. Row n depends on the seed and n alone. */
  public long seed() {
    return b.seed;
  }

  /** CPU threads; results do not depend on it. Default: all processors. */
  public int threads() {
    return b.threads;
  }

  /** Name of the backend; null for the best that can run. */
  public String backend() {
    return b.backend;
  }

  /** Absolute number of the first row: a job can be split by rows. Default 0. */
  public long firstRow() {
    return b.firstRow;
  }

  /**
   * Keys that must not come again; null, the default, for none. Draws that share it have no key in
   * common, if the model has {@link Model#keys}, and those that went before count as the rows
   * before {@link #firstRow}.
   */
  public SeenKeys seen() {
    return b.seen;
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    return b.copy();
  }

  /** The same for other rows. */
  SampleOptions from(long firstRow, long rows) {
    return new SampleOptions(b.copy().firstRow(firstRow).rows(rows));
  }

  /** How many sequences, of a model of sequences; null, the default, counts rows. */
  public Long sequences() {
    return b.sequences;
  }

  /** Absolute number of the first sequence: a job can be split by sequences. Default 0. */
  public long firstSequence() {
    return b.firstSequence;
  }

  /**
   * When the first sequence begins, as the column of the time is written; null, the default, for
   * what the model has learnt.
   */
  public String start() {
    return b.start;
  }

  /** Steps of each sequence; 0, the default, for what the model has learnt. */
  public int length() {
    return b.length;
  }

  /** Whether numeric columns are mapped onto the training quantiles; default true. */
  public boolean rankProjection() {
    return b.rankProjection;
  }

  /** Builds {@link SampleOptions}. */
  public static final class Builder {
    private long rows = 1_000;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();
    private String backend;
    private long firstRow;
    private SeenKeys seen;
    private boolean rankProjection = true;
    private Long sequences;
    private long firstSequence;
    private String start;
    private int length;

    private Builder() {}

    public Builder rows(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("rows is " + value + ", must be >= 0");
      }
      rows = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder threads(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("threads is " + value + ", must be >= 1");
      }
      threads = value;
      return this;
    }

    public Builder backend(String value) {
      backend = value;
      return this;
    }

    public Builder firstRow(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("firstRow is " + value + ", must be >= 0");
      }
      firstRow = value;
      return this;
    }

    /** See {@link SampleOptions#seen()}. */
    public Builder seen(SeenKeys value) {
      seen = value;
      return this;
    }

    /** See {@link SampleOptions#sequences()}; takes the place of rows. */
    public Builder sequences(Long value) {
      if (value != null && value < 0) {
        throw new IllegalArgumentException("sequences is " + value + ", must be >= 0");
      }
      sequences = value;
      return this;
    }

    /** See {@link SampleOptions#firstSequence()}. */
    public Builder firstSequence(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("firstSequence is " + value + ", must be >= 0");
      }
      firstSequence = value;
      return this;
    }

    /** See {@link SampleOptions#start()}. */
    public Builder start(String value) {
      start = value;
      return this;
    }

    /** See {@link SampleOptions#length()}. */
    public Builder length(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("length is " + value + ", must be >= 0");
      }
      length = value;
      return this;
    }

    public Builder rankProjection(boolean value) {
      rankProjection = value;
      return this;
    }

    public SampleOptions build() {
      if (rows > Long.MAX_VALUE - firstRow) {
        throw new IllegalArgumentException(
            rows + " rows from " + firstRow + " on are more than can be numbered");
      }
      return new SampleOptions(copy());
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.rows = rows;
      copy.seed = seed;
      copy.threads = threads;
      copy.backend = backend;
      copy.firstRow = firstRow;
      copy.seen = seen;
      copy.rankProjection = rankProjection;
      copy.sequences = sequences;
      copy.firstSequence = firstSequence;
      copy.start = start;
      copy.length = length;
      return copy;
    }
  }
}
