package io.semblance.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this face may know; the other rooms are looked at by the command line's tests. */
@AnalyzeClasses(
    packages = "io.semblance.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SparkArchitectureTest {
  @ArchTest
  static final ArchRule oneFaceOfTheSameJobs =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "scala..",
                  "org.apache.spark..",
                  "com.esotericsoftware.kryo..", // Spark's own
                  "org.objenesis..",
                  "io.semblance.data..",
                  "io.semblance.synth..",
                  "io.semblance.quality..",
                  "io.semblance.flow..",
                  "io.semblance.spark.."));
}
