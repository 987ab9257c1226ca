package io.semblance.cli;

import io.semblance.data.csv.CsvStream;
import io.semblance.quality.page.Html;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Feeds the pieces of a file into a summary; the next one is read while one is summarised. */
final class Pieces {
  private final Console console;

  Pieces(Console console) {
    this.console = console;
  }

  /** Reads to the end of the stream. */
  void read(CsvStream stream, TableSummary summary, Work work) {
    CsvStream.Piece piece = stream.next();
    while (piece != null) {
      CompletableFuture<CsvStream.Piece> next = CompletableFuture.supplyAsync(stream::next);
      summary.add(piece, work);
      try {
        piece = next.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
      if (piece != null && console.terminal() && !console.quiet()) {
        console.redraw(Html.count(summary.rows()) + " rows read");
      }
    }
    console.clear();
  }
}
