package io.semblance.studio.http;

import io.semblance.data.DataException;
import io.semblance.data.file.WholeFile;
import io.semblance.synth.SynthesisException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a client did wrong, or asked too much: a status, a sentence, and what to do. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String remedy;

  /**
   * A failure.
   *
   * @param status of HTTP, 400 to 599
   * @param problem what is wrong
   * @param remedy what to do about it; may be empty
   */
  public HttpFailure(int status, String problem, String remedy) {
    super(problem);
    this.status = status;
    this.remedy = remedy;
  }

  /** Any failure in words; tables and options that are refused say themselves what to do. */
  public static HttpFailure of(Throwable e) {
    if (e instanceof HttpFailure failure) {
      return failure;
    }
    if (e instanceof DataException data) {
      // Options of the command are of no use here.
      String remedy = data.remedy().contains("--") ? "" : data.remedy();
      return new HttpFailure(422, data.problem(), remedy);
    }
    if (e instanceof SynthesisException) {
      return new HttpFailure(422, e.getMessage(), "");
    }
    if (e instanceof IllegalArgumentException) {
      return new HttpFailure(400, e.getMessage(), "");
    }
    if (e instanceof OutOfMemoryError) {
      return new HttpFailure(
          507,
          "Out of memory; the heap is " + (Runtime.getRuntime().maxMemory() >> 20) + " MB",
          "Start the studio with more: SEMBLANCE_JAVA_OPTS=-Xmx8g, or take fewer rows.");
    }
    if (e instanceof EOFException) {
      return new HttpFailure(400, "The request broke off", "Send it again.");
    }
    if (e instanceof UncheckedIOException io) {
      return of(io.getCause());
    }
    if (e instanceof IOException io) {
      return new HttpFailure(500, "Reading or writing failed: " + WholeFile.reason(io), "");
    }
    return new HttpFailure(
        500,
        e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()),
        "This is an error of the studio itself; please report it.");
  }

  /** Something that is not there. */
  public static HttpFailure notFound(String what) {
    return new HttpFailure(404, "There is no " + what + " here", "Reload the page.");
  }

  /** A request that makes no sense. */
  public static HttpFailure bad(String problem, String remedy) {
    return new HttpFailure(400, problem, remedy);
  }

  /** Something that does not go now. */
  public static HttpFailure conflict(String problem, String remedy) {
    return new HttpFailure(409, problem, remedy);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
