package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX graphs with and without the names of their tensors. */
class GraphRolesTests {

  private static final int WIDTH = 6;
  private static final int NEURONS = 10;
  private static final int TOKENS = 40;

  @TempDir Path folder;

  /** One way to write a model; the flag says whether tensors keep their names. */
  private interface Exporter {
    byte[] write(boolean stripped);
  }

  private Map<Place, String> places(byte[] file) throws IOException, CheckpointException {
    Path path = folder.resolve("model.onnx");
    Files.write(path, file);
    try (var onnx = Onnx.open(path)) {
      var places = new TreeMap<Place, String>();
      for (Part part : Anatomy.of(onnx, Optional.empty()).parts().values()) {
        if (part.place().role() != Role.UNKNOWN) {
          float[] values = part.toFloats();
          places.put(
              part.place(),
              part.shape() + " from " + values[0] + " to " + values[values.length - 1]);
        }
      }
      return places;
    }
  }

  private Map<Place, String> agreed(Exporter exporter) throws IOException, CheckpointException {
    var named = places(exporter.write(false));
    var stripped = places(exporter.write(true));
    assertThat(stripped).containsExactlyEntriesOf(named);
    return named;
  }

  private static List<Role> layer(Map<Place, String> places, int layer) {
    return places.keySet().stream()
        .filter(place -> place.layer() == layer)
        .map(Place::role)
        .distinct()
        .toList();
  }

  private static String shape(Map<Place, String> places, Role role, int layer) {
    return String.valueOf(places.get(new Place(role, layer, Place.NONE, "")))
        .replaceFirst(" from.*", "");
  }

  /** A projection of an encoder: a product with (in, out), then a bias that is named first. */
  private static String linear(TinyOnnx onnx, String input, String name, int in, int out) {
    String product = onnx.op("MatMul", input, onnx.weight(name + ".weight", in, out));
    return onnx.op("Add", onnx.weight(name + ".bias", out), product);
  }

  private static String quantised(TinyOnnx onnx, String input, String name, int in, int out) {
    var dynamic = onnx.op("DynamicQuantizeLinear", Map.of(), 3, input);
    String codes = onnx.quantised(name + ".weight", in, out);
    String base = onnx.nameOf(name + ".weight");
    String scale = onnx.op("Mul", dynamic.get(1), base + "_scale");
    String product =
        onnx.op("MatMulInteger", dynamic.get(0), codes, dynamic.get(2), base + "_zero_point");
    String scaled = onnx.op("Mul", onnx.op("Cast", product), scale);
    return onnx.op("Add", onnx.weight(name + ".bias", out), scaled);
  }

  private static String layerNorm(TinyOnnx onnx, String input, String name) {
    String centred = onnx.op("Sub", input, onnx.op("ReduceMean", input));
    String square = onnx.op("Pow", centred, onnx.number(2));
    String variance = onnx.op("Add", onnx.op("ReduceMean", square), onnx.number(1e-5f));
    String normed = onnx.op("Div", centred, onnx.op("Sqrt", variance));
    String scaled = onnx.op("Mul", normed, onnx.weight(name + ".weight", WIDTH));
    return onnx.op("Add", scaled, onnx.weight(name + ".bias", WIDTH));
  }

  private static String rmsNorm(TinyOnnx onnx, String input, String name, int length) {
    String square = onnx.op("Pow", input, onnx.number(2));
    String mean = onnx.op("Add", onnx.op("ReduceMean", square), onnx.number(1e-5f));
    String normed = onnx.op("Mul", input, onnx.op("Reciprocal", onnx.op("Sqrt", mean)));
    return onnx.op("Mul", onnx.weight(name + ".weight", length), onnx.op("Cast", normed));
  }

  private static String heads(TinyOnnx onnx, String input) {
    String shape = onnx.op("Concat", onnx.op("Shape", input), onnx.number(2));
    return onnx.op("Transpose", onnx.op("Reshape", input, shape));
  }

  private static String attend(TinyOnnx onnx, String query, String key, String value, String mask) {
    String scores = onnx.op("MatMul", query, onnx.op("Transpose", key));
    String masked = onnx.op("Add", onnx.op("Div", scores, onnx.number(2)), mask);
    String mixed = onnx.op("MatMul", onnx.op("Softmax", masked), value);
    return onnx.op("Reshape", onnx.op("Transpose", mixed), onnx.number(0));
  }

