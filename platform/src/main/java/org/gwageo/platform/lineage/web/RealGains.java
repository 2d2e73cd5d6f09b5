package org.gwageo.platform.lineage.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The gains of one normalisation layer ({@value #TENSOR}) of three models of the rehearsal, as the
 * file {@code lineage/gains.csv} lists them.
 *
 * @param byModel the gains, channel by channel, by the model's name
 */
record RealGains(SequencedMap<String, List<Double>> byModel) {

  static final String TENSOR = "model.layers.1.post_attention_layernorm.weight";

  static RealGains load() {
    try (InputStream in = RealGains.class.getResourceAsStream("/lineage/gains.csv")) {
      if (in == null) {
        throw new IllegalStateException("lineage/gains.csv is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("lineage/gains.csv cannot be read", e);
    }
  }

  private static RealGains parse(String csv) {
    var lines = csv.lines().toList();
    var byModel = new LinkedHashMap<String, List<Double>>();
    List<String> models = List.of(lines.getFirst().split(",", -1));
    models.forEach(model -> byModel.put(model, new ArrayList<>()));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      for (int i = 0; i < cells.length; i++) {
        byModel.getOrDefault(models.get(i), List.of()).add(Double.valueOf(cells[i]));
      }
    }
    return new RealGains(byModel);
  }

  List<Double> of(String model) {
    return List.copyOf(byModel.getOrDefault(model, List.of()));
  }

  /** Returns the cosine of the gains of two models. */
  double cosine(String one, String other) {
    return cosine(of(one), of(other), 0, 0);
  }

  /** Returns the correlation of the gains of two models. */
  double pearson(String one, String other) {
    return cosine(of(one), of(other), mean(of(one)), mean(of(other)));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double cosine(List<Double> x, List<Double> y, double fromX, double fromY) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.size(); i++) {
      double a = x.get(i) - fromX;
      double b = y.get(i) - fromY;
      xy += a * b;
      xx += a * a;
      yy += b * b;
    }
    return xy / Math.sqrt(xx * yy);
  }
}
