package io.semblance.quality.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a profile is to show. Immutable; {@link #builder()} starts from the defaults. */
public final class ProfileOptions {
  private final String title;
  private final String source;
  private final long bytes;
  private final String target;
  private final String time;
  private final List<Interaction> interactions;
  private final boolean rows;

  private ProfileOptions(Builder b) {
    title = b.title;
    source = b.source;
    bytes = b.bytes;
    target = b.target;
    time = b.time;
    interactions = List.copyOf(b.interactions);
    rows = b.rows;
  }

  /** Two columns to be shown together. */
  public record Interaction(String x, String y) {
    public Interaction {
      Objects.requireNonNull(x, "x");
      Objects.requireNonNull(y, "y");
    }
  }

  /** The defaults: nothing but the table. */
  public static ProfileOptions defaults() {
    return builder().build();
  }

  /** The defaults under a title. */
  public static ProfileOptions titled(String title) {
    return builder().title(title).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    Builder copy =
        builder().title(title).source(source).bytes(bytes).target(target).time(time).rows(rows);
    copy.interactions.addAll(interactions);
    return copy;
  }

  /** The title of the page; default "Profile". */
  public String title() {
    return title;
  }

  /** What the table is called; null, the default, if nobody knows. */
  public String source() {
    return source;
  }

  /** The size of the file in bytes; -1, the default, when it is not known. */
  public long bytes() {
    return bytes;
  }

  /** The column that the others are to be seen by; null, the default, for none. */
  public String target() {
    return target;
  }

  /** The column that orders the rows in time; null, the default, for none. */
  public String time() {
    return time;
  }

  /** Pairs of columns to show in detail; default none. */
  public List<Interaction> interactions() {
    return interactions;
  }

  /** Whether rows of the table may be shown; default true. */
  public boolean rows() {
    return rows;
  }

  /** Builds {@link ProfileOptions}. */
  public static final class Builder {
    private String title = "Profile";
    private String source;
    private long bytes = -1;
    private String target;
    private String time;
    private final List<Interaction> interactions = new ArrayList<>();
    private boolean rows = true;

    private Builder() {}

    /** See {@link ProfileOptions#title()}. */
    public Builder title(String value) {
      title = Objects.requireNonNull(value, "title");
      return this;
    }

    /** See {@link ProfileOptions#source()}. */
    public Builder source(String value) {
      source = value;
      return this;
    }

    /** See {@link ProfileOptions#bytes()}; at least -1. */
    public Builder bytes(long value) {
      if (value < -1) {
        throw new IllegalArgumentException("bytes is " + value + ", but must be at least -1");
      }
      bytes = value;
      return this;
    }

    /** See {@link ProfileOptions#target()}. */
    public Builder target(String value) {
      target = value;
      return this;
    }

    /** See {@link ProfileOptions#time()}. */
    public Builder time(String value) {
      time = value;
      return this;
    }

    /** One of the {@link ProfileOptions#interactions()} more. */
    public Builder interaction(String x, String y) {
      interactions.add(new Interaction(x, y));
      return this;
    }

    /** See {@link ProfileOptions#rows()}. */
    public Builder rows(boolean value) {
      rows = value;
      return this;
    }

    /** The options; whether the columns exist is told by {@link Profile#check}. */
    public ProfileOptions build() {
      return new ProfileOptions(this);
    }
  }
}
