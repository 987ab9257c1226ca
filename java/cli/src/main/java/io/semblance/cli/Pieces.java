package io.semblance.cli;

import io.semblance.data.infer.TableStream;
import io.semblance.quality.page.Html;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;

/** Feeds the pieces of a file into a summary, and tells how far that is. */
final class Pieces {
  private final Console console;

  Pieces(Console console) {
    this.console = console;
  }

  /** Reads to the end of the stream. */
  void read(TableStream stream, TableSummary summary, Work work) {
    summary.addAll(
        stream,
        work,
        rows -> {
          if (console.terminal() && !console.quiet()) {
            console.redraw(Html.count(rows) + " rows read");
          }
        });
    console.clear();
  }
}
