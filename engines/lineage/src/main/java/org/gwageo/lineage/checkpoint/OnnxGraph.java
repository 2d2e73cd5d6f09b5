package org.gwageo.lineage.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The computation that an ONNX file describes, as far as it tells what a tensor is for.
 *
 * @param nodes the operations in the file's order, those of nested graphs after the node that holds
 *     them
 * @param inputs the names of the graph's inputs, without those that have a stored value
 * @param outputs the names of the graph's outputs
 */
public record OnnxGraph(List<Node> nodes, List<String> inputs, List<String> outputs) {

  /** Copies the lists. */
  public OnnxGraph {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * One operation.
   *
   * @param op its type, such as {@code MatMul}
   * @param name the node's own name; may be empty
   * @param inputs the names of the values it takes; empty for an optional one that is left out
   * @param outputs the names of the values it gives
   * @param attributes the attributes that are integers, numbers or text
   */
  public record Node(
      String op,
      String name,
      List<String> inputs,
      List<String> outputs,
      SequencedMap<String, Attribute> attributes) {

    /** Returns input {@code index}, if the node has it. */
    public Optional<String> input(int index) {
      return index < inputs.size() && !inputs.get(index).isEmpty()
          ? Optional.of(inputs.get(index))
          : Optional.empty();
    }

    /** Returns the integer attribute {@code name}, or {@code otherwise} if it is not there. */
    public long integer(String name, long otherwise) {
      var attribute = attributes.get(name);
      return attribute == null || attribute.integers().isEmpty()
          ? otherwise
          : attribute.integers().getFirst();
    }
  }

  /**
   * The value of an attribute; one of the three is filled.
   *
   * @param integers one or several integers
   * @param numbers one or several floats
   * @param text a string, empty if it is none
   */
  public record Attribute(List<Long> integers, List<Float> numbers, String text) {}
}
