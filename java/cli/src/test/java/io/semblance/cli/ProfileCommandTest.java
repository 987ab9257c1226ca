package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands profile and compare, from arguments to files. */
class ProfileCommandTest {
  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = SemblanceCommand.commandLine(new Interrupts(), args);
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private String table(String name, String seed) {
    String file = directory.resolve(name).toString();
    run("dataset", "health-indicators", "--rows", "1500", "--seed", seed, "-q", "--out", file);
    return file;
  }

  @Test
  void profileWritesPageAndFacts() throws IOException {
    Path page = directory.resolve("page.html");
    Path facts = directory.resolve("facts.json");
    assertThat(
            run(
                "profile",
                table("a.csv", "1"),
                "--target",
                "Diabetes_binary",
                "--interactions",
                "BMI,Age",
                "-q",
                "--out",
                page.toString(),
                "--json",
                facts.toString()))
        .as("%s", err)
        .isEqualTo(ExitCodes.DONE);
    assertThat(page).content().contains("Profile of a.csv", "id=\"target\"", "id=\"interactions\"");
    assertThat(facts).content().contains("semblance.profile/1", "\"rows\" : 1500");
  }

  @Test
  void compareWritesPageAndDifferencesWhateverTheThreads() throws IOException {
    String a = table("a.csv.gz", "1");
    String b = table("b.csv", "2");
    Path page = directory.resolve("page.html");
    Path one = directory.resolve("one.json");
    Path two = directory.resolve("two.json");
    assertThat(
            run(
                "compare",
                a,
                b,
                "-q",
                "--out",
                page.toString(),
                "--json",
                one.toString(),
                "--threads",
                "1"))
        .as("%s", err)
        .isEqualTo(ExitCodes.DONE);
    assertThat(run("compare", a, b, "-q", "--json", two.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(page).content().contains("b.csv against a.csv.gz", "id=\"pairs\"");
    assertThat(Files.readString(one)).isEqualTo(Files.readString(two));
  }

  @Test
  void wrongUsageAndBadInputAreToldApart() throws IOException {
    String a = table("a.csv", "1");
    String out = directory.resolve("page.html").toString();
    assertThat(run("profile", a)).isEqualTo(ExitCodes.USAGE);
    assertThat(run("profile", a, "--json", "-")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("compare", a, a, "--out", "-")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("evaluate", a, a, "--json", "-")).isEqualTo(ExitCodes.USAGE);
    assertThat(Path.of("-")).doesNotExist();
    assertThat(run("profile", a, "--out", out, "--interactions", "BMI")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("profile", a, "--out", out, "--threads", "0")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("profile", a, "--out", out, "--drop-duplicates")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("profile", a, "--out", out, "--target", "BMJ")).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("Did you mean 'BMI'");
    assertThat(run("profile", a, "--out", out, "--time", "Sex")).isEqualTo(ExitCodes.BAD_INPUT);
    Path other = Files.writeString(directory.resolve("other.csv"), "x,y\n1,2\n3,4\n");
    assertThat(run("compare", a, other.toString(), "--out", out)).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(run("compare", "-", "-", "--out", out)).isEqualTo(ExitCodes.USAGE);
    assertThat(Path.of(out)).doesNotExist();
  }
}
