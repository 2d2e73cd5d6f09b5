package org.gwageo.mockendpoint;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The places of a machine that serves a number of requests at once, first come first served. */
final class Slots {

  private final @Nullable Semaphore places;

  /** Makes a machine; 0 places mean that there is no limit. */
  Slots(int places) {
    this.places = places == 0 ? null : new Semaphore(places, true);
  }

  void enter() throws InterruptedException {
    if (places != null) {
      places.acquire();
    }
  }

  void leave() {
    if (places != null) {
      places.release();
    }
  }
}
