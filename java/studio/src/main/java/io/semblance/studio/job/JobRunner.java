package io.semblance.studio.job;

import io.semblance.data.file.WholeFile;
import io.semblance.data.rule.Rules;
import io.semblance.studio.http.EventHub;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.store.OneThread;
import io.semblance.studio.store.StudioTable;
import io.semblance.studio.store.TableStore;
import io.semblance.studio.store.Workspace;
import io.semblance.synth.FitCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Runs jobs one at a time, in the order in which they came, and finds those of a killed server. */
public final class JobRunner implements AutoCloseable {
  private static final int MOST_JOBS = 500;
  private static final long PATIENCE_SECONDS = 60;

  private final Workspace workspace;
  private final TableStore tables;
  private final Drawings drawings;
  private final EventHub events;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, StudioJob> jobs = Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile boolean closing;
  private final ExecutorService worker = OneThread.named("studio-jobs");

  /** The jobs that are in a workspace. */
  public JobRunner(Workspace workspace, TableStore tables, Drawings drawings, EventHub events)
      throws IOException {
    this.workspace = workspace;
    this.tables = tables;
    this.drawings = drawings;
    this.events = events;
    List<StudioJob> found = new ArrayList<>();
    for (Path folder : workspace.all(Workspace.JOBS)) {
      try {
        Workspace.delete(folder.resolve(Drawings.FOLDER)); // nobody knows them any more
        found.add(StudioJob.restored(folder));
      } catch (IOException | RuntimeException e) {
        warnings.add("the job in " + folder + " cannot be taken up again: " + e.getMessage());
      }
    }
    found.sort(Comparator.comparing(StudioJob::created));
    found.forEach(job -> jobs.put(job.id(), job));
  }

  /** Goes on with the jobs that were not at rest when a server was killed. */
  public void start() {
    all().stream().filter(job -> !job.state().atRest()).forEach(this::queue);
  }

  /** What could not be taken up again. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** All of them, the oldest first. */
  public List<StudioJob> all() {
    synchronized (jobs) {
      return new ArrayList<>(jobs.values());
    }
  }

  /**
   * A job by its identifier.
   *
   * @throws HttpFailure if there is none
   */
  public StudioJob get(String id) {
    StudioJob job = id == null ? null : jobs.get(id);
    if (job == null) {
      throw HttpFailure.notFound("job \"" + id + "\"");
    }
    return job;
  }

  /**
   * A job whose results are there.
   *
   * @throws HttpFailure if it is not done
   */
  public StudioJob done(String id) {
    StudioJob job = get(id);
    if (job.state() != JobState.DONE) {
      throw HttpFailure.conflict("The job is not done", "Wait for it, or look at its state.");
    }
    return job;
  }

  /** Puts a job at the end of the queue. */
  public StudioJob submit(JobRequest request) throws IOException {
    if (jobs.size() >= MOST_JOBS) {
      throw HttpFailure.conflict(
          "There are " + MOST_JOBS + " jobs already", "Delete some of them.");
    }
    StudioTable table = tables.ready(request.table());
    String target = request.fitOptions().target();
    if (target != null) {
      table.profile().summary().schema().indexOf(target);
    }
    List<String> rules = request.fitOptions().get(FitCatalogue.RULES);
    if (rules != null && !rules.equals(List.of(Rules.NONE))) {
      Rules.of(rules, table.profile().summary().sample().table()); // whether they can be read
    }
    StudioJob job =
        new StudioJob(workspace.create(Workspace.JOBS), Source.of(table), request, Instant.now());
    job.save();
    jobs.put(job.id(), job);
    queue(job);
    return job;
  }

  private void queue(StudioJob job) {
    tell(job);
    worker.execute(() -> run(job));
  }

  /** Whether a table is needed by a job that is not done. */
  public boolean needs(StudioTable table) {
    return all().stream()
        .anyMatch(
            job ->
                job.request().table().equals(table.id())
                    && (!job.state().atRest() || job.state() == JobState.PAUSED));
  }

