package org.gwageo.cli.lineage;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;

/**
 * What a checkpoint holds, counted.
 *
 * @param digest one digest for all files
 * @param files the files
 * @param layers how many layers all towers have together
 * @param parts what each component holds, in order
 * @param remarks why a tensor is not placed, or not as the file has it, by its name
 */
record CheckpointContents(
    Digest digest,
    List<InputFile> files,
    int layers,
    SequencedMap<String, Share> parts,
    SequencedMap<String, String> remarks) {

  private static final int MOST_KINDS = 20;

  /**
   * What one component holds.
   *
   * @param tensors how many tensors it has
   * @param elements how many numbers they hold
   * @param bytes how many bytes these take
   * @param types the element types among them, sorted
   */
  record Share(long tensors, long elements, long bytes, List<String> types) {

    private Share with(Part part) {
      var all = new ArrayList<>(types);
      if (!all.contains(part.type().name())) {
        all.add(part.type().name());
        all.sort(null);
      }
      return new Share(
          tensors + 1, elements + part.elements(), bytes + storedBytes(part), List.copyOf(all));
    }

    /** The bytes of the part's share of its tensor. */
    private static long storedBytes(Part part) {
      long all = part.stored().elements();
      long size = part.stored().bytes().byteSize();
      return all == 0 ? 0 : Math.round((double) size * part.elements() / all);
    }

    private Map<String, Object> toTree() {
      return Map.of("tensors", tensors, "elements", elements, "bytes", bytes, "types", types);
    }
  }

  static CheckpointContents of(Checkpoint checkpoint) {
    SequencedMap<String, Share> parts = new LinkedHashMap<>();
    for (Map.Entry<Place, Part> entry : checkpoint.anatomy().parts().entrySet()) {
      String component = entry.getKey().component();
      Share before = parts.getOrDefault(component, new Share(0, 0, 0, List.of()));
      parts.put(component, before.with(entry.getValue()));
    }
    return new CheckpointContents(
        checkpoint.digest(),
        checkpoint.files(),
        layers(checkpoint.anatomy().towers()),
        parts,
        new TreeMap<>(checkpoint.anatomy().remarks()));
  }

  private static int layers(List<Tower> towers) {
    return towers.stream().mapToInt(tower -> tower.layers().size()).sum();
  }

  long elements() {
    return parts.values().stream().mapToLong(Share::elements).sum();
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
        trees,
        "remarks",
        remarks);
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
    printRemarks(terminal);
    for (InputFile file : files) {
      terminal.out().printf("%s  %s%n", file.digest(), file.path());
    }
    terminal.print(digest + "  전체", digest + "  all of them");
  }

  /** Says each remark once, with the first tensor that it is about. */
  private void printRemarks(Terminal terminal) {
    var kinds = new LinkedHashMap<String, List<String>>();
    remarks.forEach(
        (name, remark) -> kinds.computeIfAbsent(remark, any -> new ArrayList<>()).add(name));
    if (kinds.isEmpty()) {
      return;
    }
    var table =
        new Table()
            .number(terminal.say("텐서", "tensors"))
            .text(terminal.say("첫 텐서", "first of them"))
            .text(terminal.say("배치하지 않았거나 다르게 배치한 까닭", "why not placed, or not as stored"));
    kinds.entrySet().stream()
        .sorted(Comparator.comparingInt(kind -> -kind.getValue().size()))
        .limit(MOST_KINDS)
        .forEach(
            kind ->
                table.row(
                    List.of(
                        grouped(kind.getValue().size()),
                        kind.getValue().getFirst(),
                        kind.getKey())));
    table.print(terminal.out());
    int more = kinds.size() - MOST_KINDS;
    if (more > 0) {
      terminal.print(
          "그 밖에 %d가지(--json에 모두 있음)".formatted(more),
          "and %d kinds more, all of them in --json".formatted(more));
    }
    terminal.out().println();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
