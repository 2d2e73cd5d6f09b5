package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwageo.lineage.anatomy.Tensors.anatomy;
import static org.gwageo.lineage.anatomy.Tensors.counting;
import static org.gwageo.lineage.anatomy.Tensors.rows;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;

/** Checkpoints whose names no known family uses. */
class ShapeRolesTests {

  private static final int WIDTH = 8;

  private static Tower text(List<StoredTensor> tensors) throws CheckpointException {
    return anatomy("", tensors.toArray(StoredTensor[]::new)).tower(Place.TEXT).orElseThrow();
  }

  private static Role role(Tower tower, String name) {
    return tower.parts().values().stream()
        .filter(part -> part.stored().name().equals(name))
        .map(part -> part.place().role())
        .findFirst()
        .orElseThrow();
  }

  private static List<StoredTensor> model(String... layerTensors) {
    var tensors = new ArrayList<StoredTensor>();
    tensors.add(rows("net.words", 50, WIDTH));
    tensors.add(counting("net.last_gain", 1, WIDTH));
    for (int layer = 0; layer < 3; layer++) {
      for (String spec : layerTensors) {
        String[] parts = spec.split(" ", -1);
        String name = "net.stage" + layer + "/" + parts[0];
        int first = Integer.parseInt(parts[1]);
        tensors.add(
            parts.length == 2
                ? counting(name, 1, first)
                : rows(name, first, Integer.parseInt(parts[2])));
      }
    }
    return tensors;
  }

  @Test
  void lettersAndNumbersOfTheUsualKindSettleALayer() throws CheckpointException {
    var tower =
        text(
            model(
                "mix.q 8 8",
                "mix.k 4 8",
                "mix.v 4 8",
                "mix.o 8 8",
                "w1 20 8",
                "w3 20 8",
                "w2 8 20",
                "norm1 8",
                "norm2 8"));
    assertThat(tower.layers()).containsExactly(0, 1, 2);
    assertThat(tower.width()).isEqualTo(WIDTH);
    assertThat(role(tower, "net.stage1/mix.q")).isEqualTo(Role.QUERY);
    assertThat(role(tower, "net.stage1/mix.k")).isEqualTo(Role.KEY);
    assertThat(role(tower, "net.stage1/mix.v")).isEqualTo(Role.VALUE);
    assertThat(role(tower, "net.stage1/mix.o")).isEqualTo(Role.OUTPUT);
    assertThat(role(tower, "net.stage1/w1")).isEqualTo(Role.GATE);
    assertThat(role(tower, "net.stage1/w3")).isEqualTo(Role.UP);
    assertThat(role(tower, "net.stage1/w2")).isEqualTo(Role.DOWN);
    assertThat(role(tower, "net.words")).isEqualTo(Role.EMBEDDING);
    assertThat(role(tower, "net.last_gain")).isEqualTo(Role.FINAL_NORM);
    assertThat(tower.gainBeforeMlp(1)).isPresent();
  }

  @Test
  void whatNothingTellsApartGetsARoleThatHoldsEitherWay() throws CheckpointException {
    var tower = text(model("a 20 8", "b 20 8", "c 8 20", "d 4 8", "e 4 8"));
    assertThat(role(tower, "net.stage0/a")).isEqualTo(Role.GATE_OR_UP);
    assertThat(role(tower, "net.stage0/b")).isEqualTo(Role.GATE_OR_UP);
    assertThat(role(tower, "net.stage0/c")).isEqualTo(Role.DOWN);
    assertThat(role(tower, "net.stage0/d")).isEqualTo(Role.ATTENTION_IN);
    assertThat(role(tower, "net.stage0/e")).isEqualTo(Role.ATTENTION_IN);
  }

  @Test
  void squareProjectionsWithoutLettersStayUnknown() throws CheckpointException {
    var tensors = model("p 8 8", "r 8 8", "s 8 8", "t 8 8", "up 32 8", "dn 8 32");
    var anatomy = anatomy("", tensors.toArray(StoredTensor[]::new));
    assertThat(role(anatomy.tower(Place.TEXT).orElseThrow(), "net.stage0/p"))
        .isEqualTo(Role.UNKNOWN);
    assertThat(anatomy.remarks())
        .containsEntry(
            "net.stage0/r", "square projections stand beside it, and no name tells them apart");
    var tower = text(tensors);
    assertThat(role(tower, "net.stage2/up")).isEqualTo(Role.UP);
    assertThat(role(tower, "net.stage2/dn")).isEqualTo(Role.DOWN);
  }

  @Test
  void aPairOfReadersTellsWhichAxisIsStoredFirst() throws CheckpointException {
    var tower = text(model("gate 8 20", "lift 8 20", "back 20 8", "norm1 8", "norm2 8"));
    var gate = tower.part(Role.GATE, 1, Place.NONE).orElseThrow();
    assertThat(gate.shape()).containsExactly(20L, 8L);
    assertThat(gate.toFloats(0, 3)).containsExactly(0, 100, 200);
    assertThat(tower.part(Role.DOWN, 1, Place.NONE).orElseThrow().shape()).containsExactly(8L, 20L);
  }

  @Test
  void oneKnownLayerIsEnoughToLeaveShapesAlone() throws CheckpointException {
    var tensors = model("mix.q 8 8", "w2 8 20", "w1 20 8");
    tensors.add(rows("model.layers.0.mlp.up_proj.weight", 20, 8));
    var tower = text(tensors);
    assertThat(role(tower, "net.stage0/mix.q")).isEqualTo(Role.UNKNOWN);
  }
}
