package org.gwageo.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Engines take values and return values: they know no framework, no database and no clock. */
class EngineRulesTests {

  private static final String[] ENGINES = {
    "org.gwageo.canonical..",
    "org.gwageo.verdict..",
    "org.gwageo.benchmark..",
    "org.gwageo.lineage..",
    "org.gwageo.bundle.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "org.gwageo.canonical",
              "org.gwageo.verdict",
              "org.gwageo.benchmark",
              "org.gwageo.lineage",
              "org.gwageo.bundle");

  /** Parquet files are read by a library whose interface is that of a database. */
  private static final String PARQUET = ".*\\.Parquet[A-Za-z]*(\\$.*)?";

  @Test
  void enginesKnowNoFrameworkAndNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINES)
        .and()
        .haveNameNotMatching(PARQUET)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "java.sql..", "javax.sql..", "org.gwageo.platform..")
        .check(CLASSES);
  }

  @Test
  void theLineageEngineFetchesNothing() {
    noClasses()
        .that()
        .resideInAPackage("org.gwageo.lineage..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(http\\..*|URL|URLConnection|HttpURLConnection|Socket|InetAddress)"
                + "|java\\.nio\\.channels\\.(Asynchronous)?SocketChannel")
        .check(CLASSES);
  }

  @Test
  void enginesReadNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINES)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void enginesKnowEachOtherOnlyThroughWhatIsHashed() {
    for (String engine : new String[] {"verdict", "benchmark", "lineage"}) {
      noClasses()
          .that()
          .resideInAPackage("org.gwageo." + engine + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others(engine))
          .check(CLASSES);
    }
  }

  private static String[] others(String engine) {
    return java.util.stream.Stream.of("verdict", "benchmark", "lineage", "bundle")
        .filter(other -> !other.equals(engine))
        .map(other -> "org.gwageo." + other + "..")
        .toArray(String[]::new);
  }
}
