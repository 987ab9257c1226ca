package io.semblance.cli;

import io.semblance.engine.backend.Backends;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine can run, and why not the rest. */
@Command(
    name = "doctor",
    description = "Says what this machine offers: Java, memory, backends and why some cannot run.",
    footerHeading = "%nExample:%n",
    footer = "  semblance doctor")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Runtime runtime = Runtime.getRuntime();
    out.print(
        new TextGrid()
            .row("semblance", VersionProvider.version())
            .row("Java", Runtime.version() + ", " + VersionProvider.vm())
            .row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
            .row("processors", String.valueOf(runtime.availableProcessors()))
            .row(
                "heap",
                (runtime.maxMemory() >> 20) + " MB (SEMBLANCE_JAVA_OPTS=-Xmx... changes it)"));
    out.println();
    List<Backends.Report> reports = Backends.inspect();
    String chosen =
        reports.stream()
            .filter(Backends.Report::available)
            .findFirst()
            .map(Backends.Report::name)
            .orElse("");
    TextGrid grid = new TextGrid().row("backend", "state", "");
    for (Backends.Report report : reports) {
      String state =
          report.available() ? report.name().equals(chosen) ? "default" : "can run" : "cannot run";
      String words = report.available() ? report.backend().details() : report.refusal();
      grid.row(report.name(), state, words);
    }
    out.print(grid);
    out.flush();
    return chosen.isEmpty() ? ExitCodes.FAILED : ExitCodes.DONE;
  }
}
