package io.semblance.studio.store;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.file.WholeFile;
import io.semblance.data.infer.TableStream;
import io.semblance.data.rule.Rules;
import io.semblance.data.simulate.Simulators;
import io.semblance.data.source.Place;
import io.semblance.data.source.Tables;
import io.semblance.flow.TableOutput;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import io.semblance.studio.http.EventHub;
import io.semblance.studio.http.FileNames;
import io.semblance.studio.http.HttpFailure;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Spoken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The tables of a studio; each is read once in the background to see what is in it. */
public final class TableStore implements AutoCloseable {
  private static final int MOST_TABLES = 200;
  private static final int SAMPLE_ROWS = 5_000;
  private static final String SAMPLE = "health-indicators";

  private final Workspace workspace;
  private final EventHub events;
  private final long mostBytes;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, StudioTable> tables =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final ExecutorService reader = OneThread.named("studio-reader");

  /** The tables that are in a workspace. */
  public TableStore(Workspace workspace, EventHub events, long mostBytes) throws IOException {
    this.workspace = workspace;
    this.events = events;
    this.mostBytes = mostBytes;
    List<StudioTable> found = new ArrayList<>();
    for (Path folder : workspace.all(Workspace.TABLES)) {
      try {
        found.add(StudioTable.restored(folder));
      } catch (IOException | RuntimeException e) {
        warnings.add("the table in " + folder + " cannot be taken up again: " + e.getMessage());
      }
    }
    found.sort(Comparator.comparing(StudioTable::created));
    found.forEach(table -> tables.put(table.id(), table));
  }

  /** Begins to read what was there before. */
  public void start() {
    all().forEach(this::read);
  }

  /** What could not be taken up again. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** How many bytes a table may have that is uploaded. */
  public long mostBytes() {
    return mostBytes;
  }

  /** All of them, the oldest first. */
  public List<StudioTable> all() {
    synchronized (tables) {
      return new ArrayList<>(tables.values());
    }
  }

  /**
   * A table by its identifier.
   *
   * @throws HttpFailure if there is none
   */
  public StudioTable get(String id) {
    StudioTable table = id == null ? null : tables.get(id);
    if (table == null) {
      throw HttpFailure.notFound("table \"" + id + "\"");
    }
    return table;
  }

  /**
   * The same, to be worked with.
   *
   * @throws HttpFailure if it is still read, or could not be
   */
  public StudioTable ready(String id) {
    StudioTable table = get(id);
    if (table.state() != StudioTable.State.READY) {
      throw HttpFailure.conflict(
          table.state() == StudioTable.State.READING
              ? "The table is still being read"
              : "The table could not be read",
          "Wait, or correct how it is read.");
    }
    return table;
  }

