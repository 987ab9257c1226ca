package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.benchmarks.Contest.Quotient;
import io.semblance.benchmarks.Contest.Side;
import io.semblance.benchmarks.Contest.Work;
import io.semblance.benchmarks.peers.MadeUpPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run when a side fails. JVMs are really started, and some really crash. */
class RaceTest {
  private static final Trials.Length SHORT = Trials.Length.SHORT;

  /** Of a JVM that was aborted, as it is after a segmentation fault: 128 and SIGABRT's 6. */
  private static final String CRASH = "Forked VM failed with exit code 134";

  @TempDir private Path dir;
  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  static void besideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  private static Side own(String way) {
    return Side.of("own", new Candidate("own", MadeUpOwn.class, "work", Map.of("way", way)));
  }

  private Side peer(String... ways) {
    List<Candidate> candidates = new ArrayList<>();
    for (String way : ways) {
      Map<String, String> parameters =
          Map.of("way", way, "trace", way.equals("later") ? dir.resolve("ran").toString() : "");
      candidates.add(new Candidate(way, MadeUpPeer.class, "work", parameters));
    }
    return new Side("peer", candidates);
  }

  private Race race(Side... sides) {
    Contest contest =
        new Contest(
            "contest",
            new Work(1, "units"),
            SHORT,
            false,
            List.of(sides),
            List.of(Quotient.of("own/peer", "own", "peer")));
    return new Race(contest, Trials.known(), lines::add);
  }

  /** Lines without what differs from run to run. */
  private List<String> starts() {
    return lines.stream()
        .map(l -> l.replaceAll("^((heat|time|ratio) .*?) [\\d.]+(e[-+]\\d+)?( us.*|$)", "$1"))
        .toList();
  }

  @Test
  void aPeersWayThatCrashesIsNamedAndLeftOutAndTheOthersRun() {
    race(own("steady"), peer("crash", "steady")).run(2);
    assertThat(starts())
        .containsExactly(
            "left out contest peer crash: crash failed: " + CRASH,
            "heat contest peer steady",
            "time contest own",
            "time contest peer steady",
            "ratio own/peer");
  }

  @Test
  void aPeerOfWhichEveryWayCrashesIsLeftOutWhole() {
    race(own("steady"), peer("crash")).run(2);
    assertThat(starts())
        .containsExactly(
            "left out contest peer crash: crash failed: " + CRASH,
            "again contest, all rounds without it",
            "time contest own");
  }

  /** Here the heat is run and the first round is not. */
  @Test
  void aWayThatCrashesInARoundGivesItsPlaceToTheNext() {
    race(own("steady"), peer("later", "crash")).run(2);
    assertThat(starts())
        .containsExactly(
            "heat contest peer later",
            "left out contest peer crash: crash failed: " + CRASH,
            "left out contest peer later: later failed: " + CRASH,
            "again contest, all rounds without it",
            "time contest own");
  }

  @Test
  void aShortRunGoesOnToo() {
    race(peer("crash", "steady"), own("steady")).attempt();
    assertThat(starts())
        .containsExactly(
            "left out contest peer crash: crash failed: " + CRASH,
            "ran contest peer",
            "ran contest own");
  }

  @Test
  void aFaultOfOurOwnEndsTheRun() {
    assertThatThrownBy(() -> race(own("mistake")).run(1))
        .hasMessageContaining("own failed: wrong by mistake");
    assertThatThrownBy(() -> race(own("mistake")).attempt())
        .hasMessageContaining("own failed: wrong by mistake");
  }
}