  private static String gelu(TinyOnnx onnx, String input) {
    String erf = onnx.op("Erf", onnx.op("Div", input, onnx.number(1.41f)));
    String scaled = onnx.op("Mul", input, onnx.op("Add", erf, onnx.number(1)));
    return onnx.op("Mul", scaled, onnx.number(0.5f));
  }

  /** The encoder of the BERT line: each norm stands behind the sum. */
  private static byte[] bert(boolean stripped, boolean quantised) {
    var onnx = new TinyOnnx(stripped, "input_ids", "attention_mask", "token_type_ids");
    String words =
        onnx.op(
            "Gather", onnx.weight("embeddings.word_embeddings.weight", TOKENS, WIDTH), "input_ids");
    String types =
        onnx.op(
            "Gather",
            onnx.weight("embeddings.token_type_embeddings.weight", 2, WIDTH),
            "token_type_ids");
    String positions =
        onnx.op(
            "Gather",
            onnx.weight("embeddings.position_embeddings.weight", 20, WIDTH),
            onnx.op("Range", onnx.op("Shape", "input_ids")));
    String sum = onnx.op("Add", onnx.op("Add", words, types), positions);
    String stream = layerNorm(onnx, sum, "embeddings.LayerNorm");
    String mask = onnx.op("Mul", onnx.op("Cast", "attention_mask"), onnx.number(-10000));
    for (int layer = 0; layer < 3; layer++) {
      String at = "encoder.layer." + layer + ".";
      var projected = new ArrayList<String>();
      for (String part : List.of("query", "key", "value")) {
        String name = at + "attention.self." + part;
        projected.add(
            heads(
                onnx,
                quantised
                    ? quantised(onnx, stream, name, WIDTH, WIDTH)
                    : linear(onnx, stream, name, WIDTH, WIDTH)));
      }
      String mixed = attend(onnx, projected.get(0), projected.get(1), projected.get(2), mask);
      String out =
          quantised
              ? quantised(onnx, mixed, at + "attention.output.dense", WIDTH, WIDTH)
              : linear(onnx, mixed, at + "attention.output.dense", WIDTH, WIDTH);
      stream = layerNorm(onnx, onnx.op("Add", out, stream), at + "attention.output.LayerNorm");
      String up = linear(onnx, stream, at + "intermediate.dense", WIDTH, NEURONS);
      String down = linear(onnx, gelu(onnx, up), at + "output.dense", NEURONS, WIDTH);
      stream = layerNorm(onnx, onnx.op("Add", down, stream), at + "output.LayerNorm");
    }
    String first = onnx.op("Gather", stream, onnx.number(0));
    String pooled = onnx.op("Tanh", linear(onnx, first, "pooler.dense", WIDTH, WIDTH));
    return onnx.bytes(pooled);
  }

  @Test
  void anEncoderIsTheSameWithAndWithoutNames() throws IOException, CheckpointException {
    var places = agreed(stripped -> bert(stripped, false));
    assertThat(places.keySet()).extracting(Place::tower).containsOnly(Place.TEXT);
    for (int layer = 0; layer < 3; layer++) {
      assertThat(layer(places, layer))
          .containsExactlyInAnyOrder(
              Role.QUERY,
              Role.KEY,
              Role.VALUE,
              Role.ATTENTION_BIAS,
              Role.OUTPUT,
              Role.OUTPUT_BIAS,
              Role.POST_ATTENTION_NORM,
              Role.UP,
              Role.UP_BIAS,
              Role.DOWN,
              Role.DOWN_BIAS,
              Role.POST_FEEDFORWARD_NORM,
              Role.NORM_BIAS);
    }
    assertThat(shape(places, Role.UP, 2)).isEqualTo("[10, 6]");
    assertThat(shape(places, Role.DOWN, 2)).isEqualTo("[6, 10]");
    assertThat(shape(places, Role.EMBEDDING, Place.NONE)).isEqualTo("[40, 6]");
    assertThat(shape(places, Role.SEGMENT, Place.NONE)).isEqualTo("[2, 6]");
    assertThat(shape(places, Role.POSITION, Place.NONE)).isEqualTo("[20, 6]");
    assertThat(shape(places, Role.EMBEDDING_NORM, Place.NONE)).isEqualTo("[6]");
  }

  @Test
  void quantisedProductsAreSeenThrough() throws IOException, CheckpointException {
    var places = agreed(stripped -> bert(stripped, true));
    assertThat(places.keySet()).isEqualTo(places(bert(true, false)).keySet());
  }

