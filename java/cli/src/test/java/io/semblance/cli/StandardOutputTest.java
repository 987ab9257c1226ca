package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private static StandardOutput failing(String reason) {
    return new StandardOutput(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        });
  }

  private static int report(Exception e, StringWriter words) {
    return Failures.report(e, new PrintWriter(words, true), false);
  }

  @Test
  void bytesGoThrough() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput output = new StandardOutput(bytes);
    output.write('a');
    output.write("bc".getBytes(StandardCharsets.UTF_8));
    assertThat(bytes).hasToString("abc");
    assertThat(output.failure()).isNull();
  }

  @Test
  void whoStopsReadingHearsNoMore() {
    StandardOutput output = failing("Broken pipe");
    assertThatThrownBy(() -> output.write(1)).isInstanceOf(ReaderGoneException.class);
    StringWriter words = new StringWriter();
    assertThat(report(output.failure(), words)).isEqualTo(ExitCodes.READER_GONE);
    assertThat(report(new UncheckedIOException(output.failure()), words))
        .isEqualTo(ExitCodes.READER_GONE);
    assertThat(words.toString()).isEmpty();
  }

  @Test
  void whatAPrintWriterSwallowsIsRemembered() {
    StandardOutput output = failing("No space left on device");
    PrintWriter writer = Console.utf8(output);
    writer.println("an answer");
    writer.flush();
    StringWriter words = new StringWriter();
    assertThat(report(output.failure(), words)).isEqualTo(ExitCodes.FAILED);
    assertThat(words.toString()).contains("No space left on device").hasLineCount(1);
  }
}
