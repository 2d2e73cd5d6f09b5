package org.gwageo.nano.decoder;

/** Turns pairs of numbers of a head by angles that grow with the position. */
final class Rotation {
  private final int size;
  private final float[] cos;
  private final float[] sin;

  Rotation(Architecture shape) {
    this.size = shape.headSize();
    int half = size / 2;
    this.cos = new float[shape.positions() * half];
    this.sin = new float[shape.positions() * half];
    for (int position = 0; position < shape.positions(); position++) {
      for (int i = 0; i < half; i++) {
        double angle = position / StrictMath.pow(shape.ropeTheta(), 2.0 * i / size);
        cos[position * half + i] = (float) StrictMath.cos(angle);
        sin[position * half + i] = (float) StrictMath.sin(angle);
      }
    }
  }

  /**
   * Turns {@code heads} heads of {@code x} from {@code from} on; number i pairs with i + size/2.
   */
  void turn(float[] x, int from, int heads, int position) {
    int half = size / 2;
    for (int head = 0; head < heads; head++) {
      int at = from + head * size;
      for (int i = 0; i < half; i++) {
        float c = cos[position * half + i];
        float s = sin[position * half + i];
        float left = x[at + i];
        float right = x[at + half + i];
        x[at + i] = left * c - right * s;
        x[at + half + i] = right * c + left * s;
      }
    }
  }
}
