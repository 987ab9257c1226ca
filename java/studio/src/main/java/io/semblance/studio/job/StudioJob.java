package io.semblance.studio.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.file.WholeFile;
import io.semblance.flow.SynthesizeJob;
import io.semblance.quality.QualityReport;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Spoken;
import io.semblance.studio.store.Workspace;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One job: what it is to do, where it stands, and what came of it, in a folder of its own. */
public final class StudioJob {
  /** What a user asks of a job that runs. */
  enum Wish {
    NONE,
    /** Stop for now. */
    PAUSE,
    /** Go on with what has been learnt. */
    ENOUGH,
    /** End. */
    CANCEL
  }

  private static final int MOST_NOTES = 100;
  private static final String HISTORY = "history.json";

  private final String id;
  private final Path folder;
  private final JobRequest request;
  private final Instant created;
  private final Source source;
  private final History history = new History();
  private final List<String> notes = new ArrayList<>();
  private JobState state = JobState.QUEUED;
  private Wish wish = Wish.NONE;
  private boolean kept;
  private boolean resumed;
  private String error = "";
  private String step = "";
  private FitProgress progress;
  private Watch watch;
  private JsonNode last;
  private boolean resumable;

  /** Seconds of fits before this one, where a job is made of several. */
  private double before;

  /** When the last step was told, in seconds of its fit; less than 0 before the first. */
  private double trained = -1;

  private JsonNode verdict;
  private SoftReference<Model> model = new SoftReference<>(null);

  StudioJob(Path folder, Source source, JobRequest request, Instant created) {
    this.id = folder.getFileName().toString();
    this.folder = folder;
    this.source = source;
    this.request = request;
    this.created = created;
  }

  static StudioJob restored(Path folder) throws IOException {
    JsonNode facts = Workspace.read(folder);
    StudioJob job =
        new StudioJob(
            folder,
            Source.of(facts.get("source")),
            JobRequest.of(facts.get("request")),
            Instant.parse(facts.get("created").asText()));
    job.state = JobState.valueOf(facts.get("state").asText());
    job.kept = facts.path("kept").asBoolean();
    job.error = facts.path("error").asText("");
    job.verdict = facts.get("verdict");
    facts.path("notes").forEach(note -> job.notes.add(note.asText()));
    Path past = folder.resolve(HISTORY);
    try {
      job.history.restore(Json.read(Files.readString(past)));
    } catch (IOException e) {
      job.note("how training went before is lost: " + e.getMessage());
    }
    if (Files.exists(job.picturesFile())) {
      JsonNode seen = Json.read(Files.readString(job.picturesFile()));
      job.last = seen.has("scores") ? seen : null;
    }
    job.resumable = job.hasCheckpoint();
    if (!job.state.atRest()) {
      job.state = JobState.QUEUED; // the server that ran it is gone
      job.resumed = true;
    }
    return job;
  }

  synchronized void save() throws IOException {
    ObjectNode facts = Json.object();
    facts.set("source", source.json());
    facts.set("request", request.json());
    facts.put("created", created.toString());
    facts.put("state", state.name());
    facts.put("kept", kept);
    facts.put("error", error);
    facts.set("notes", Json.node(notes));
    if (verdict != null) {
      facts.set("verdict", verdict);
    }
    Workspace.write(folder, facts);
  }

  void saveHistory() throws IOException {
    WholeFile.writeText(folder.resolve(HISTORY), Json.text(history.json()));
  }

  /** Its identifier. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String name() {
    return source.name();
  }

  /** What it remembers of its table. */
  public Source source() {
    return source;
  }

  /** When it was asked for. */
  public Instant created() {
    return created;
  }

  /** What it is to do. */
  public JobRequest request() {
    return request;
  }

  /** Where its samples and results lie. */
  public Path folder() {
    return folder;
  }

  /** Where its results lie once it is done. */
  public Path results() {
    return folder.resolve("results");
  }

  /** Where its model lies, or will lie. */
  public Path modelFile() {
    return results().resolve(SynthesizeJob.MODEL);
  }

  /** What it would go on from. */
  Path checkpoint() {
    return folder.resolve("fit.checkpoint");
  }

