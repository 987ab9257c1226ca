package io.semblance.studio.job;

import io.semblance.data.csv.CsvLayout;
import io.semblance.flow.SampleBlock;
import io.semblance.flow.SampleJob;
import io.semblance.flow.TableOutput;
import io.semblance.studio.http.EventHub;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.store.OneThread;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Draws rows of finished models, one drawing at a time. */
public final class Drawings implements AutoCloseable {
  /** Where they lie in the folder of their job. */
  static final String FOLDER = "samples";

  private static final int MOST_OF_A_JOB = 50;
  private static final long PATIENCE_SECONDS = 30;

  private final EventHub events;
  private final Map<String, Drawing> all = Collections.synchronizedMap(new LinkedHashMap<>());
  private final ExecutorService worker = OneThread.named("studio-drawings");
  private long numbers;

  /** Tells of its progress there. */
  public Drawings(EventHub events) {
    this.events = events;
  }

  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** What would be drawn, and how rare such rows are. */
  public SampleJob plan(StudioJob job, List<SampleBlock> blocks, long seed) {
    return SampleJob.builder()
        .model(job.model())
        .blocks(blocks)
        .options(SampleOptions.builder().seed(seed).build())
        .build();
  }

  /**
   * Begins to draw.
   *
   * @param parquet whether to write a Parquet file, and not text
   */
  public Drawing start(StudioJob job, List<SampleBlock> blocks, long seed, boolean parquet)
      throws IOException {
    if (of(job).size() >= MOST_OF_A_JOB) {
      throw HttpFailure.conflict(
          "There are " + MOST_OF_A_JOB + " samples of this job already", "Delete some of them.");
    }
    SampleJob sample = plan(job, blocks, seed);
    Path folder = job.folder().resolve(FOLDER);
    Files.createDirectories(folder);
    Drawing drawing;
    synchronized (this) {
      String name = "rows-" + ++numbers + (parquet ? ".parquet" : ".csv");
      drawing = new Drawing(job.id(), folder.resolve(name), seed, sample, job.model().schema());
      all.put(key(job, drawing.id()), drawing);
    }
    tell(drawing);
    worker.execute(() -> draw(drawing, sample));
    return drawing;
  }

  private static String key(StudioJob job, String id) {
    return job.id() + "/" + id;
  }

  private void draw(Drawing drawing, SampleJob sample) {
    try (TableOutput output =
        TableOutput.toFile(
            drawing.file(), drawing.schema(), CsvLayout.of(drawing.schema().delimiter(), true))) {
      sample.run(
          output,
          part -> {
            if (drawing.cancelled()) {
              throw new Cancelled();
            }
            drawing.took(part);
            tell(drawing);
          });
      output.commit();
      drawing.end(Drawing.State.DONE, "");
    } catch (Cancelled e) {
      drawing.end(Drawing.State.CANCELLED, "");
    } catch (Exception | Error e) { // whatever it is: nobody may wait for ever
      HttpFailure failure = HttpFailure.of(e);
      String remedy = failure.remedy().isEmpty() ? "" : ". " + failure.remedy();
      drawing.end(Drawing.State.FAILED, failure.getMessage() + remedy);
    }
    tell(drawing);
  }

  private void tell(Drawing drawing) {
    events.publish(new EventHub.Event("sample", drawing.key(), drawing::json));
  }

  /** All of them, the oldest first. */
  public List<Drawing> all() {
    synchronized (all) {
      return List.copyOf(all.values());
    }
  }

  /** Those of a job. */
  public List<Drawing> of(StudioJob job) {
    return all().stream().filter(drawing -> drawing.job().equals(job.id())).toList();
  }

  /**
   * A drawing by its identifier.
   *
   * @throws HttpFailure if there is none of this job
   */
  public Drawing get(StudioJob job, String id) {
    Drawing drawing = id == null ? null : all.get(key(job, id));
    if (drawing == null) {
      throw HttpFailure.notFound("sample \"" + id + "\"");
    }
    return drawing;
  }

  /** Ends a drawing, whose file does not appear, or deletes one that is there. */
  public void remove(StudioJob job, Drawing drawing) throws IOException {
    drawing.cancel();
    if (drawing.state() != Drawing.State.DRAWING) {
      all.remove(key(job, drawing.id()));
      Files.deleteIfExists(drawing.file());
      String id = drawing.id();
      events.publish(new EventHub.Event("gone", drawing.key(), () -> Json.object().put("id", id)));
    }
  }

  /** Ends and forgets all drawings of a job. */
  void forget(StudioJob job) {
    for (Drawing drawing : of(job)) {
      drawing.cancel();
      drawing.await(PATIENCE_SECONDS);
      all.remove(key(job, drawing.id()));
    }
  }

  @Override
  public void close() {
    all().forEach(Drawing::cancel);
    OneThread.end(worker, PATIENCE_SECONDS);
  }
}