  /** A decoder of the Llama line: root mean squares, rotary positions, a gate, an output table. */
  private static byte[] llama(boolean stripped) {
    var onnx = new TinyOnnx(stripped, "input_ids", "attention_mask", "position_ids");
    String stream =
        onnx.op("Gather", onnx.weight("model.embed_tokens.weight", TOKENS, WIDTH), "input_ids");
    String angles = onnx.op("Mul", onnx.op("Cast", "position_ids"), onnx.number(0.1f));
    String cosine = onnx.op("Cos", angles);
    String sine = onnx.op("Sin", angles);
    String mask = onnx.op("Mul", onnx.op("Cast", "attention_mask"), onnx.number(-10000));
    for (int layer = 0; layer < 2; layer++) {
      String at = "model.layers." + layer + ".";
      String read = rmsNorm(onnx, stream, at + "input_layernorm", WIDTH);
      var turned = new ArrayList<String>();
      for (String part : List.of("q", "k")) {
        String product =
            onnx.op(
                "MatMul",
                read,
                onnx.weight(
                    at + "self_attn." + part + "_proj.weight", WIDTH, part.equals("q") ? 4 : 2));
        String normed = rmsNorm(onnx, heads(onnx, product), at + "self_attn." + part + "_norm", 2);
        String half = onnx.op("Neg", onnx.op("Slice", normed, onnx.number(0)));
        String rotated = onnx.op("Concat", half, onnx.op("Slice", normed, onnx.number(1)));
        turned.add(onnx.op("Add", onnx.op("Mul", normed, cosine), onnx.op("Mul", rotated, sine)));
      }
      String value = onnx.op("MatMul", read, onnx.weight(at + "self_attn.v_proj.weight", WIDTH, 2));
      String mixed =
          attend(
              onnx,
              turned.get(0),
              onnx.op("Expand", turned.get(1), onnx.number(2)),
              onnx.op("Expand", heads(onnx, value), onnx.number(2)),
              mask);
      String out = onnx.op("MatMul", mixed, onnx.weight(at + "self_attn.o_proj.weight", 4, WIDTH));
      stream = onnx.op("Add", stream, out);
      String inner = rmsNorm(onnx, stream, at + "post_attention_layernorm", WIDTH);
      String gate =
          onnx.op("MatMul", inner, onnx.weight(at + "mlp.gate_proj.weight", WIDTH, NEURONS));
      String swish = onnx.op("Mul", gate, onnx.op("Sigmoid", gate));
      String up = onnx.op("MatMul", inner, onnx.weight(at + "mlp.up_proj.weight", WIDTH, NEURONS));
      String down =
          onnx.op(
              "MatMul",
              onnx.op("Mul", swish, up),
              onnx.weight(at + "mlp.down_proj.weight", NEURONS, WIDTH));
      stream = onnx.op("Add", stream, down);
    }
    String last = rmsNorm(onnx, stream, "model.norm", WIDTH);
    return onnx.bytes(onnx.op("MatMul", last, onnx.weight("lm_head.weight", WIDTH, TOKENS)));
  }

  @Test
  void aDecoderIsTheSameWithAndWithoutNames() throws IOException, CheckpointException {
    var places = agreed(GraphRolesTests::llama);
    for (int layer = 0; layer < 2; layer++) {
      assertThat(layer(places, layer))
          .containsExactlyInAnyOrder(
              Role.ATTENTION_NORM,
              Role.QUERY,
              Role.KEY,
              Role.VALUE,
              Role.QUERY_NORM,
              Role.KEY_NORM,
              Role.OUTPUT,
              Role.PRE_FEEDFORWARD_NORM,
              Role.GATE,
              Role.UP,
              Role.DOWN);
    }
    assertThat(shape(places, Role.LM_HEAD, Place.NONE)).isEqualTo("[40, 6]");
    assertThat(shape(places, Role.FINAL_NORM, Place.NONE)).isEqualTo("[6]");
    assertThat(shape(places, Role.KEY, 1)).isEqualTo("[2, 6]");
    assertThat(shape(places, Role.OUTPUT, 1)).isEqualTo("[6, 4]");
  }