  /** Whether there is something to go on from. */
  boolean hasCheckpoint() {
    if (Files.isRegularFile(checkpoint())) {
      return true;
    }
    if (!Files.isDirectory(checkpoint())) {
      return false;
    }
    try (Stream<Path> below = Files.walk(checkpoint())) {
      return below.anyMatch(Files::isRegularFile);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private Path picturesFile() {
    return folder.resolve("pictures.json");
  }

  /** The model of a job that has one; loaded again where memory was needed for something else. */
  public synchronized Model model() {
    Model loaded = model.get();
    if (loaded == null) {
      loaded = Models.load(modelFile());
      model = new SoftReference<>(loaded);
    }
    return loaded;
  }

  /** Where it stands. */
  public synchronized JobState state() {
    return state;
  }

  synchronized void state(JobState now) {
    state = now;
    if (now != JobState.JUDGING) {
      step = "";
    }
  }

  synchronized Wish wish() {
    return wish;
  }

  synchronized void wish(Wish value) {
    wish = value;
  }

  synchronized boolean resumed() {
    return resumed;
  }

  /** Ends, with all that is to be kept written before anybody sees it. */
  synchronized void end(JobState how, String words) throws IOException {
    wish = Wish.NONE;
    resumable = hasCheckpoint();
    error = words;
    Watch seen = watch;
    watch = null; // it holds rows
    if (seen != null && seen.figures() != null) {
      last = seen.figures();
      WholeFile.writeText(picturesFile(), Json.text(seen.pictures()));
    }
    state(how);
    save();
    saveHistory();
  }

  /** Ends without anything written. */
  synchronized void lost(String words) {
    error = words;
    wish = Wish.NONE;
    state(JobState.FAILED);
  }

  synchronized void again(boolean goesOn) {
    error = "";
    wish = Wish.NONE;
    progress = null;
    before = 0;
    trained = -1;
    resumed = goesOn;
    if (!goesOn) {
      history.cut(-1);
    }
    state = JobState.QUEUED;
  }

  /** Whether it outlives the server. */
  public synchronized boolean kept() {
    return kept;
  }

  synchronized void keep(boolean value) {
    kept = value;
  }

  synchronized void note(String said) {
    String words = Spoken.of(said);
    if (notes.size() < MOST_NOTES && !notes.contains(words)) {
      notes.add(words);
    }
  }

  synchronized void step(String words) {
    step = words;
  }

  /**
   * Takes note of training.
   *
   * @return seconds since the job's training began
   */
  synchronized double progress(FitProgress now) {
    double elapsed = seconds(now.elapsed());
    if (now.step() > 0) { // the clock of a resumed fit is set only once it has read its checkpoint
      if (trained < 0) {
        history.cut(elapsed); // of a killed server: what its checkpoint does not hold
      } else if (elapsed < trained) {
        before += trained; // the next of several fits
      }
      trained = elapsed;
    }
    progress = now;
    history.add(now, before + elapsed);
    return before + elapsed;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  synchronized void watchedBy(Watch value) {
    watch = value;
  }

  History history() {
    return history;
  }

  synchronized void judged(QualityReport report) {
    verdict = Verdict.json(report);
  }

  /** In a line of a list, with how far it is. */
  public synchronized ObjectNode outline() {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("name", name());
    json.put("table", request.table());
    json.put("model", request.model());
    json.put("state", state.key());
    json.put("wish", wish.name().toLowerCase(Locale.ROOT));
    json.put("kept", kept);
    json.put("created", created.toString());
    json.put("step", step);
    if (!error.isEmpty()) {
      json.put("error", error);
    }
    if (progress != null && state == JobState.FITTING) {
      ObjectNode now = json.putObject("progress");
      now.put("phase", progress.phase());
      now.put("epoch", progress.epoch());
      now.put("epochs", progress.epochs());
      now.put("steps", progress.step());
      now.put("rowsPerSecond", Math.round(progress.rowsPerSecond()));
      now.put("elapsed", seconds(progress.elapsed()));
      now.put("at", before + seconds(progress.elapsed()));
      if (progress.remaining() != null) {
        now.put("remaining", seconds(progress.remaining()));
      }
      ObjectNode losses = now.putObject("losses");
      progress.losses().forEach((key, value) -> Json.put(losses, key, value));
    }
    json.put("resumable", resumable);
    JsonNode figures = watch == null ? last : watch.figures();
    if (figures != null) {
      json.set("fidelity", figures);
    }
    return json;
  }

  /** With request, notes, the way of training and the verdict. */
  public ObjectNode details() {
    ObjectNode json = outline();
    json.set("request", request.json());
    json.set("history", history.json());
    synchronized (this) {
      json.set("notes", Json.node(notes));
      if (verdict != null) {
        json.set("verdict", verdict);
      }
    }
    return json;
  }

  /** Columns and pairs, real beside synthetic, as they are by now; empty before the first look. */
  public JsonNode pictures() throws IOException {
    Watch now;
    synchronized (this) {
      now = watch;
    }
    if (now != null) {
      return now.pictures();
    }
    return Files.exists(picturesFile())
        ? Json.read(Files.readString(picturesFile()))
        : Json.object();
  }

  /** Deletes what an ended fit has left, so that nothing goes on from it. */
  void clear() throws IOException {
    Workspace.delete(checkpoint());
    Workspace.delete(results());
    Files.deleteIfExists(picturesFile());
  }
}
