package io.semblance.cli;

import io.semblance.data.file.WholeFile;
import io.semblance.flow.StudioLauncher;
import io.semblance.flow.StudioOptions;
import io.semblance.synth.SynthesisException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the studio until it is interrupted. */
@Command(
    name = "studio",
    description = {
      "The whole job in a browser: choose a table, watch a model learn it, draw rows.",
      "Serves this machine alone, at the address that it prints; Ctrl-C ends it and deletes what"
          + " was not kept."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance studio --open",
      "  semblance studio --port 8080 --headless   # prints a token for programs, too"
    })
final class StudioCommand implements Callable<Integer> {
  private static final int MEGA = 20;

  /** Where browsers are started from, the first that is there. */
  private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1. Default: any that is free.")
  private int port;

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  @Option(
      names = "--headless",
      description =
          "For programs: print the token that they send as 'Authorization: Bearer TOKEN'. The"
              + " interface is described at /api/openapi.json.")
  private boolean headless;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where tables and jobs lie. Default: semblance/studio in $XDG_STATE_HOME, or in"
              + " ~/.local/state.")
  private Path folder;

  @Option(
      names = "--max-upload",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "How long a table may be that the browser sends. Default: ${DEFAULT-VALUE}.")
  private int maxUpload;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (maxUpload < 1) {
      throw new UsageException("--max-upload is " + maxUpload + ", but must be at least 1.");
    }
    StudioOptions options;
    try {
      options = new StudioOptions(port, folder, (long) maxUpload << MEGA);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage() + ".", e);
    }
    StudioLauncher launcher =
        ServiceLoader.load(StudioLauncher.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new SynthesisException(
                        "the studio needs jars that are not on the class path: semblance-studio and"
                            + " those of Jetty"));
    StudioLauncher.Running studio = launcher.start(options, VersionProvider.version());
    CountDownLatch ended = new CountDownLatch(1);
    Thread ending =
        new Thread(
            () -> {
              try {
                studio.close();
              } catch (IOException | RuntimeException e) {
                System.err.println("error: " + e.getMessage());
              }
              ended.countDown();
            },
            "studio-end");
    Runtime.getRuntime().addShutdownHook(ending);
    PrintWriter out = spec.commandLine().getOut();
    out.println("studio: " + studio.address());
    if (headless) {
      out.println("token: " + studio.token());
    }
    out.println("folder: " + studio.folder());
    studio.warnings().forEach(words -> System.err.println("warning: " + words));
    out.flush();
    if (open) {
      open(page(studio));
    }
    ended.await();
    return ExitCodes.DONE;
  }

  /**
   * A file that leads to the studio: arguments of programs can be read by everybody on this
   * machine, what lies in the folder by its user alone.
   */
  private static String page(StudioLauncher.Running studio) throws IOException {
    Path page = studio.folder().resolve("tables").resolve("open.html");
    WholeFile.writeText(
        page,
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>Semblance studio</title>"
            + "<meta http-equiv=\"refresh\" content=\"0; url="
            + studio.address()
            + "\">\n");
    return page.toUri().toString();
  }

  private static void open(String address) {
    for (String opener : OPENERS) {
      try {
        new ProcessBuilder(opener, address)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        return;
      } catch (IOException e) {
        continue; // not there; the next may be
      }
    }
    System.err.println("warning: no browser could be opened; open the address above");
  }
}
