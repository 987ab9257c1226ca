package io.semblance.studio.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.quality.FidelityScores;
import io.semblance.quality.LiveFidelity;
import io.semblance.studio.http.Json;
import io.semblance.studio.store.OneThread;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Looks over the shoulder of a model that learns. Training must not wait for it: rows that are
 * judged anyway are handed over, and scored beside it, now and then, by one thread, on few rows.
 */
final class Watch implements AutoCloseable {
  private static final int ROWS = 2_000;
  private static final int PICTURES_OF = 2_000;
  private static final long SEED = 0;
  private static final long PAUSE_NANOS = 3_000_000_000L;
  private static final int PAIRS = 4;
  private static final int COLUMNS = 12;
  private static final long PATIENCE_SECONDS = 20;

  private final ExecutorService thread = OneThread.named("studio-watch", Thread.MIN_PRIORITY);
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Runnable onLook;
  private final Consumer<String> onFailure;
  private volatile long next;
  private volatile LiveFidelity live;
  private volatile Table heldAgainst;
  private volatile Table latest;
  private volatile FidelityScores scores;
  private final AtomicInteger looks = new AtomicInteger();

  /**
   * Nothing seen yet.
   *
   * @param onLook told after every look
   * @param onFailure told when a look fails, in a sentence
   */
  Watch(Runnable onLook, Consumer<String> onFailure) {
    this.onLook = onLook;
    this.onFailure = onFailure;
  }

  /** Takes rows of the model as it stands; most are let go at once. */
  void offer(Table heldOut, Table synthetic, double seconds, History history) {
    long now = System.nanoTime();
    if (heldOut == null || now < next || !busy.compareAndSet(false, true)) {
      return;
    }
    thread.execute(
        () -> {
          try {
            look(heldOut, synthetic, seconds, history);
          } catch (RuntimeException e) { // a picture less; the fit goes on
            onFailure.accept("looking at the model while it learns failed: " + e.getMessage());
          } finally {
            next = System.nanoTime() + PAUSE_NANOS;
            busy.set(false);
          }
        });
  }

  /** Does something that training shall not wait for, such as writing a file. */
  void later(Runnable work) {
    thread.execute(work);
  }

  private void look(Table heldOut, Table synthetic, double seconds, History history) {
    if (heldAgainst == null || !heldAgainst.equals(heldOut)) {
      heldAgainst = heldOut;
      live = LiveFidelity.of(heldOut, ROWS, SEED).orElse(null);
    }
    if (live == null) {
      return; // too few rows
    }
    Table few = Spread.of(synthetic, PICTURES_OF);
    FidelityScores now = live.score(few);
    latest = few;
    scores = now;
    looks.incrementAndGet();
    history.add(
        new History.Fidelity(seconds, now.shapeMean(), now.trendMean(), now.meanAbsDeltaPearson()));
    onLook.run();
  }

  /** The latest scores between floor and ceiling; null before the first look. */
  ObjectNode figures() {
    FidelityScores now = scores;
    LiveFidelity line = live;
    if (now == null || line == null) {
      return null;
    }
    ObjectNode json = Json.object();
    json.put("looks", looks.get());
    json.put("rows", line.rows());
    put(json.putObject("scores"), now);
    put(json.putObject("floor"), line.floor());
    put(json.putObject("ceiling"), line.ceiling());
    return json;
  }

  private static void put(ObjectNode json, FidelityScores scores) {
    Json.put(json, "shape", scores.shapeMean());
    Json.put(json, "trend", scores.trendMean());
    Json.put(json, "delta", scores.meanAbsDeltaPearson());
  }

  /**
   * The same with cards of columns, the worst first, and of the pairs where most is to be learnt.
   */
  ObjectNode pictures() {
    ObjectNode json = figures();
    Table rows = latest;
    FidelityScores now = scores;
    if (json == null || rows == null) {
      return Json.object();
    }
    json.set("cards", Json.node(live.cards(now)));
    ArrayNode columns = json.putArray("columns");
    live.columns().stream()
        .sorted(
            Comparator.comparingDouble(
                name -> now.shapeColumns().get(name) - live.ceiling().shapeColumns().get(name)))
        .limit(COLUMNS)
        .forEach(name -> columns.add(live.column(rows, name, now.shapeColumns().get(name))));
    ArrayNode pairs = json.putArray("pairs");
    for (List<String> pair : live.pairs(PAIRS)) {
      pairs.add(live.pair(rows, pair.get(0), pair.get(1)));
    }
    return json;
  }

  /** Ends after what has been begun. */
  @Override
  public void close() {
    OneThread.end(thread, PATIENCE_SECONDS);
  }
}
