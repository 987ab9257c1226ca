package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.DataException;
import io.semblance.data.simulate.Simulators;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileTest {

  private static boolean has(Profile profile, Alert.Kind kind, String column) {
    return profile.alerts().stream().anyMatch(a -> a.kind() == kind && column.equals(a.column()));
  }

  @Test
  void everyKindOfOddityIsTold() {
    Random random = new Random(1);
    Profile profile =
        Made.profile(
            Made.csv(
                "constant,zeros,tail,words,one,even,infinite,holes,empty,key,mixed,copy,plain",
                400,
                i -> {
                  int zeros = i % 3 == 0 ? 0 : 1 + random.nextInt(9);
                  return String.join(
                      ",",
                      "k",
                      "" + zeros,
                      "" + (i == 7 ? 100_000 : random.nextInt(5)),
                      "w" + random.nextInt(90),
                      i == 3 ? "rare" : "usual",
                      "e" + i % 4,
                      i == 5 ? "inf" : "" + random.nextGaussian(),
                      i < 40 ? "" : "" + random.nextInt(7),
                      "",
                      "k" + i,
                      i % 2 == 0 ? "" + i % 7 : "word" + i % 7,
                      "" + (zeros * 2 + 1),
                      "" + Math.rint(4 * random.nextGaussian()));
                }));
    assertThat(has(profile, Alert.Kind.CONSTANT, "constant")).isTrue();
    assertThat(has(profile, Alert.Kind.ZEROS, "zeros")).isTrue();
    assertThat(has(profile, Alert.Kind.SKEWED, "tail")).isTrue();
    assertThat(has(profile, Alert.Kind.HIGH_CARDINALITY, "words")).isTrue();
    assertThat(has(profile, Alert.Kind.IMBALANCE, "one")).isTrue();
    assertThat(has(profile, Alert.Kind.UNIFORM, "even")).isTrue();
    assertThat(has(profile, Alert.Kind.INFINITE, "infinite")).isTrue();
    assertThat(has(profile, Alert.Kind.MISSING, "holes")).isTrue();
    assertThat(has(profile, Alert.Kind.EMPTY, "empty")).isTrue();
    assertThat(has(profile, Alert.Kind.UNIQUE, "key")).isTrue();
    assertThat(has(profile, Alert.Kind.MIXED_TYPES, "mixed")).isTrue();
    assertThat(profile.alerts())
        .anyMatch(
            a ->
                a.kind() == Alert.Kind.HIGH_CORRELATION
                    && a.column().equals("zeros")
                    && a.other().equals("copy"));
    assertThat(profile.alerts()).noneMatch(a -> "plain".equals(a.column()));
    assertThat(profile.alerts()).noneMatch(a -> a.kind() == Alert.Kind.DUPLICATES);
  }

  @Test
  void factsOfASmallTable() throws Exception {
    Profile profile =
        Made.profile(
            "n,label,when\n1,a,2024-01-01\n2,b,2024-01-02\n2,b,2024-01-02\n5,,2024-03-01\n");
    JsonNode json = new ObjectMapper().readTree(ProfileJson.write(profile));
    assertThat(json.get("schema").asText()).isEqualTo("semblance.profile/1");
    assertThat(json.at("/table/rows").asInt()).isEqualTo(4);
    assertThat(json.at("/table/duplicate_rows").asInt()).isEqualTo(1);
    assertThat(json.at("/table/missing_cells").asInt()).isEqualTo(1);
    JsonNode n = json.at("/columns/0");
    assertThat(n.get("type").asText()).isEqualTo("integer");
    assertThat(n.get("mean").asDouble()).isEqualTo(2.5);
    assertThat(n.get("std").asDouble()).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(n.at("/quantiles/0.50").asDouble()).isEqualTo(2);
    assertThat(n.at("/common/0/value").asText()).isEqualTo("2");
    assertThat(n.at("/common/0/count").asInt()).isEqualTo(2);
    assertThat(n.get("order").asText()).isEqualTo("rising");
    assertThat(json.at("/columns/1/missing").asInt()).isEqualTo(1);
    assertThat(json.at("/columns/1/common/0/value").asText()).isEqualTo("b");
    assertThat(json.at("/columns/2/first").asText()).isEqualTo("2024-01-01");
    assertThat(json.at("/columns/2/last").asText()).isEqualTo("2024-03-01");
  }

  @Test
  void rowsAreShownOnlyWhenTheyMay() {
    String csv = Made.csv("name,x", 60, i -> "secret" + i % 30 + "," + i % 2);
    Profile open = Made.profile(csv);
    assertThat(ProfilePage.render(open)).contains("id=\"sample\"");
    Profile closed =
        Profile.of(
            Made.table(csv), new ProfileOptions("t", null, -1, null, null, List.of(), false));
    assertThat(ProfilePage.render(closed))
        .doesNotContain("id=\"sample\"", "The most frequent rows")
        .contains("id=\"duplicates\"");
  }

  @Test
  void threadsAndCallsDoNotChangeThePage() {
    String csv = Made.csv("a,b,c", 3000, i -> i * 7919 % 1013 + ",k" + i % 11 + "," + i % 17 * .5);
    assertThat(ProfilePage.render(Made.profile(csv)))
        .isEqualTo(ProfilePage.render(Made.profile(csv)));
    Profile one = Profile.of(Made.table(csv), ProfileOptions.titled("test"));
    Profile two = Made.profile(csv);
    assertThat(ProfileJson.write(one).replace("\"source\" : null", "\"source\" : \"test\""))
        .isEqualTo(ProfileJson.write(two));
  }

  @Test
  void aNumericTargetAndColumnsThatDoNotExist() {
    String csv = Made.csv("x,y,z", 300, i -> i * 7 % 300 + "," + (i * i % 97) + ",k" + i % 3);
    assertThat(ProfilePage.render(Made.profile(csv, "y", null))).contains("Mean of y by x");
    assertThat(ProfilePage.render(Made.profile(csv, "z", null))).contains("x by z");
    assertThatThrownBy(() -> Made.profile(csv, "yy", null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Did you mean 'y'");
    assertThatThrownBy(() -> Made.profile(csv, null, "z"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("dates or numbers are needed");
  }

  @Test
  void tablesOfOneRowOneColumnOrNothingButGaps() {
    for (String csv :
        List.of(
            "a\n1\n",
            "a,b\n,\n",
            "a\nx\n",
            "a,b\n1,\n2,\n",
            "d\n2024-01-01\n",
            "a,b\n1,x\n1,x\n")) {
      Profile profile = Made.profile(csv, "" + csv.charAt(0), null);
      String page = ProfilePage.render(profile);
      assertThat(page.substring(page.indexOf("<main"), page.indexOf("</main>")))
          .as(csv)
          .doesNotContain("NaN", "Infinity");
      assertThat(ProfileJson.write(profile)).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void wideTablesStaySmall() {
    StringBuilder header = new StringBuilder("c0");
    for (int c = 1; c < 300; c++) {
      header.append(",c").append(c);
    }
    Random random = new Random(3);
    Profile profile =
        Made.profile(
            Made.csv(
                header.toString(),
                300,
                i -> {
                  StringBuilder row = new StringBuilder("" + i);
                  for (int c = 1; c < 300; c++) {
                    row.append(',')
                        .append(c % 5 == 0 ? "k" + random.nextInt(9) : "" + random.nextGaussian());
                  }
                  return row.toString();
                }));
    assertThat(ProfilePage.render(profile).length()).isLessThan(300 * 8000);
  }

  @Test
  void aSampleOfTheSimulatedTableIsDescribedLikeTheWhole() {
    Profile profile =
        Profile.of(
            Simulators.byName("health-indicators").rows(0, 4000, 2), ProfileOptions.titled("t"));
    assertThat(profile.summary().sample().whole()).isTrue();
    assertThat(profile.associations().sampled()).isFalse();
    assertThat(ProfilePage.render(profile)).contains("22 columns", "id=\"correlations\"");
  }

  @Test
  void rulesThatEveryRowKeepsAreSaid() {
    Random random = new Random(5);
    Profile profile =
        Made.profile(
            Made.csv(
                "low,high,other",
                300,
                i -> {
                  int low = random.nextInt(100);
                  return low + "," + (low + random.nextInt(50)) + "," + random.nextInt(100);
                }));
    assertThat(profile.alerts().stream().filter(a -> a.kind() == Alert.Kind.RULE))
        .singleElement()
        .satisfies(a -> assertThat(a.words()).isEqualTo("every row keeps low <= high"));
  }
}
