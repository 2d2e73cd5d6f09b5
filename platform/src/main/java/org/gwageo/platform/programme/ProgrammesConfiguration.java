package org.gwageo.platform.programme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.gwageo.platform.programme.definition.DefinitionException;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.ProgrammeReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProgrammesConfiguration {

  /** Reads the programmes of {@code gwageo.programmes}, one folder each. */
  @Bean
  Programmes programmes(@Value("${gwageo.programmes}") Path root)
      throws IOException, DefinitionException {
    List<Path> folders;
    try (var children = Files.list(root)) {
      folders =
          children
              .filter(folder -> Files.isRegularFile(folder.resolve("programme.yaml")))
              .sorted()
              .toList();
    }
    if (folders.isEmpty()) {
      throw new IllegalStateException(
          "gwageo.programmes has no folder with a programme.yaml: " + root.toAbsolutePath());
    }
    var definitions = new java.util.ArrayList<ProgrammeDefinition>();
    for (Path folder : folders) {
      definitions.add(ProgrammeReader.read(folder));
    }
    definitions.sort(
        Comparator.comparing(ProgrammeDefinition::rehearsal)
            .thenComparing(ProgrammeDefinition::id));
    var byId = new LinkedHashMap<String, ProgrammeDefinition>();
    definitions.forEach(definition -> byId.put(definition.id(), definition));
    return new Programmes(byId);
  }
}
