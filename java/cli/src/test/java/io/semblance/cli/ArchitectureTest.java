package io.semblance.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom; the same arrows as in CONTRIBUTING.md. */
@AnalyzeClasses(packages = "io.semblance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("engine")
          .definedBy("io.semblance.engine..")
          .optionalLayer("vector")
          .definedBy("io.semblance.vector..")
          .optionalLayer("cuda")
          .definedBy("io.semblance.cuda..")
          .layer("data")
          .definedBy("io.semblance.data..")
          .optionalLayer("sources")
          .definedBy("io.semblance.sources..")
          .layer("synth")
          .definedBy("io.semblance.synth..")
          .layer("quality")
          .definedBy("io.semblance.quality..")
          .layer("flow")
          .definedBy("io.semblance.flow..")
          .layer("cli")
          .definedBy("io.semblance.cli..")
          .layer("studio")
          .definedBy("io.semblance.studio..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("studio")
          .mayNotBeAccessedByAnyLayer() // found by ServiceLoader
          .whereLayer("vector")
          .mayNotBeAccessedByAnyLayer() // found by ServiceLoader
          .whereLayer("cuda")
          .mayNotBeAccessedByAnyLayer() // likewise
          .whereLayer("sources")
          .mayNotBeAccessedByAnyLayer() // likewise
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("cli", "studio")
          .whereLayer("synth")
          .mayOnlyBeAccessedByLayers("flow", "cli", "studio")
          .whereLayer("quality")
          .mayOnlyBeAccessedByLayers("flow", "cli", "studio")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("synth", "quality", "sources", "flow", "cli", "studio")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("vector", "cuda", "synth", "cli");

  @ArchTest
  static final ArchRule onlyTheCudaBackendKnowsJcuda =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.semblance.cuda..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jcuda..");

  @ArchTest
  static final ArchRule onlyTheStudioKnowsItsServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.semblance.studio..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule schedulesNeedNoDevice =
      noClasses()
          .that()
          .resideInAPackage("io.semblance.cuda.schedule..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jcuda..", "io.semblance.cuda");

  @ArchTest
  static final ArchRule engineStandsOnEjmlAlone =
      classes()
          .that()
          .resideInAPackage("io.semblance.engine..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.ejml..", "io.semblance.engine.."));

  @ArchTest
  static final ArchRule dataStandsOnCsvAndJackson =
      classes()
          .that()
          .resideInAPackage("io.semblance.data..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.apache.commons.csv..",
                  "com.fasterxml.jackson..",
                  "io.semblance.data.."));

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.semblance.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule noJavaSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(Serializable|Externalizable|Object(Input|Output)Stream)");

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.semblance.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class);
}
