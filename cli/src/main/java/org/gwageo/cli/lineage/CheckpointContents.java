package org.gwageo.cli.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Checkpoint.InputFile;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * What a checkpoint holds, counted.
 *
 * @param digest one digest for all files
 * @param files the files
 * @param layers how many layers have tensors of a known role
 * @param parts the parts of the model, such as attention, in order
 */
record CheckpointContents(
    Digest digest, List<InputFile> files, int layers, SequencedMap<String, Part> parts) {

  /**
   * A part of the model.
   *
   * @param tensors how many tensors it has
   * @param elements how many numbers they hold
   * @param bytes how many bytes these take
   * @param types the element types among them, sorted
   */
  record Part(long tensors, long elements, long bytes, List<String> types) {

    private Part with(StoredTensor tensor) {
      var all = new ArrayList<>(types);
      if (!all.contains(tensor.type().name())) {
        all.add(tensor.type().name());
        all.sort(null);
      }
      return new Part(
          tensors + 1,
          elements + tensor.elements(),
          bytes + tensor.bytes().byteSize(),
          List.copyOf(all));
    }

    private Map<String, Object> toTree() {
      return Map.of("tensors", tensors, "elements", elements, "bytes", bytes, "types", types);
    }
  }

  static CheckpointContents of(Checkpoint checkpoint) {
    SequencedMap<String, Part> parts = new LinkedHashMap<>();
    for (Map.Entry<Place, StoredTensor> entry : checkpoint.anatomy().parts().entrySet()) {
      String component = entry.getKey().component();
      Part before = parts.getOrDefault(component, new Part(0, 0, 0, List.of()));
      parts.put(component, before.with(entry.getValue()));
    }
    return new CheckpointContents(
        checkpoint.digest(), checkpoint.files(), checkpoint.anatomy().layers().size(), parts);
  }

  long elements() {
    return parts.values().stream().mapToLong(Part::elements).sum();
  }

  Map<String, Object> toTree() {
    var trees = new TreeMap<String, Object>();
    parts.forEach((component, part) -> trees.put(component, part.toTree()));
    return Map.of(
        "format",
        "gwageo-checkpoint-contents/1",
        "digest",
        digest.toString(),
        "files",
        files.stream()
            .map(
                file ->
                    Map.of(
                        "path", file.path(),
                        "size", file.size(),
                        "sha256", file.digest().hex()))
            .toList(),
        "layers",
        layers,
        "elements",
        elements(),
        "components",
        trees);
  }

  void print(Terminal terminal) {
    terminal.print(
        String.format(Locale.ROOT, "매개변수 %,d개, 층 %d개", elements(), layers),
        String.format(Locale.ROOT, "%,d parameters, %d layers", elements(), layers));
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("부분", "component"))
            .number(terminal.say("텐서", "tensors"))
            .number(terminal.say("매개변수", "parameters"))
            .number(terminal.say("바이트", "bytes"))
            .text(terminal.say("형식", "types"));
    parts.forEach(
        (component, part) ->
            table.row(
                List.of(
                    component,
                    Long.toString(part.tensors()),
                    grouped(part.elements()),
                    grouped(part.bytes()),
                    String.join(" ", part.types()))));
    table.print(terminal.out());
    terminal.out().println();
    for (InputFile file : files) {
      terminal.out().printf("%s  %s%n", file.digest(), file.path());
    }
    terminal.print(digest + "  전체", digest + "  all of them");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
