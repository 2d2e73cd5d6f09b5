package org.gwageo.nano.zoo;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;

/** Models whose every tensor is mixed from the same tensors of two models of one shape. */
public final class Merge {
  private Merge() {}

  /** Returns (1 - share) of {@code model} plus {@code share} of {@code donor}. */
  public static Specimen linear(Specimen model, Specimen donor, double share) {
    return each(model, donor, (own, other) -> own.with(other, (a, b) -> a + share * (b - a)));
  }

  /**
   * Mixes along the great circle between the two tensors seen as directions, and their lengths
   * linearly.
   */
  public static Specimen slerp(Specimen model, Specimen donor, double share) {
    return each(model, donor, (own, other) -> slerp(own, other, share));
  }

  /**
   * Adds what both models learnt after {@code base}: of each difference only the largest {@code
   * density} stay, the sign with more mass is elected, and the agreeing ones are averaged.
   *
   * <p>Source: P. Yadav et al., "TIES-Merging", 2023, section 3.
   */
  public static Specimen ties(Specimen model, Specimen donor, Specimen base, double density) {
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      Tensor zero = base.tensor(name);
      Tensor own = trimmed(model.tensor(name).with(zero, (a, b) -> a - b), density);
      Tensor other = trimmed(donor.tensor(name).with(zero, (a, b) -> a - b), density);
      change.put(name, zero.with(own.with(other, Merge::elected), Double::sum));
    }
    return change.done();
  }

  /**
   * Adds the mean of what both models learnt after {@code base}, of which each element stays with
   * probability {@code density} and is divided by it.
   *
   * <p>Source: L. Yu et al., "Language Models are Super Mario", 2024, equation 3.
   */
  public static Specimen dare(
      Specimen model, Specimen donor, Specimen base, double density, long seed) {
    var random = new SplittableRandom(seed);
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      Tensor zero = base.tensor(name);
      Tensor own = dropped(model.tensor(name).with(zero, (a, b) -> a - b), density, random);
      Tensor other = dropped(donor.tensor(name).with(zero, (a, b) -> a - b), density, random);
      Tensor learnt = own.with(other, (a, b) -> (a + b) / 2);
      change.put(name, zero.with(learnt, Double::sum));
    }
    return change.done();
  }

  /** Returns {@code model} plus {@code factor} times {@code start}: an early state blended in. */
  public static Specimen blended(Specimen model, Specimen start, double factor) {
    return each(model, start, (own, other) -> own.with(other, (a, b) -> a + factor * b));
  }

  private static Specimen each(Specimen model, Specimen donor, BinaryOperator<Tensor> mixed) {
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      change.put(name, mixed.apply(model.tensor(name), donor.tensor(name)));
    }
    return change.done();
  }

  private static Tensor slerp(Tensor own, Tensor other, double share) {
    double dot = 0;
    for (int i = 0; i < own.values().length; i++) {
      dot += (double) own.values()[i] * other.values()[i];
    }
    double ownLength = own.scale();
    double otherLength = other.scale();
    double cosine = dot / own.values().length / (ownLength * otherLength);
    double angle = StrictMath.acos(Math.clamp(cosine, -1, 1));
    double sine = StrictMath.sin(angle);
    if (sine < 1e-6) {
      return own.with(other, (a, b) -> a + share * (b - a));
    }
    double length = ownLength + share * (otherLength - ownLength);
    double left = StrictMath.sin((1 - share) * angle) / sine * length / ownLength;
    double right = StrictMath.sin(share * angle) / sine * length / otherLength;
    return own.with(other, (a, b) -> left * a + right * b);
  }

  private static double elected(double a, double b) {
    if (a * b >= 0) {
      return a == 0 || b == 0 ? a + b : (a + b) / 2;
    }
    return Math.abs(a) >= Math.abs(b) ? a : b;
  }

  private static Tensor trimmed(Tensor difference, double density) {
    var sizes = new float[difference.values().length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(difference.values()[i]);
    }
    Arrays.sort(sizes);
    int kept = Math.clamp((long) Math.ceil(density * sizes.length), 1, sizes.length);
    float least = sizes[sizes.length - kept];
    return difference.with(difference, (a, same) -> Math.abs(a) >= least ? a : 0);
  }

  private static Tensor dropped(Tensor difference, double density, SplittableRandom random) {
    return difference.with(
        difference, (a, same) -> random.nextDouble() < density ? a / density : 0);
  }
}
