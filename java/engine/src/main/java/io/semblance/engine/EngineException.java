package io.semblance.engine;

/**
 * The engine cannot do what was asked: shapes that do not fit, a missing derivative, a backend that
 * cannot run. The message says what was wrong and what to do.
 */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