  /** Stops training for now. */
  public void pause(StudioJob job) throws IOException {
    synchronized (job) {
      if (job.state() == JobState.QUEUED) {
        job.end(JobState.PAUSED, "");
      } else if (job.state() == JobState.FITTING) {
        job.wish(StudioJob.Wish.PAUSE);
      } else {
        throw HttpFailure.conflict("Only training can be paused", "");
      }
    }
    tell(job);
  }

  /** Goes on with a job that was paused; begins one anew that failed or was cancelled. */
  public void resume(StudioJob job) throws IOException {
    tables.get(job.request().table());
    synchronized (job) {
      if (!job.state().atRest() || job.state() == JobState.DONE) {
        throw HttpFailure.conflict("The job does not wait", "");
      }
      boolean goesOn = job.state() == JobState.PAUSED;
      if (!goesOn) {
        job.clear();
      }
      job.again(goesOn);
      job.save();
    }
    queue(job);
  }

  /** Ends training and goes on with the best model so far. */
  public void enough(StudioJob job) {
    synchronized (job) {
      if (job.state() != JobState.FITTING) {
        throw HttpFailure.conflict("No model is being trained", "");
      }
      job.wish(StudioJob.Wish.ENOUGH);
    }
    tell(job);
  }

  /** Ends a job without results. */
  public void cancel(StudioJob job) throws IOException {
    synchronized (job) {
      if (job.state() == JobState.QUEUED || job.state() == JobState.PAUSED) {
        job.clear();
        job.end(JobState.CANCELLED, "");
      } else if (job.state().running()) {
        job.wish(StudioJob.Wish.CANCEL);
      } else {
        throw HttpFailure.conflict("The job has ended already", "");
      }
    }
    tell(job);
  }

  /** Whether it outlives the server, with its table where it still needs it. */
  public void keep(StudioJob job, boolean kept) throws IOException {
    job.keep(kept);
    job.save();
    tell(job);
  }

  /** Deletes a job with all that came of it. */
  public void delete(StudioJob job) throws IOException {
    synchronized (job) {
      if (job.state().running()) {
        throw HttpFailure.conflict("The job runs", "Cancel it first.");
      }
      jobs.remove(job.id());
    }
    drawings.forget(job);
    Workspace.delete(job.folder());
    events.publish(new EventHub.Event("gone", job.id(), () -> Json.object().put("id", job.id())));
  }

  private void tell(StudioJob job) {
    if (jobs.containsKey(job.id())) {
      events.publish(new EventHub.Event("job", job.id(), job::outline));
    }
  }

  private void run(StudioJob job) {
    Watch watch = new Watch(() -> tell(job), job::note);
    synchronized (job) {
      if (closing || job.state() != JobState.QUEUED || !jobs.containsKey(job.id())) {
        watch.close();
        return;
      }
      job.state(JobState.FITTING);
      job.watchedBy(watch);
    }
    tell(job);
    JobWork work = new JobWork(job, watch, () -> tell(job), () -> closing);
    work.run(() -> tables.readyLater(job.request().table()).rows());
    watch.close();
    end(job, work.end(), work.words());
    tell(job);
  }

  private static void end(StudioJob job, JobState end, String words) {
    try {
      if (end == JobState.CANCELLED) {
        job.clear();
      }
      job.end(end, words);
    } catch (IOException e) {
      job.lost("What came of the job cannot be saved: " + WholeFile.reason(e));
    }
  }

  /** Pauses what runs, and deletes what was not kept. */
  @Override
  public void close() throws IOException {
    closing = true;
    OneThread.end(worker, PATIENCE_SECONDS);
    IOException failed = null;
    for (StudioJob job : all()) {
      try {
        if (!job.kept()) {
          Workspace.delete(job.folder());
        } else if (job.state() == JobState.PAUSED || job.state() == JobState.QUEUED) {
          tables.keepIfThere(job.request().table()); // it could not go on without it
        }
      } catch (IOException | RuntimeException e) {
        failed = failed == null ? new IOException("not all jobs could be deleted", e) : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
