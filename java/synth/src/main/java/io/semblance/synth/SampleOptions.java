package io.semblance.synth;

/** What to draw from a model. Immutable; {@link #builder()} starts from the defaults. */
public final class SampleOptions {
  private final long rows;
  private final long seed;
  private final int threads;
  private final String backend;
  private final long firstRow;
  private final boolean rankProjection;

  private SampleOptions(Builder b) {
    rows = b.rows;
    seed = b.seed;
    threads = b.threads;
    backend = b.backend;
    firstRow = b.firstRow;
    rankProjection = b.rankProjection;
  }

  /** The defaults. */
  public static SampleOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    return builder()
        .rows(rows)
        .seed(seed)
        .threads(threads)
        .backend(backend)
        .firstRow(firstRow)
        .rankProjection(rankProjection);
  }

  /** How many rows; default 1,000. */
  public long rows() {
    return rows;
  }

  /** Key of all random choices; default 0. Row n depends on the seed and n alone. */
  public long seed() {
    return seed;
  }

  /** CPU threads; results do not depend on it. Default: all processors. */
  public int threads() {
    return threads;
  }

  /** Name of the backend; null for the best that can run. */
  public String backend() {
    return backend;
  }

  /** Absolute number of the first row: a job can be split by rows. Default 0. */
  public long firstRow() {
    return firstRow;
  }

  /** Whether numeric columns are mapped onto the training quantiles; default true. */
  public boolean rankProjection() {
    return rankProjection;
  }

  /** Builds {@link SampleOptions}. */
  public static final class Builder {
    private long rows = 1_000;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();
    private String backend;
    private long firstRow;
    private boolean rankProjection = true;

    private Builder() {}

    /** See {@link SampleOptions#rows()}; not negative. */
    public Builder rows(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("rows is " + value + ", but must be at least 0");
      }
      rows = value;
      return this;
    }

    /** See {@link SampleOptions#seed()}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link SampleOptions#threads()}; at least 1. */
    public Builder threads(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("threads is " + value + ", but must be at least 1");
      }
      threads = value;
      return this;
    }

    /** See {@link SampleOptions#backend()}. */
    public Builder backend(String value) {
      backend = value;
      return this;
    }

    /** See {@link SampleOptions#firstRow()}; not negative. */
    public Builder firstRow(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("firstRow is " + value + ", but must be at least 0");
      }
      firstRow = value;
      return this;
    }

    /** See {@link SampleOptions#rankProjection()}. */
    public Builder rankProjection(boolean value) {
      rankProjection = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if rows could not be numbered
     */
    public SampleOptions build() {
      if (rows > Long.MAX_VALUE - firstRow) {
        throw new IllegalArgumentException(
            rows + " rows from " + firstRow + " on are more than can be numbered");
      }
      return new SampleOptions(this);
    }
  }
}
