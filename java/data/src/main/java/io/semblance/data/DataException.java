package io.semblance.data;

import java.util.OptionalLong;

/**
 * Input that cannot be used: a broken file, an impossible schema, a column that does not exist. The
 * message is meant for the person who gave the input: where it is, what was found and expected, and
 * what to do.
 */
public class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long line;
  private final String column;

  /** An error without a place, such as an unknown column name. */
  public DataException(String message) {
    this(message, null, -1, null, null);
  }

  private DataException(String message, String source, long line, String column, Throwable cause) {
    super(message, cause);
    this.source = source;
    this.line = line;
    this.column = column;
  }

  /** The file or stream at fault, or null when it is not known. */
  public String source() {
    return source;
  }

  /** The line at fault, counted from 1. */
  public OptionalLong line() {
    return line < 0 ? OptionalLong.empty() : OptionalLong.of(line);
  }

  /** The column at fault, or null when it is not known. */
  public String column() {
    return column;
  }

  /** Starts a message with what is wrong, in lower case and without a full stop. */
  public static Builder builder(String problem) {
    return new Builder(problem);
  }

  /** Collects the parts of a message; all but the problem are optional. */
  public static final class Builder {
    private final String problem;
    private String source;
    private long line = -1;
    private String column;
    private String remedy;
    private Throwable cause;

    private Builder(String problem) {
      this.problem = problem;
    }

    /** The name of the file or stream. */
    public Builder source(String value) {
      source = value;
      return this;
    }

    /** The line, counted from 1. */
    public Builder line(long value) {
      line = value;
      return this;
    }

    /** The name of the column. */
    public Builder column(String value) {
      column = value;
      return this;
    }

    /** What the reader of the message can do about it. */
    public Builder remedy(String value) {
      remedy = value;
      return this;
    }

    /** The exception behind this one. */
    public Builder cause(Throwable value) {
      cause = value;
      return this;
    }

    /** The exception, ready to be thrown. */
    public DataException build() {
      StringBuilder text = new StringBuilder();
      if (source != null) {
        text.append(source);
      }
      if (line >= 0) {
        text.append(text.length() == 0 ? "line " : ", line ").append(line);
      }
      if (column != null) {
        text.append(text.length() == 0 ? "column '" : ", column '");
        text.append(Text.shorten(column)).append('\'');
      }
      if (text.length() > 0) {
        text.append(": ");
      }
      text.append(problem);
      if (remedy != null) {
        text.append(". ").append(Character.toUpperCase(remedy.charAt(0)));
        text.append(remedy, 1, remedy.length());
      }
      return new DataException(text.toString(), source, line, column, cause);
    }
  }
}
