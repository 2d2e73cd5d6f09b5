package org.gwageo.bundle.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Content in memory. */
final class HeldContent implements Content {

  private final byte[] held;

  HeldContent(byte[] held) {
    this.held = held;
  }

  @Override
  public long size() {
    return held.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(held);
  }

  @Override
  public byte[] bytes() {
    return held;
  }
}