  /** The same, once reading has ended. */
  public StudioTable readyLater(String id) {
    StudioTable table = get(id);
    try {
      table.awaitRead();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ready(id);
  }

  /** Takes a file in. */
  public StudioTable upload(String fileName, InputStream body, long length) throws IOException {
    requireRoom();
    String plain = FileNames.plain(fileName);
    String shown = FileNames.shown(fileName);
    Path folder = workspace.create(Workspace.TABLES);
    try {
      Path file = folder.resolve("table-" + plain);
      Upload.receive(body, length, file, mostBytes);
      return add(folder, shown, Place.of(file.toString()));
    } catch (IOException | RuntimeException e) {
      Workspace.delete(folder);
      throw e;
    }
  }

  /**
   * Takes a table where it lies: a file of this machine, or a table of a database.
   *
   * @throws DataException if there is none
   */
  public StudioTable open(String address) throws IOException {
    requireRoom();
    Place place = Place.of(address);
    if (!place.isDatabase()) {
      Path file = Path.of(address).toAbsolutePath().normalize();
      boolean table = Files.isRegularFile(file) || Files.isDirectory(file);
      if (!table || !Files.isReadable(file)) {
        throw new HttpFailure(
            422,
            "There is no file " + file + " that can be read",
            "Give the whole path of a file.");
      }
      if (Files.isRegularFile(file)) {
        Upload.check(file, Long.MAX_VALUE);
      }
      place = Place.of(file.toString());
    }
    Path folder = workspace.create(Workspace.TABLES);
    String name =
        place.isDatabase()
            ? place.toString().replaceFirst(".*[#/]", "")
            : String.valueOf(Path.of(place.address()).getFileName());
    return add(folder, FileNames.shown(name), place);
  }

  /** Simulates the sample, for people who only want to look. */
  public StudioTable sample() throws IOException {
    requireRoom();
    Path folder = workspace.create(Workspace.TABLES);
    Path file = folder.resolve("table-" + SAMPLE + ".csv");
    Table rows = Simulators.byName(SAMPLE).rows(0, SAMPLE_ROWS, 1);
    try (TableOutput output = TableOutput.toFile(file, rows.schema(), CsvLayout.of(',', true))) {
      output.write(rows);
      output.commit();
    }
    return add(folder, SAMPLE + ".csv", Place.of(file.toString()));
  }

  private void requireRoom() {
    if (tables.size() >= MOST_TABLES) {
      throw HttpFailure.conflict(
          "There are " + MOST_TABLES + " tables already", "Delete some of them.");
    }
  }

  private StudioTable add(Path folder, String name, Place place) throws IOException {
    StudioTable table = new StudioTable(folder, name, place, Reading.USUAL, Instant.now());
    table.save();
    tables.put(table.id(), table);
    read(table);
    return table;
  }

  /** Reads a table in another way. */
  public void readAgain(StudioTable table, Reading reading) throws IOException {
    table.readAgain(reading);
    table.save();
    read(table);
  }

  /** Whether it outlives the server. */
  public void keep(StudioTable table, boolean kept) throws IOException {
    table.keep(kept);
    table.save();
    tell(table);
  }

  /** Keeps a table that a kept job needs. */
  public void keepIfThere(String id) throws IOException {
    StudioTable table = tables.get(id);
    if (table != null) {
      keep(table, true);
    }
  }

  /** Deletes a table. */
  public void delete(StudioTable table) throws IOException {
    tables.remove(table.id());
    Workspace.delete(table.folder());
    events.publish(gone(table));
  }

  private static EventHub.Event gone(StudioTable table) {
    return new EventHub.Event("gone", table.id(), () -> Json.object().put("id", table.id()));
  }

  private void tell(StudioTable table) {
    if (tables.containsKey(table.id())) {
      events.publish(new EventHub.Event("table", table.id(), table::outline));
    }
  }

  private void read(StudioTable table) {
    int version = table.version();
    tell(table);
    reader.execute(
        () -> {
          List<String> warnings = new ArrayList<>();
          try {
            Profile profile = profiled(table, warnings);
            List<String> rules =
                Rules.of(List.of(Rules.FOUND), profile.summary().sample().table()).texts();
            table.ready(
                version,
                profile,
                rules,
                warnings.stream().map(words -> Spoken.of(named(table, words))).toList());
          } catch (Exception | Error e) { // whatever it is: nobody may wait for ever
            table.failed(version, words(table, HttpFailure.of(e)));
          }
          tell(table);
        });
  }

  /** People know the table by its name, not by where the studio has put it. */
  private static String words(StudioTable table, HttpFailure failure) {
    String told = named(table, failure.getMessage());
    return failure.remedy().isEmpty() ? told : told + ". " + failure.remedy();
  }

  private static String named(StudioTable table, String words) {
    return words.replace(table.place().address(), table.name());
  }

  private static Profile profiled(StudioTable table, List<String> warnings) {
    ProfileOptions options =
        new ProfileOptions(
            "Profile of " + table.name(),
            table.name(),
            size(table.place()),
            null,
            null,
            List.of(),
            true);
    CsvOptions reading = table.reading().options(warnings::add);
    try (Work work = new Work(1)) {
      return Profile.of(summary(table.place(), reading), options, work);
    }
  }

  /** Reads a table once, keeping its summary alone. */
  public static TableSummary summary(Place place, CsvOptions options) {
    try (Work work = new Work(1);
        TableStream stream = Tables.stream(place, options)) {
      TableSummary summary = new TableSummary(stream.schema(), null);
      summary.addAll(stream, work, rows -> {});
      return summary;
    }
  }

  private static long size(Place place) {
    try {
      return place.isDatabase() || Files.isDirectory(Path.of(place.address()))
          ? -1
          : Files.size(Path.of(place.address()));
    } catch (IOException e) {
      throw new UncheckedIOException(WholeFile.reason(e), e);
    }
  }

  /** Deletes what was not kept. */
  @Override
  public void close() throws IOException {
    reader.shutdownNow();
    for (StudioTable table : all()) {
      if (!table.kept()) {
        Workspace.delete(table.folder());
      }
    }
  }
}