  /** A decoder of the GPT-2 line: one product for query, key and value, norms as operations. */
  private static byte[] gpt(boolean stripped) {
    var onnx = new TinyOnnx(stripped, "input_ids", "position_ids", "attention_mask");
    String words = onnx.op("Gather", onnx.weight("wte.weight", TOKENS, WIDTH), "input_ids");
    String positions = onnx.op("Gather", onnx.weight("wpe.weight", 20, WIDTH), "position_ids");
    String stream = onnx.op("Add", words, positions);
    for (int layer = 0; layer < 2; layer++) {
      String at = "h." + layer + ".";
      String read =
          onnx.op(
              "LayerNormalization",
              stream,
              onnx.weight(at + "ln_1.weight", WIDTH),
              onnx.weight(at + "ln_1.bias", WIDTH));
      String joined =
          onnx.op(
              "Gemm",
              read,
              onnx.weight(at + "attn.c_attn.weight", WIDTH, 3 * WIDTH),
              onnx.weight(at + "attn.c_attn.bias", 3 * WIDTH));
      var parts = onnx.op("Split", Map.of("axis", 2), 3, joined);
      String mixed =
          attend(
              onnx,
              heads(onnx, parts.get(0)),
              heads(onnx, parts.get(1)),
              heads(onnx, parts.get(2)),
              "attention_mask");
      String out =
          onnx.op(
              "Gemm",
              mixed,
              onnx.weight(at + "attn.c_proj.weight", WIDTH, WIDTH),
              onnx.weight(at + "attn.c_proj.bias", WIDTH));
      stream = onnx.op("Add", out, stream);
      String inner =
          onnx.op(
              "LayerNormalization",
              stream,
              onnx.weight(at + "ln_2.weight", WIDTH),
              onnx.weight(at + "ln_2.bias", WIDTH));
      String up =
          onnx.op(
              "Gemm",
              inner,
              onnx.weight(at + "mlp.c_fc.weight", WIDTH, NEURONS),
              onnx.weight(at + "mlp.c_fc.bias", NEURONS));
      String cubic = onnx.op("Mul", onnx.op("Pow", up, onnx.number(3)), onnx.number(0.0447f));
      String tanh = onnx.op("Tanh", onnx.op("Mul", onnx.op("Add", up, cubic), onnx.number(0.8f)));
      String active =
          onnx.op(
              "Mul", onnx.op("Mul", up, onnx.number(0.5f)), onnx.op("Add", tanh, onnx.number(1)));
      String down =
          onnx.op(
              "Gemm",
              active,
              onnx.weight(at + "mlp.c_proj.weight", NEURONS, WIDTH),
              onnx.weight(at + "mlp.c_proj.bias", WIDTH));
      stream = onnx.op("Add", stream, down);
    }
    return onnx.bytes(
        onnx.op(
            "LayerNormalization",
            stream,
            onnx.weight("ln_f.weight", WIDTH),
            onnx.weight("ln_f.bias", WIDTH)));
  }

  @Test
  void aJoinedProjectionIsSplitAsTheGraphSplitsIt() throws IOException, CheckpointException {
    var places = agreed(GraphRolesTests::gpt);
    assertThat(shape(places, Role.VALUE, 1)).isEqualTo("[6, 6]");
    assertThat(shape(places, Role.UP, 1)).isEqualTo("[10, 6]");
    assertThat(places).containsKey(new Place(Role.ATTENTION_BIAS, 0, Place.NONE, "key"));
    assertThat(shape(places, Role.PRE_FEEDFORWARD_NORM, 0)).isEqualTo("[6]");
    assertThat(shape(places, Role.FINAL_NORM, Place.NONE)).isEqualTo("[6]");
    assertThat(shape(places, Role.POSITION, Place.NONE)).isEqualTo("[20, 6]");
  }

  /** A vision encoder: a convolution of pixels, then layers that transpose their weights first. */
  private static byte[] vision() {
    var onnx = new TinyOnnx(true, "pixels");
    String patches =
        onnx.op(
            "Conv", "pixels", onnx.weight("stem", WIDTH, 3, 2, 2), onnx.weight("stem.bias", WIDTH));
    String stream = onnx.op("Transpose", onnx.op("Reshape", patches, onnx.number(0)));
    stream = onnx.op("Add", stream, onnx.weight("positions", 1, 9, WIDTH));
    for (int layer = 0; layer < 2; layer++) {
      String read =
          onnx.op(
              "LayerNormalization",
              stream,
              onnx.weight("n1" + layer, WIDTH),
              onnx.weight("b1" + layer, WIDTH));
      var projected = new ArrayList<String>();
      for (String part : List.of("q", "k", "v")) {
        String weight = onnx.op("Transpose", onnx.weight(part + layer, WIDTH, WIDTH));
        projected.add(heads(onnx, onnx.op("MatMul", read, weight)));
      }
      String mixed =
          attend(onnx, projected.get(0), projected.get(1), projected.get(2), onnx.number(0));
      var turned = Map.of("transB", 1);
      String out =
          onnx.op(
                  "Gemm",
                  turned,
                  1,
                  mixed,
                  onnx.weight("o" + layer, WIDTH, WIDTH),
                  onnx.weight("ob" + layer, WIDTH))
              .getFirst();
      stream = onnx.op("Add", stream, out);
      String inner =
          onnx.op(
              "LayerNormalization",
              stream,
              onnx.weight("n2" + layer, WIDTH),
              onnx.weight("b2" + layer, WIDTH));
      String up =
          onnx.op(
                  "Gemm",
                  turned,
                  1,
                  inner,
                  onnx.weight("u" + layer, NEURONS, WIDTH),
                  onnx.weight("ub" + layer, NEURONS))
              .getFirst();
      String down =
          onnx.op(
                  "Gemm",
                  turned,
                  1,
                  onnx.op("Gelu", up),
                  onnx.weight("d" + layer, WIDTH, NEURONS),
                  onnx.weight("db" + layer, WIDTH))
              .getFirst();
      stream = onnx.op("Add", stream, down);
    }
    return onnx.bytes(
        onnx.op("LayerNormalization", stream, onnx.weight("nf", WIDTH), onnx.weight("bf", WIDTH)));
  }

