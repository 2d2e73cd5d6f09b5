package org.gwageo.platform.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a list that goes over several pages stands.
 *
 * @param current the page shown, from 1
 * @param last the last page
 * @param base the address without language prefix up to the number, such as {@code /log?page=}
 */
public record Paging(int current, int last, String base) {

  private static final int AROUND = 2;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code current} is not from 1 to {@code last}
   */
  public Paging {
    if (current < 1 || current > last) {
      throw new IllegalArgumentException("page %d is not from 1 to %d".formatted(current, last));
    }
  }

  /** Returns the address of page {@code number}, without language prefix. */
  public String path(int number) {
    return base + number;
  }

  /** Returns the numbers to show: the first, the last, those around the current; 0 is a gap. */
  public List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    int previous = 0;
    for (int number = 1; number <= last; number++) {
      if (number == 1 || number == last || Math.abs(number - current) <= AROUND) {
        if (number - previous > 1) {
          numbers.add(0);
        }
        numbers.add(number);
        previous = number;
      }
    }
    return List.copyOf(numbers);
  }
}
