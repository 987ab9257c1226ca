package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.data.source.Place;
import io.semblance.data.source.TableSink;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A table in a typed place. */
final class TypedOutput extends TableOutput {
  private final Place place;
  private final TableSink sink;

  TypedOutput(Place place, TableSink sink) {
    this.place = place;
    this.sink = sink;
  }

  @Override
  public void write(Table part) {
    try {
      sink.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(named(e, place.toString()));
    }
  }

  @Override
  public void write(Model model, SampleOptions options, Consumer<Table> also) {
    model.sample(
        options,
        part -> {
          write(part);
          also.accept(part);
        });
  }

  @Override
  public void commit() throws IOException {
    try {
      sink.commit();
    } catch (IOException e) {
      throw named(e, place.toString());
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
