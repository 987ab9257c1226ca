package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;

/**
 * Elements of some memory that a task reads or writes: {@code run} of every {@code stride} from
 * {@code start} to {@code end}.
 *
 * @param memory a buffer that is no part, a counter or an index; compared by equality
 */
public record Span(Object memory, int start, int end, int stride, int run) {
  /** All of a buffer. */
  static Span of(Buffer b) {
    int start = start(b);
    return new Span(b.storage(), start, start + b.size(), b.size(), b.size());
  }

  /** {@code count} runs of {@code run} elements, {@code stride} apart, in a buffer. */
  static Span of(Buffer b, int first, int count, int stride, int run) {
    int start = start(b) + first;
    int end = count == 0 ? start : start + (count - 1) * stride + run;
    return new Span(b.storage(), start, end, count == 1 ? run : stride, run);
  }

  /** Something that is read and written as a whole. */
  static Span whole(Object memory) {
    return new Span(memory, 0, 1, 1, 1);
  }

  /** Whether the two have an element in common, or may have. */
  boolean overlaps(Span other) {
    if (!memory.equals(other.memory) || start >= other.end || other.start >= end) {
      return false;
    }
    if (stride != other.stride) {
      return true;
    }
    // Columns of one matrix: apart if neither reaches the other's within a row.
    int mine = start % stride;
    int theirs = other.start % stride;
    boolean inRows = mine + run <= stride && theirs + other.run <= stride;
    return !inRows || mine < theirs + other.run && theirs < mine + run;
  }

  /** First element of a buffer in its storage. */
  static int start(Buffer b) {
    return b instanceof Buffer.Part p ? p.start() : 0;
  }
}
