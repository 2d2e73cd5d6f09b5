package org.gwageo.nano.training.zoo;

import java.util.SplittableRandom;

/**
 * Small pictures of one shape on a noisy ground: a disc, a square or a cross in one of four
 * colours. The class is colour x 3 + shape.
 */
final class Pictures {
  /** The width and height in pixels. */
  static final int SIZE = 16;

  /** The number of colour channels. */
  static final int CHANNELS = 3;

  /** The number of classes. */
  static final int CLASSES = 12;

  private static final float[][] COLOURS = {
    {1f, 0.2f, 0.2f}, {0.2f, 0.9f, 0.3f}, {0.3f, 0.4f, 1f}, {0.9f, 0.9f, 0.2f}
  };

  private final SplittableRandom random;

  Pictures(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Pictures with their classes.
   *
   * @param pixels count x channels x height x width
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the tensor engine as they are
  record Batch(float[] pixels, long[] classes) {}

  /** Returns the next {@code count} pictures. */
  Batch next(int count) {
    var pixels = new float[count * CHANNELS * SIZE * SIZE];
    var classes = new long[count];
    for (int i = 0; i < count; i++) {
      int colour = random.nextInt(COLOURS.length);
      int shape = random.nextInt(3);
      classes[i] = colour * 3L + shape;
      draw(pixels, i * CHANNELS * SIZE * SIZE, COLOURS[colour], shape);
    }
    return new Batch(pixels, classes);
  }

  private void draw(float[] pixels, int from, float[] colour, int shape) {
    double radius = 2.5 + 2.5 * random.nextDouble();
    double centreX = radius + random.nextDouble() * (SIZE - 2 * radius);
    double centreY = radius + random.nextDouble() * (SIZE - 2 * radius);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean inside = inside(shape, Math.abs(x - centreX), Math.abs(y - centreY), radius);
        for (int channel = 0; channel < CHANNELS; channel++) {
          double light = (inside ? colour[channel] : 0.5) + 0.25 * random.nextGaussian();
          pixels[from + (channel * SIZE + y) * SIZE + x] = (float) (light - 0.5);
        }
      }
    }
  }

  private static boolean inside(int shape, double dx, double dy, double radius) {
    return switch (shape) {
      case 0 -> dx * dx + dy * dy <= radius * radius;
      case 1 -> dx <= radius * 0.85 && dy <= radius * 0.85;
      default -> Math.min(dx, dy) <= radius * 0.3 && Math.max(dx, dy) <= radius;
    };
  }
}
