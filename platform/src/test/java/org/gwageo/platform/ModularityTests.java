package org.gwageo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  private static final ApplicationModules MODULES = ApplicationModules.of(Platform.class);
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- modules: written by ModularityTests -->\n";
  private static final String END = "<!-- end of modules -->";

  @Test
  void modulesKeepTheirBoundaries() {
    MODULES.verify();
  }

  @Test
  void everyModuleListsWhatItMayUse() throws ClassNotFoundException {
    for (var module : MODULES) {
      var info = Class.forName(module.getBasePackage().getName() + ".package-info");
      assertThat(info.getAnnotation(ApplicationModule.class))
          .as("%s must declare allowedDependencies", module.getDisplayName())
          .isNotNull()
          .extracting(ApplicationModule::allowedDependencies)
          .isNotEqualTo(new String[] {ApplicationModule.OPEN_TOKEN});
    }
  }

  /** Run with {@code -Darchitecture.write=true} to bring the document up to date. */
  @Test
  void theDocumentShowsTheModulesAsTheyAre() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    String diagram = diagram();
    if (Boolean.getBoolean("architecture.write")) {
      Files.writeString(DOCUMENT, document.substring(0, begin) + diagram + document.substring(end));
      return;
    }
    assertThat(document.substring(begin, end))
        .as("docs/architecture.md; rewrite with -Dtest.jvm=-Darchitecture.write=true")
        .isEqualTo(diagram);
  }

  /** Returns the modules and the dependencies that the code really has, as a Mermaid flow chart. */
  private static String diagram() {
    var lines = new TreeSet<String>();
    for (var module : MODULES) {
      lines.add("  " + module.getIdentifier());
      module
          .getDirectDependencies(MODULES)
          .uniqueModules()
          .forEach(
              used -> lines.add("  " + module.getIdentifier() + " --> " + used.getIdentifier()));
    }
    return "```mermaid\nflowchart LR\n" + String.join("\n", lines) + "\n```\n";
  }
}
