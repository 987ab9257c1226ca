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
  private final String problem;
  private final String remedy;

  /** An error without a place, such as an unknown column name. */
  public DataException(String message) {
    this(message, "", null, -1, null, null);
  }

  private DataException(
      String problem, String remedy, String source, long line, String column, Throwable cause) {
    super(remedy.isEmpty() ? problem : problem + ". " + remedy, cause);
    this.problem = problem;
    this.remedy = remedy;
    this.source = source;
    this.line = line;
    this.column = column;
  }

  /** The message without what to do: where it is, what was found and expected. */
  public String problem() {
    return problem;
  }

  /** What to do, as a sentence; may be empty, and may name options of the command. */
  public String remedy() {
    return remedy;
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
    private long row = -1;
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

    /** The row, counted from 1, of a table without lines. */
    public Builder row(long value) {
      row = value;
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
      if (row >= 0) {
        text.append(text.length() == 0 ? "row " : ", row ").append(row);
      }
      if (column != null) {
        text.append(text.length() == 0 ? "column '" : ", column '");
        text.append(Text.shorten(column)).append('\'');
      }
      if (text.length() > 0) {
        text.append(": ");
      }
      text.append(problem);
      String todo =
          remedy == null ? "" : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1);
      return new DataException(text.toString(), todo, source, line, column, cause);
    }
  }
}
