package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SliceRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inside a room no package knows one that knows it, however long the way round. */
class PackageCirclesTest {
  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.semblance");
  }

  /** Each package is a slice, the room's own one as well. */
  private static SliceRule noCircle(String room, Function<JavaClass, String> slice) {
    String root = "io.semblance." + room;
    SliceAssignment packages =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                ? SliceIdentifier.of(slice.apply(type))
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "packages of " + room;
          }
        };
    return SlicesRuleDefinition.slices().assignedFrom(packages).should().beFreeOfCycles();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"engine", "vector", "cuda", "data", "synth", "quality", "flow", "studio", "cli"})
  void packagesOfARoomAreFreeOfCircles(String room) {
    noCircle(room, JavaClass::getPackageName).check(all);
  }

  /** That nothing is found above means something only if circles are found where there are some. */
  @Test
  void classesByTheirFirstLetterKnowEachOtherInCircles() {
    assertThatThrownBy(
            () ->
                noCircle("data", c -> c.getName().replaceAll(".*\\.", "").substring(0, 1))
                    .check(all))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }
}
