package io.semblance.studio.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * News for all who listen, as server-sent events. News of one thing replaces older news of it that
 * a slow listener has not taken yet, so nobody's silence fills the memory; one who takes nothing at
 * all is cut off by the server's idle timeout.
 */
public final class EventHub {
  private static final int MOST_LISTENERS = 24;
  private static final long HEARTBEAT_MILLIS = 10_000;

  /**
   * News.
   *
   * @param kind what it is about, such as {@code job}
   * @param key of the thing
   * @param data made when it is sent, so that it is the newest
   */
  public record Event(String kind, String key, Supplier<? extends JsonNode> data) {}

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Tells all listeners. */
  public void publish(Event event) {
    listeners.forEach(listener -> listener.offer(event));
  }

  /** Sends all home. */
  public void close() {
    closed = true;
    listeners.forEach(Listener::wake);
  }

  /**
   * Writes events until the client is gone.
   *
   * @param first what is told at once
   */
  public void serve(Exchange exchange, Supplier<List<Event>> first) throws IOException {
    Listener listener = new Listener();
    synchronized (this) {
      if (listeners.size() >= MOST_LISTENERS) {
        throw new HttpFailure(
            503, "Too many pages listen already", "Close some of the studio's tabs.");
      }
      listeners.add(listener);
    }
    try (OutputStream out = exchange.stream("text/event-stream")) {
      out.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
      out.write("event: begins\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
      first.get().forEach(listener::offer);
      while (!closed) {
        StringBuilder text = new StringBuilder();
        for (Event event : listener.take()) {
          text.append("event: ").append(event.kind()).append("\ndata: ");
          text.append(Json.text(event.data().get())).append("\n\n");
        }
        out.write((text.isEmpty() ? ":\n\n" : text.toString()).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(listener);
    }
  }

  private final class Listener {
    private Map<String, Event> waiting = new LinkedHashMap<>();

    synchronized void offer(Event event) {
      waiting.remove(event.key()); // what is gone has no other news
      waiting.put(event.key(), event);
      notifyAll();
    }

    synchronized void wake() {
      notifyAll();
    }

    synchronized List<Event> take() throws InterruptedException {
      long until = System.currentTimeMillis() + HEARTBEAT_MILLIS;
      while (waiting.isEmpty() && !closed) {
        long left = until - System.currentTimeMillis();
        if (left <= 0) {
          return List.of();
        }
        wait(left);
      }
      List<Event> taken = List.copyOf(waiting.values());
      waiting = new LinkedHashMap<>();
      return taken;
    }
  }
}
