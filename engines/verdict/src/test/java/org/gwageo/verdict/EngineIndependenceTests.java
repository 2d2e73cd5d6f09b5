package org.gwageo.verdict;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine takes values and returns values. */
@AnalyzeClasses(
    packages = "org.gwageo.verdict",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EngineIndependenceTests {

  @ArchTest
  static final ArchRule KNOWS_NO_FRAMEWORK_AND_NO_DATABASE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(java.time.Clock.class)
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule HAS_NO_SOURCE_OF_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule READS_AND_WRITES_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.net.http..");

  @ArchTest
  static final ArchRule PACKAGES_DEPEND_ONE_WAY =
      slices().matching("org.gwageo.(verdict.*)").should().beFreeOfCycles();
}
