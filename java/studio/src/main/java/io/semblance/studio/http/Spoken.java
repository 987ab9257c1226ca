package io.semblance.studio.http;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sentences that were written for the command line. */
public final class Spoken {
  private Spoken() {}

  /** Without the clauses that name an option of the command, which is of no use on a page. */
  public static String of(String sentence) {
    String kept =
        Arrays.stream(sentence.split("(?<=[;.]) "))
            .filter(clause -> !clause.contains("--"))
            .collect(Collectors.joining(" "));
    String bare = kept.isEmpty() ? sentence : kept;
    return bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