  @Test
  void aConvolutionOfTheInputMakesAVisionTower() throws IOException, CheckpointException {
    var places = places(vision());
    assertThat(places.keySet()).extracting(Place::tower).containsOnly(Place.VISION);
    assertThat(places.get(new Place(Place.VISION, Role.STEM, Place.NONE, Place.NONE, "")))
        .startsWith("[6, 12]");
    assertThat(places.get(new Place(Place.VISION, Role.UP, 1, Place.NONE, "")))
        .startsWith("[10, 6]");
    assertThat(places.get(new Place(Place.VISION, Role.DOWN, 1, Place.NONE, "")))
        .startsWith("[6, 10]");
    assertThat(places)
        .containsKeys(
            new Place(Place.VISION, Role.POSITION, Place.NONE, Place.NONE, ""),
            new Place(Place.VISION, Role.QUERY, 0, Place.NONE, ""),
            new Place(Place.VISION, Role.FINAL_NORM, Place.NONE, Place.NONE, ""),
            new Place(Place.VISION, Role.STEM_BIAS, Place.NONE, Place.NONE, ""));
  }

  @Test
  void aFourierTransformIsNoStem() throws IOException, CheckpointException {
    var onnx = new TinyOnnx(false, "signal");
    String spectrum = onnx.op("Conv", "signal", onnx.weight("stft.forward_basis_buffer", 10, 1, 8));
    String out = onnx.op("Conv", spectrum, onnx.weight("encoder.weight", WIDTH, 10, 3));
    var places = places(onnx.bytes(out));
    assertThat(places)
        .containsOnlyKeys(
            new Place(Place.AUDIO, Role.STEM, Place.NONE, Place.NONE, ""),
            new Place(Place.TEXT, Role.FIXED, Place.NONE, Place.NONE, "stft.forward_basis_buffer"));
    assertThat(places.get(new Place(Place.AUDIO, Role.STEM, Place.NONE, Place.NONE, "")))
        .startsWith("[6, 30]");
  }

  @Test
  void orientationFollowsTheGraphAndNotTheName() throws IOException, CheckpointException {
    var onnx = new TinyOnnx(false, "input_ids");
    String stream = onnx.op("Gather", onnx.weight("wte.weight", TOKENS, WIDTH), "input_ids");
    String up =
        onnx.op("MatMul", stream, onnx.weight("model.layers.0.mlp.up_proj.weight", WIDTH, NEURONS));
    String down =
        onnx.op(
            "MatMul",
            onnx.op("Relu", up),
            onnx.weight("model.layers.0.mlp.down_proj.weight", NEURONS, WIDTH));
    var places = places(onnx.bytes(onnx.op("Add", stream, down)));
    assertThat(shape(places, Role.UP, 0)).isEqualTo("[10, 6]");
    assertThat(shape(places, Role.DOWN, 0)).isEqualTo("[6, 10]");
  }

  @Test
  void aGraphOfNothingKnownIsNoError() throws IOException, CheckpointException {
    var onnx = new TinyOnnx(true, "x");
    String loop = onnx.op("Softmax", onnx.op("MatMul", "x", "x"));
    String odd = onnx.op("Split", Map.of(), 3, loop).getLast();
    String sum = onnx.op("Add", onnx.weight("a", 3, 3), onnx.op("NoSuchOperation", odd, "nowhere"));
    assertThat(places(onnx.bytes(onnx.op("LayerNormalization", sum)))).isEmpty();
  }
}
